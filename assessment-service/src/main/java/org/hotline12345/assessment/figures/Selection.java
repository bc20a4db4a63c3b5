package org.hotline12345.assessment.figures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.assessment.definition.model.AnswerRule;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.FactFilter;
import org.hotline12345.assessment.definition.model.FactSource;
import org.hotline12345.assessment.period.model.Period;

/**
 * Which facts are counted and how they are laid out in rows.
 *
 * @param key What makes a row.
 * @param bounds First moments of the periods that make rows, and the end of the last; of one period otherwise.
 * @param units Only rounds and cases of these units; null for all.
 * @param counts Which counts are taken.
 * @param filter Only facts of such cases.
 * @param answers Which answers count.
 * @param cases Only facts of these cases; null for all.
 * @param asOf The present moment, by which open work is overdue or not.
 */
record Selection(
        Key key,
        List<Instant> bounds,
        Collection<String> units,
        Set<Count> counts,
        FactFilter filter,
        AnswerRule answers,
        Collection<UUID> cases,
        Instant asOf) {
    /** What makes a row. */
    enum Key {
        UNIT("f.unit"),
        AREA("f.area"),
        CATEGORY("f.category"),
        CHANNEL("f.channel"),
        TYPE("f.type"),
        PATTERN("(select c.pattern from case_fact c where c.case_id = f.case_id)"),
        DISPOSITION("(select r.disposition from round_fact r where r.case_id = f.case_id"
                + " order by r.finished_at desc nulls last limit 1)"),
        NONE("''"),
        /** The unit, a blank, and the case. */
        UNIT_AND_CASE("f.unit || ' ' || f.case_id::text"),
        /** The area, a blank, and the category; nothing for what a fact does not have. */
        AREA_AND_CATEGORY("coalesce(f.area, '') || ' ' || coalesce(f.category, '')"),
        /** Number of the period, from 1, among those between {@link Selection#bounds}. */
        PERIOD("p.number::text");

        private final String sql;

        Key(String sql) {
            this.sql = sql;
        }

        /** What makes a row of facts that hold it themselves. */
        String column() {
            return sql;
        }

        /** What makes a row of facts of the source. */
        String sql(FactSource source) {
            if (this == PATTERN && source.cases()) {
                return "f.pattern";
            }
            if (this == DISPOSITION && !source.cases()) {
                return source.rounds()
                        ? "f.disposition"
                        : "(select r.disposition from round_fact r"
                                + " where r.case_id = f.case_id and r.work_order_id = f.work_order_id)";
            }
            return sql;
        }
    }

    static Selection of(Period period, Key key, Collection<String> units, Set<Count> counts, Instant asOf) {
        return of(new Counting(period, units, counts, FactFilter.NONE, AnswerRule.DEFAULT, asOf), key, null);
    }

    static Selection of(
            List<Period> periods, Collection<String> units, Set<Count> counts, FactFilter filter, Instant asOf) {
        var bounds = new ArrayList<Instant>(periods.size() + 1);
        periods.forEach(period -> bounds.add(period.from()));
        bounds.add(periods.get(periods.size() - 1).to());
        return new Selection(Key.PERIOD, bounds, units, counts, filter, AnswerRule.DEFAULT, null, asOf);
    }

    static Selection of(Counting counting, Key key, Collection<UUID> cases) {
        return new Selection(
                key,
                bounds(counting.period()),
                counting.units(),
                counting.counts(),
                counting.filter(),
                counting.answers(),
                cases,
                counting.asOf());
    }

    private static List<Instant> bounds(Period period) {
        return List.of(period.from(), period.to());
    }
}
