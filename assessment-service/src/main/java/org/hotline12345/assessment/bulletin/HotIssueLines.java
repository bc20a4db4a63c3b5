package org.hotline12345.assessment.bulletin;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import org.hotline12345.assessment.bulletin.model.HotIssueLine;
import org.hotline12345.assessment.period.model.Period;

/** Tells the hot issues of a period, for a bulletin. Without a bean of this kind bulletins have no such section. */
public interface HotIssueLines {
    /**
     * The hot issues of the period, the greatest first, as many as a bulletin should list.
     *
     * @param units Only those that concern these units; null for all.
     */
    Uni<List<HotIssueLine>> of(Period period, Collection<String> units);
}
