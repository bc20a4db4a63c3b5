package org.hotline12345.chassis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.hotline12345.events.Urgency;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
    private record Case(UUID caseId, Urgency urgency, Instant sentAt, List<String> coUnits, int round, Double share) {}

    private record Answered(String by, Case of) {}

    private record Flag(String kind, List<String> words) {}

    private record Alert(UUID alertId, List<Flag> riskFlags, Flag worst, List<String> allowed) {}

    private static final UUID ID = UuidV7.next();
    private static final Instant AT = Instant.parse("2026-03-02T01:00:00Z");

    private static Row row(Object... namesAndValues) {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            columns.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return Row.newInstance(new NamedRow(
                new NamedRow.Columns(List.copyOf(columns.keySet())),
                columns.values().toArray()));
    }

    private static Row ofCase(String prefix, Object share) {
        return row(
                prefix + "case_id",
                ID,
                prefix + "urgency",
                "URGENT",
                prefix + "sent_at",
                OffsetDateTime.parse("2026-03-02T09:00:00+08:00"),
                prefix + "co_units",
                new String[] {"A", "B"},
                prefix + "round",
                2,
                prefix + "share",
                share);
    }

    @Test
    void a_component_comes_from_the_column_of_its_name() {
        assertThat(RecordReader.of(Case.class).apply(ofCase("", 0.5)))
                .isEqualTo(new Case(ID, Urgency.URGENT, AT, List.of("A", "B"), 2, 0.5));
    }

    @Test
    void what_may_be_null_is_null() {
        assertThat(RecordReader.of(Case.class).apply(ofCase("", null)).share()).isNull();
    }

    @Test
    void columns_may_share_the_beginning_of_their_names() {
        assertThat(RecordReader.of(Case.class, "lead_")
                        .apply(ofCase("lead_", 0.5))
                        .caseId())
                .isEqualTo(ID);
    }

    @Test
    void so_do_those_of_a_record_in_it() {
        var row = row(
                "lead_by",
                "d",
                "lead_case_id",
                ID,
                "lead_urgency",
                null,
                "lead_sent_at",
                null,
                "lead_co_units",
                null,
                "lead_round",
                2,
                "lead_share",
                null);
        assertThat(RecordReader.of(Answered.class, "lead_").apply(row))
                .isEqualTo(new Answered("d", new Case(ID, null, null, List.of(), 2, null)));
    }

    @Test
    void other_types_are_json_and_other_columns_are_named() {
        var reader = RecordReader.of(Alert.class, new ObjectMapper())
                .column("alertId", "id")
                .with("allowed", row -> List.of("seen"));
        String flag = "{\"kind\": \"DANGER\", \"words\": [\"漏气\"]}";
        var danger = new Flag("DANGER", List.of("漏气"));
        assertThat(reader.apply(row("id", ID, "risk_flags", "[" + flag + "]", "worst", flag)))
                .isEqualTo(new Alert(ID, List.of(danger), danger, List.of("seen")));
        assertThat(reader.apply(row("id", ID, "risk_flags", null, "worst", null)))
                .isEqualTo(new Alert(ID, List.of(), null, List.of("seen")));
    }

    @Test
    void a_column_that_is_not_there_is_a_mistake_of_the_query() {
        assertThatThrownBy(() -> RecordReader.of(Case.class).apply(row("case_id", ID)))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void a_component_that_is_not_there_is_a_mistake_of_the_caller() {
        assertThatThrownBy(() -> RecordReader.of(Case.class).with("allowed", row -> null))
                .isInstanceOf(NoSuchElementException.class);
    }
}
