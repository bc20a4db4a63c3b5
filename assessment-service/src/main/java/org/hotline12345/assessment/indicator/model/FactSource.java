package org.hotline12345.assessment.indicator.model;

/** Where a count is taken, and by which moment a fact belongs to a period. */
public enum FactSource {
    /** Cases by the moment of registration. */
    CASES("case_fact", "registered_at"),
    /** Rounds by the moment of dispatch. */
    DISPATCHED("round_fact", "dispatched_at"),
    /** Rounds by the moment the reply is due; a round that left the unit before it is not due. */
    DUE("round_fact", "due_at"),
    /** Rounds by the moment of the first reply. */
    FINISHED("round_fact", "finished_at"),
    /** Callbacks by the moment they were completed. */
    SURVEYS("survey_fact", "completed_at"),
    /** Questions to co-handling units by the moment they were asked; the unit is the one asked. */
    CO_ASKED("co_handling_fact", "asked_at"),
    /** The same by the moment the opinion is due; one that fell away before is not due. */
    CO_DUE("co_handling_fact", "due_at");

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

    /** Column that decides the period. */
    public String time() {
        return time;
    }

    /** Whether the facts are rounds. */
    public boolean rounds() {
        return table.equals("round_fact");
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
     * The filter on the fact {@code f} in SQL.
     *
     * @param channels Parameter of the channels.
     * @param types Parameter of the types.
     * @param urgencies Parameter of the urgencies.
     */
    public String filter(FactFilter filter, String channels, String types, String urgencies) {
        var sql = new StringBuilder();
        if (!filter.channels().isEmpty()) {
            sql.append(" and f.channel = any(").append(channels).append("::text[])");
        }
        if (!filter.types().isEmpty()) {
            sql.append(" and f.type = any(").append(types).append("::text[])");
        }
        if (!filter.urgencies().isEmpty()) {
            sql.append(
                            this == CASES
                                    ? " and f.urgency = any("
                                    : " and exists (select 1 from case_fact c where c.case_id = f.case_id and c.urgency = any(")
                    .append(urgencies)
                    .append(this == CASES ? "::text[])" : "::text[]))");
        }
        return sql.toString();
    }

    /** Condition every fact of this source meets, in SQL. */
    public String condition() {
        return this == DUE || this == CO_DUE ? "(f.ended_at is null or f.ended_at > f.due_at)" : "true";
    }
}
