package org.hotline12345.assessment.export.model;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Who saved a table and when. It goes with the file, so that a sheet found later tells where it came from.
 *
 * @param by Name of the caller.
 * @param at Time of Asia/Shanghai.
 */
public record Saved(String by, OffsetDateTime at) {
    private static final DateTimeFormatter TO_READ = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter IN_NAMES = DateTimeFormatter.ofPattern("yyyyMMdd-HHmm");

    /** For the reader of a sheet. */
    public String text(boolean english) {
        return english
                ? "Exported by " + by + " at " + at.format(TO_READ) + " (Asia/Shanghai)"
                : "导出人：" + by + "，导出时间：" + at.format(TO_READ) + "（北京时间）";
    }

    /** Behind the name of a file. */
    public String suffix() {
        return "-" + by + "-" + at.format(IN_NAMES);
    }
}
