package org.hotline12345.followup.cases;

import io.vertx.mutiny.sqlclient.Row;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseType;
import org.hotline12345.followup.cases.model.Callback;
import org.hotline12345.followup.cases.model.CaseFacts;

/** A callback, and what an agent sees of its case. */
public record AskedCase(Callback callback, String caseNumber, String title, CaseType type, Anonymity anonymity) {
    /** Of {@code callback b} and {@code case_file c}. */
    public static final String COLUMNS = CaseRows.CALLBACK_COLUMNS + ", c.case_number, c.title, c.type, c.anonymity";

    /** One of a row with {@link #COLUMNS}. */
    public static AskedCase of(Row row) {
        return new AskedCase(
                CaseRows.callback(row),
                row.getString("case_number"),
                row.getString("title"),
                CaseType.valueOf(row.getString("type")),
                Anonymity.valueOf(row.getString("anonymity")));
    }

    /** One of a case that a command decides on. */
    public static AskedCase of(CaseFacts facts, Callback callback) {
        return new AskedCase(callback, facts.caseNumber(), facts.title(), facts.type(), facts.anonymity());
    }
}
