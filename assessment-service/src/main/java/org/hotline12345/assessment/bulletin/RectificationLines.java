package org.hotline12345.assessment.bulletin;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import org.hotline12345.assessment.bulletin.model.RectificationLine;
import org.hotline12345.assessment.period.model.Period;

/** Tells what units were ordered to put right, for a bulletin. Without a bean of this kind bulletins do not speak of it. */
public interface RectificationLines {
    /**
     * Orders that were given, due or open in the period, the first due first, as many as a bulletin should list.
     *
     * @param units Only orders to these units; null for all.
     */
    Uni<List<RectificationLine>> of(Period period, Collection<String> units);
}
