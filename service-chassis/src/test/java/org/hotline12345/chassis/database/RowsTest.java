package org.hotline12345.chassis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vertx.mutiny.sqlclient.Row;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final UUID ID = new UUID(1, 2);
    private static final OffsetDateTime STORED = OffsetDateTime.parse("2026-03-05T02:00:00Z");

    private record Shown(
            UUID caseId, String title, int round, Long size, DayOfWeek day, Instant at, OffsetDateTime seenAt) {}

    private record Unreadable(Map<String, String> codes) {}

    @Test
    void a_record_is_made_of_the_columns_that_its_components_name() {
        assertThat(Rows.as(Shown.class).apply(row(3, "MONDAY", STORED)))
                .isEqualTo(new Shown(
                        ID,
                        "水管",
                        3,
                        7L,
                        DayOfWeek.MONDAY,
                        STORED.toInstant(),
                        OffsetDateTime.parse("2026-03-05T10:00:00+08:00")));
    }

    @Test
    void null_stays_null_where_it_may() {
        Shown shown = Rows.as(Shown.class).apply(row(3, null, null));
        assertThat(shown.day()).isNull();
        assertThat(shown.at()).isNull();
        assertThat(shown.seenAt()).isNull();
        assertThatIllegalStateException()
                .isThrownBy(() -> Rows.as(Shown.class).apply(row(null, null, null)))
                .withMessage("a row is no Shown");
    }

    @Test
    void a_component_may_be_made_in_a_way_of_its_own() {
        assertThat(Rows.as(Unreadable.class, Map.of("codes", row -> Map.of("codes", row.getString("title"))))
                        .apply(row(3, null, null)))
                .isEqualTo(new Unreadable(Map.of("codes", "水管")));
    }

    @Test
    void what_no_column_can_be_is_refused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Rows.as(Shown.class).apply(row(3, "SOMEDAY", null)))
                .withMessage("SOMEDAY is no DayOfWeek");
        assertThatIllegalArgumentException().isThrownBy(() -> Rows.as(Unreadable.class));
    }

    private static Row row(Integer round, String day, OffsetDateTime at) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("case_id", ID);
        values.put("title", "水管");
        values.put("round", round);
        values.put("size", 7L);
        values.put("day", day);
        values.put("at", at);
        values.put("seen_at", at);
        return Row.newInstance(new NamedRow(
                new NamedRow.Columns(List.copyOf(values.keySet())),
                values.values().toArray()));
    }
}
