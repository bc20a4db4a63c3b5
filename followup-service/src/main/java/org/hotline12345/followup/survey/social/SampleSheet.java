package org.hotline12345.followup.survey.social;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.followup.callback.AnswerSheet;
import org.hotline12345.followup.channel.Contacts;

/** The sample of a social survey as a file for whoever asks. */
@ApplicationScoped
class SampleSheet {
    private static final List<String> HEAD =
            List.of("number", "caseNumber", "title", "unit", "repliedAt", "name", "phone");
    private static final int AT_ONCE = 8;

    private final Contacts contacts;

    SampleSheet(Contacts contacts) {
        this.contacts = contacts;
    }

    /** The sample as rows of its file, with what intake tells for this purpose. */
    Uni<String> write(List<Row> sample, String purpose) {
        return Multi.createFrom()
                .iterable(sample)
                .onItem()
                .transformToUni(row -> contacts.of(row.getUUID("case_id"), purpose)
                        .map(contact -> Arrays.asList(
                                row.getInteger("number").toString(),
                                row.getString("case_number"),
                                row.getString("title"),
                                row.getString("unit"),
                                Rows.time(row, "opened_at").toString(),
                                contact.name(),
                                contact.phone())))
                .merge(AT_ONCE)
                .collect()
                .asList()
                .map(rows -> AnswerSheet.write(
                        HEAD,
                        rows.stream()
                                .sorted(Comparator.comparing(cells -> Integer.parseInt(cells.get(0))))
                                .toList()));
    }
}
