package org.hotline12345.assessment.bulletin.model;

import java.util.List;

/** Cases listed one by one. Reports (举报) are counted and never listed: what is read by many must not lead to who reported. */
public record CaseListing(List<CaseLine> lines, int leftOut, int reports) {
    /** No cases. */
    public static final CaseListing NONE = new CaseListing(List.of(), 0, 0);

    public CaseListing {
        lines = List.copyOf(lines);
    }
}
