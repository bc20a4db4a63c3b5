package org.hotline12345.assessment.indicator;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Set;
import org.hotline12345.chassis.database.Sql;

/** Keeps something under the name of a period, which therefore must go on meaning the same days. */
public interface UsesPeriods {
    /** Those of the names under which something is kept. */
    Uni<Set<String>> used(Sql sql, Collection<String> names);
}
