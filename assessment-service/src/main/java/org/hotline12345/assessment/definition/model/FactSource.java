package org.hotline12345.assessment.definition.model;

import java.util.Set;
import org.hotline12345.chassis.language.Text;

/** Where a count is taken, and by which moment a fact belongs to a period. */
public enum FactSource {
    /** Cases by the moment of registration. */
    CASES("case_fact", "registered_at"),
    /** Cases by the moment somebody first settled them. */
    SETTLED("case_fact", "settled_at"),
    /** Cases that waited when the period began. */
    CARRIED_OVER("case_fact", "registered_at"),
    /** Cases that wait when the period ends. */
    CARRIED_FORWARD("case_fact", "registered_at"),
    /** Rounds by the moment of dispatch. */
    DISPATCHED("round_fact", "dispatched_at"),
    /** Rounds by the moment the reply is due; a round that left the unit before it is not due. */
    DUE("round_fact", "due_at"),
    /** Rounds by the moment of the first reply. */
    FINISHED("round_fact", "finished_at"),
    OPEN("round_fact", "dispatched_at"),
    /** Callbacks by the moment they were completed. */
    SURVEYS("survey_fact", "completed_at"),
    /** Questions to co-handling units by the moment they were asked; the unit is the one asked. */
    CO_ASKED("co_handling_fact", "asked_at"),
    /** The same by the moment the opinion is due; one that fell away before is not due. */
    CO_DUE("co_handling_fact", "due_at");

    /** While a case waited, as the index of waiting cases has it. */
    private static final String WAITED =
            "tstzrange(f.registered_at, case when f.settled_at < f.registered_at then f.registered_at else f.settled_at end,"
                    + " '(]')";

    private final String table;
    private final String time;

    FactSource(String table, String time) {
        this.table = table;
        this.time = time;
    }

    /** Table of the facts. */
    public String table() {
        return table;
    }

    /** Column that decides the period; of what stands at a moment the column that says since when. */
    public String time() {
        return time;
    }

    /** Why a fact belongs to a period. */
    public Text reason() {
        return Texts.BUNDLE.get("source." + name());
    }

    /** Whether the facts are rounds. */
    public boolean rounds() {
        return table.equals("round_fact");
    }

    /** Whether the facts are cases. */
    public boolean cases() {
        return table.equals("case_fact");
    }

    /** Whether facts of different periods are different facts; what stands at a moment is not. */
    public boolean flows() {
        return this != CARRIED_OVER && this != CARRIED_FORWARD && this != OPEN;
    }

    /** What is joined to the fact {@code f}, in SQL; empty for nothing. */
    public String joins() {
        return this == FINISHED ? """
                  left join working_day receipt_day
                    on receipt_day.day = f.receipt_day
                  left join working_day reply_day
                    on reply_day.day = f.reply_day
                  """ : "";
    }

    /**
     * The condition that the fact {@code f} belongs to a period, in SQL.
     *
     * @param from The first moment of the period.
     * @param to The first moment after it.
     */
    public String within(String from, String to) {
        return switch (this) {
            case CARRIED_OVER -> waitingAt(from);
            case CARRIED_FORWARD -> waitingAt(to);
            case OPEN -> "f.dispatched_at is not null and %s is not null".formatted(from);
            default -> "f.%1$s >= %2$s and f.%1$s < %3$s".formatted(time, from, to);
        };
    }

    /** The range is what the index is on: what waited at a moment is found without what waited before and after. */
    private static String waitingAt(String moment) {
        return ("f.waited and " + WAITED + " @> %1$s and f.registered_at < %1$s"
                        + " and coalesce(f.settled_at, 'infinity') >= %1$s")
                .formatted(moment);
    }

    /** Gives a list of values to a statement; the same name means the same list. */
    public interface Lists {
        /** The parameter that stands for the values, in SQL. */
        String parameter(String name, Set<?> values);
    }

    /**
     * The filter on the fact {@code f} in SQL.
     *
     * @param lists Takes the values.
     */
    public String filter(FactFilter filter, Lists lists) {
        return among("channel", filter.channels(), lists)
                + among("type", filter.types(), lists)
                + among("area", filter.areas(), lists)
                + among("category", filter.categories(), lists)
                + (filter.urgencies().isEmpty()
                        ? ""
                        : ofCase("urgency = any(" + lists.parameter("urgency", filter.urgencies()) + "::text[])"))
                + (filter.mergedOnce() ? ofCase("merged_at is null") : "");
    }

    private static String among(String column, Set<?> values, Lists lists) {
        if (values.isEmpty()) {
            return "";
        }
        String among = "f." + column + " = any(" + lists.parameter(column, values) + "::text[])";
        return values.contains(FactFilter.WITHOUT)
                ? " and (" + among + " or f." + column + " is null)"
                : " and " + among;
    }

    private String ofCase(String condition) {
        return cases()
                ? " and f." + condition
                : " and exists (select 1 from case_fact c where c.case_id = f.case_id and c." + condition + ")";
    }

    /** Condition every fact of this source meets, in SQL. */
    public String condition() {
        return switch (this) {
            case DUE, CO_DUE -> "(f.ended_at is null or f.ended_at > f.due_at)";
            case OPEN -> "f.finished_at is null and f.end_kind is null";
            default -> "true";
        };
    }
}
