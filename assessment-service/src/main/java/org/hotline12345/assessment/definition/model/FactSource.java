package org.hotline12345.assessment.definition.model;

import java.util.Set;

/** Where a count is taken, and by which moment a fact belongs to a period. */
public enum FactSource {
    /** Cases by the moment of registration. */
    CASES(
            "case_fact",
            "registered_at",
            "按登记时间归期:诉求自登记之时起应予受理",
            "by the moment of registration: from then on a case has to be accepted"),
    /** Cases by the moment somebody first settled them. */
    SETTLED(
            "case_fact",
            "settled_at",
            "按首次处置(直接答复、首次派单、不予受理、撤回或并单)时间归期:与受理、结转相平衡",
            "by the moment the case was first settled (answered, dispatched, not accepted, withdrawn or merged), so that the"
                    + " balance with what was received and carried over holds"),
    /** Cases that waited when the period began. */
    CARRIED_OVER(
            "case_fact",
            "registered_at",
            "统计期开始时刻的存量,不看登记在哪一期",
            "what was there at the first moment of the period, whenever it was registered"),
    /** Cases that wait when the period ends. */
    CARRIED_FORWARD(
            "case_fact",
            "registered_at",
            "统计期结束时刻的存量;统计期未满时为查询时刻的存量",
            "what is there when the period ends, or now while it lasts"),
    /** Rounds by the moment of dispatch. */
    DISPATCHED(
            "round_fact",
            "dispatched_at",
            "按派单时间归期:承办单位的时钟自派单起算",
            "by the moment of dispatch: then the unit's clock starts"),
    /** Rounds by the moment the reply is due; a round that left the unit before it is not due. */
    DUE(
            "round_fact",
            "due_at",
            "按答复时限归期:到期才能判断是否按时,晚办结不会移入下一期",
            "by the moment the reply is due: only then is it on time or not, and lateness moves nothing into a later period"),
    /** Rounds by the moment of the first reply. */
    FINISHED(
            "round_fact",
            "finished_at",
            "按首次答复时间归期:有了答复才谈得上反馈和办理用时",
            "by the moment of the first reply: there is nothing to tell and no time to measure before"),
    OPEN("round_fact", "dispatched_at", "查询时刻的存量,与统计期无关", "what is open at the moment of asking, whatever the period"),
    /** Callbacks by the moment they were completed. */
    SURVEYS(
            "survey_fact",
            "completed_at",
            "按评价时间归期:评价属于作出评价的统计期",
            "by the moment the citizen answered: an answer belongs to the period in which it is given"),
    /** Questions to co-handling units by the moment they were asked; the unit is the one asked. */
    CO_ASKED(
            "co_handling_fact",
            "asked_at",
            "按提出协办时间归期,计入协办单位",
            "by the moment the opinion was asked for; counted for the unit asked"),
    /** The same by the moment the opinion is due; one that fell away before is not due. */
    CO_DUE(
            "co_handling_fact",
            "due_at",
            "按协办时限归期,计入协办单位",
            "by the moment the opinion is due; counted for the unit asked");

    /** While a case waited, as the index of waiting cases has it. */
    private static final String WAITED =
            "tstzrange(f.registered_at, case when f.settled_at < f.registered_at then f.registered_at else f.settled_at end,"
                    + " '(]')";

    private final String table;
    private final String time;
    private final String chinese;
    private final String english;

    FactSource(String table, String time, String chinese, String english) {
        this.table = table;
        this.time = time;
        this.chinese = chinese;
        this.english = english;
    }

    /** Table of the facts. */
    public String table() {
        return table;
    }

    /** Column that decides the period; of what stands at a moment the column that says since when. */
    public String time() {
        return time;
    }

    /** Why a fact belongs to a period, in words. */
    public String reason(boolean inEnglish) {
        return inEnglish ? english : chinese;
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
        return values.isEmpty() ? "" : " and f." + column + " = any(" + lists.parameter(column, values) + "::text[])";
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
