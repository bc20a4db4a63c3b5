package org.hotline12345.chassis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hotline12345.events.Urgency;
import org.junit.jupiter.api.Test;

class TableTest {
    private record Outcome(String reply, List<String> qualities) {}

    private record Order(UUID id, int version, Instant openedAt, Urgency urgency, Outcome outcome) {}

    private static final UUID ID = UuidV7.next();

    private static Table<Order> orders() {
        return new Table<Order>("work_order")
                .uuid("id", Order::id)
                .key()
                .time("opened_at", Order::openedAt)
                .fixed()
                .version("version", Order::version)
                .name("urgency", Order::urgency)
                .part(
                        Order::outcome,
                        outcome -> outcome.text("reply", Outcome::reply)
                                .kept()
                                .json("data", row -> "{}")
                                .textArray("qualities", Outcome::qualities));
    }

    @Test
    void an_insert_gives_every_column_and_keeps_the_order_of_the_rows() {
        assertThat(orders().statement(many(Table.Verb.INSERT))).isEqualTo("""
                insert into work_order as old (id, opened_at, version, urgency, reply, data, qualities)
                select id, opened_at, version, urgency, reply, data::jsonb, qualities::text[]
                from unnest($1::uuid[], $2::timestamptz[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::text[]) \
                with ordinality as new (id, opened_at, version, urgency, reply, data, qualities, nth_row)
                order by nth_row""");
    }

    private record Ruling(Urgency urgency, String decidedBy) {}

    private record Request(UUID id, Instant askedAt, List<String> coUnits, int days, boolean paid, Ruling ruling) {}

    @Test
    void a_table_of_records_has_a_column_for_each_component() {
        var requests = Table.of("request", Request.class).key("id").version("version", request -> 0);
        assertThat(requests.columns()).isEqualTo("id, asked_at, co_units, days, paid, urgency, decided_by, version");
        assertThat(requests.statement(many(Table.Verb.UPDATE))).endsWith("""
                from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::integer[], $5::boolean[], $6::text[], $7::text[]) \
                as new (id, asked_at, co_units, days, paid, urgency, decided_by)
                where old.id = new.id""");
        var at = Instant.parse("2026-03-02T01:00:00Z");
        var arrays = requests.values(
                many(Table.Verb.UPDATE),
                List.of(new Request(ID, at, List.of("A"), 3, true, new Ruling(Urgency.URGENT, "d"))));
        assertThat(Arrays.stream(arrays).map(array -> ((Object[]) array)[0]))
                .containsExactly(
                        ID, OffsetDateTime.parse("2026-03-02T09:00:00+08:00"), "{\"A\"}", 3, true, "URGENT", "d");
    }

    private record Measured(float share, double mean, BigDecimal sum, OffsetDateTime at, List<String> of) {}

    @Test
    void what_a_table_of_records_takes_a_reader_gives() {
        var measured = new Measured(
                0.5f, 0.25, BigDecimal.TEN, OffsetDateTime.parse("2026-03-02T09:00:00+08:00"), List.of("A"));
        var table = Table.of("measured", Measured.class);
        assertThat(table.unnested(0)).startsWith("""
                unnest($1::real[], $2::double precision[], $3::numeric[], $4::timestamptz[], $5::text[])""");
        assertThat(table.values(many(Table.Verb.INSERT), List.of(measured)))
                .startsWith(new Float[] {0.5f}, new Double[] {0.25}, new BigDecimal[] {BigDecimal.TEN});
        var row = row(
                List.of("share", "mean", "sum", "at", "of"), 0.5f, 0.25, BigDecimal.TEN, measured.at(), new String[] {
                    "A"
                });
        assertThat(RecordReader.of(Measured.class).apply(row)).isEqualTo(measured);
    }

    @Test
    void an_update_leaves_fixed_columns_and_counts_the_version_on() {
        assertThat(orders().statement(many(Table.Verb.UPDATE))).isEqualTo("""
                update work_order as old
                set version = old.version + 1,
                    urgency = new.urgency,
                    reply = coalesce(new.reply, old.reply),
                    data = new.data::jsonb,
                    qualities = new.qualities::text[]
                from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) \
                as new (id, urgency, reply, data, qualities)
                where old.id = new.id""");
    }

    @Test
    void a_guarded_update_wants_the_version_that_was_read() {
        assertThat(orders().onlyWhere("old.urgency <> 'URGENT'").statement(many(Table.Verb.UPDATE_GUARDED)))
                .endsWith("""
                as new (id, version, urgency, reply, data, qualities)
                where old.id = new.id
                  and old.version = new.version
                  and (old.urgency <> 'URGENT')""");
    }

    @Test
    void an_upsert_updates_what_is_there_as_an_update_would() {
        assertThat(orders().statement(many(Table.Verb.UPSERT))).endsWith("""
                order by nth_row
                on conflict (id) do update
                set version = old.version + 1,
                    urgency = excluded.urgency,
                    reply = coalesce(excluded.reply, old.reply),
                    data = excluded.data::jsonb,
                    qualities = excluded.qualities::text[]""");
    }

    @Test
    void a_delete_is_given_the_keys_only() {
        assertThat(orders().statement(many(Table.Verb.DELETE))).isEqualTo("""
                delete from work_order as old
                using unnest($1::uuid[]) as new (id)
                where old.id = new.id""");
        assertThat(orders().values(many(Table.Verb.DELETE), List.of(order(null))))
                .hasSize(1);
    }

    @Test
    void of_a_single_row_the_statement_is_given_the_values_themselves() {
        assertThat(orders().statement(single(Table.Verb.INSERT))).isEqualTo("""
                insert into work_order as old (id, opened_at, version, urgency, reply, data, qualities)
                select id, opened_at, version, urgency, reply, data::jsonb, qualities::text[]
                from (values ($1::uuid, $2::timestamptz, $3::integer, $4::text, $5::text, $6::text, $7::text)) \
                as new (id, opened_at, version, urgency, reply, data, qualities)""");
        assertThat(orders().statement(single(Table.Verb.UPDATE_GUARDED))).endsWith("""
                from (values ($1::uuid, $2::integer, $3::text, $4::text, $5::text, $6::text)) \
                as new (id, version, urgency, reply, data, qualities)
                where old.id = new.id
                  and old.version = new.version""");
        assertThat(orders().statement(single(Table.Verb.DELETE)))
                .endsWith("using (values ($1::uuid)) as new (id)\nwhere old.id = new.id");
        assertThat(orders().values(single(Table.Verb.UPDATE_GUARDED), List.of(order(null))))
                .containsExactly(ID, 3, "URGENT", null, null, null);
        assertThat(orders().values(single(Table.Verb.INSERT), List.of(order(new Outcome("done", List.of("a"))))))
                .contains(OffsetDateTime.parse("1970-01-01T08:00:00+08:00"), "done", "{\"a\"}");
    }

    @Test
    void rows_written_as_one_stay_arrays_also_where_there_is_one_only() {
        assertThat(Table.Shape.of(Table.Verb.INSERT_AS_ONE, 1).single()).isFalse();
        assertThat(Table.Shape.of(Table.Verb.INSERT, 1).single()).isTrue();
        assertThat(Table.Shape.of(Table.Verb.INSERT, 2).single()).isFalse();
    }

    private static Table.Shape many(Table.Verb verb) {
        return new Table.Shape(verb, false);
    }

    private static Table.Shape single(Table.Verb verb) {
        return new Table.Shape(verb, true);
    }

    @Test
    void columns_are_listed_for_a_select() {
        assertThat(orders().columns()).isEqualTo("id, opened_at, version, urgency, reply, data, qualities");
        assertThat(orders().columns("o")).startsWith("o.id, o.opened_at");
        assertThat(orders().columns("o", "order_")).startsWith("o.id as order_id, o.opened_at as order_opened_at");
    }

    @Test
    void values_go_column_by_column_and_a_part_that_is_missing_leaves_its_columns_empty() {
        var outcome = new Outcome("done", Arrays.asList("a\"b\\", null, "c,d"));
        Object[] arrays = orders().values(many(Table.Verb.INSERT), List.of(order(outcome), order(null)));
        assertThat((UUID[]) arrays[0]).containsExactly(ID, ID);
        assertThat((OffsetDateTime[]) arrays[1])
                .extracting(OffsetDateTime::toInstant)
                .containsOnly(Instant.EPOCH);
        assertThat((Integer[]) arrays[2]).containsExactly(3, 3);
        assertThat((String[]) arrays[3]).containsExactly("URGENT", "URGENT");
        assertThat((String[]) arrays[4]).containsExactly("done", null);
        assertThat((String[]) arrays[6]).containsExactly("{\"a\\\"b\\\\\",NULL,\"c,d\"}", null);
    }

    @Test
    void a_statement_that_the_driver_would_not_keep_is_refused() {
        var wide = new Table<String>("wide");
        for (int i = 0; i < 2_000; i++) {
            wide.text("a_column_with_a_long_name_" + i, text -> text);
        }
        assertThatThrownBy(() -> wide.statement(many(Table.Verb.INSERT))).hasMessageContaining("too long");
    }

    @Test
    void an_update_without_a_key_or_a_guard_without_a_version_is_refused() {
        var bare = new Table<String>("bare").text("id", text -> text);
        assertThatThrownBy(() -> bare.statement(many(Table.Verb.UPDATE))).hasMessage("no key of bare");
        var keyed = new Table<String>("keyed").text("id", text -> text).key().text("name", text -> text);
        assertThatThrownBy(() -> keyed.statement(many(Table.Verb.UPDATE_GUARDED)))
                .hasMessage("no version of keyed");
    }

    private static Order order(Outcome outcome) {
        return new Order(ID, 3, Instant.EPOCH, Urgency.URGENT, outcome);
    }

    private record Note(
            UUID noteId, Instant writtenAt, Urgency urgency, List<String> words, Integer pages, boolean read) {}

    private static final class Box {
        private static final int MOST = 3;
        private final UUID boxId;
        private Optional<String> label = Optional.of("none");
        private transient int opened;
        private long weight;

        private Box() {
            this(null);
        }

        private Box(UUID boxId) {
            this.boxId = boxId;
        }
    }

    private static Table<Box> boxes() {
        return Table.ofFields(
                        "box",
                        Box.class,
                        new Table.Coded<>(Optional.class, label -> (String) label.get(), text -> Optional.of(text)))
                .key("box_id");
    }

    private static Row row(List<String> columns, Object... values) {
        return Row.newInstance(new NamedRow(new NamedRow.Columns(columns), values));
    }

    @Test
    void a_table_of_a_record_has_a_column_for_each_component() {
        var notes = Table.of("note", Note.class).key("note_id").allKept();
        assertThat(notes.columns()).isEqualTo("note_id, written_at, urgency, words, pages, read");
        assertThat(notes.statement(many(Table.Verb.UPSERT))).endsWith("""
                on conflict (note_id) do update
                set written_at = coalesce(excluded.written_at, old.written_at),
                    urgency = coalesce(excluded.urgency, old.urgency),
                    words = coalesce(excluded.words::text[], old.words),
                    pages = coalesce(excluded.pages, old.pages),
                    read = coalesce(excluded.read, old.read)""");
        assertThat(notes.values(
                        many(Table.Verb.INSERT),
                        List.of(new Note(ID, Instant.EPOCH, Urgency.EMERGENCY, List.of("a"), null, true))))
                .containsExactly(
                        new UUID[] {ID},
                        new OffsetDateTime[] {OffsetDateTime.parse("1970-01-01T08:00:00+08:00")},
                        new String[] {"EMERGENCY"},
                        new String[] {"{\"a\"}"},
                        new Integer[] {null},
                        new Boolean[] {true});
    }

    @Test
    void a_table_of_a_class_reads_what_it_wrote_but_what_is_transient() {
        var box = new Box(ID);
        box.weight = Box.MOST;
        box.opened = 7;
        assertThat(boxes().columns()).isEqualTo("box_id, label, weight");
        assertThat(boxes().values(many(Table.Verb.INSERT), List.of(box)))
                .containsExactly(new UUID[] {ID}, new String[] {"none"}, new Long[] {3L});
        var read = boxes().read(row(List.of("box_id", "label", "weight"), ID, "full", 4L));
        assertThat(read.boxId).isEqualTo(ID);
        assertThat(read.label).contains("full");
        assertThat(read.weight).isEqualTo(4);
        assertThat(read.opened).isZero();
    }

    @Test
    void a_null_where_none_can_be_is_told_with_its_column() {
        var row = row(List.of("box_id", "label", "weight"), ID, null, null);
        assertThatThrownBy(() -> boxes().read(row)).hasMessage("a row is no Box: weight is null");
        assertThatThrownBy(() -> Table.ofFields("box", Box.class)).hasMessageContaining("label");
    }
}
