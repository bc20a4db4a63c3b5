package org.hotline12345.followup.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.sqlclient.impl.ArrayTuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.cases.model.Answer;
import org.hotline12345.followup.cases.model.Callback;
import org.hotline12345.followup.cases.model.CallbackOrigin;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.cases.model.OpenQuestion;
import org.hotline12345.followup.deadline.model.Deadline;
import org.hotline12345.followup.deadline.model.FiredRung;
import org.hotline12345.followup.deadline.model.Rung;
import org.hotline12345.followup.deadline.model.TimerStep;
import org.junit.jupiter.api.Test;

class CaseRowsTest {
    @Test
    void lists_are_read_as_they_were_written() {
        survives(
                List.of(
                        new OpenQuestion(UUID.randomUUID(), "U7", at("2026-03-04T11:00")),
                        new OpenQuestion(
                                UUID.randomUUID(), "U@8", at("2026-03-04T12:00").plusNanos(5000))),
                OpenQuestion.class);
        survives(
                List.of(
                        new Rung(TimerStep.URGE_HANDLERS, at("2026-03-12T08:30")),
                        new Rung(TimerStep.RAISE, at("2026-03-13T08:30"))),
                Rung.class);
        survives(
                List.of(
                        new FiredRung(TimerStep.URGE_HANDLERS, at("2026-03-12T08:30"), new UUID(1, 2), false),
                        new FiredRung(TimerStep.URGE_LEADERS, at("2026-03-13T08:30"), new UUID(3, 4), true)),
                FiredRung.class);
        survives(List.of(), Rung.class);
    }

    @Test
    void a_moment_that_a_migration_wrote_is_read() {
        assertThat(CaseRows.list("[{\"step\": \"RAISE\", \"at\": \"2026-03-12T00:30:00Z\"}]", Rung.class))
                .containsExactly(new Rung(TimerStep.RAISE, at("2026-03-12T08:30")));
    }

    @Test
    void a_case_is_read_of_its_columns_with_what_hangs_on_it() {
        var events = new CaseEvents();
        var file = CaseFile.open(events.registered("2026-03-04T09:00"), false);
        var office = TestOffice.office();
        file.apply(events.dispatched("2026-03-04T10:00"), Cause.at(at("2026-03-04T10:00"), null), office);
        file.supervising().bySupervisor("请报告", at("2026-03-09T17:30"), Cause.at(at("2026-03-05T10:00"), "sup"), office);
        file.handling().paused("等待诉求人补充材料", Cause.at(at("2026-03-05T11:00"), "handler"), office);
        file.apply(events.returnRequested("2026-03-05T12:00"), Cause.at(at("2026-03-05T12:00"), null), office);
        var supervision = file.supervisions().get(0);
        supervision.number(7);
        var callback = Callback.open(
                new Callback.Subject(
                        UUID.randomUUID(),
                        events.caseId,
                        events.order,
                        1,
                        "U1",
                        events.citizen,
                        CallbackOrigin.REPLY,
                        false,
                        Disposition.RESOLVED,
                        "已修复",
                        at("2026-03-06T10:00")),
                at("2026-03-09T17:30"));
        var answer = new Answer(
                SurveyInstrument.AGENT, true, null, Satisfaction.SATISFIED, null, List.of("A"), null, true, null);
        UUID answerId = UUID.randomUUID();

        var rows = new ArrayList<Row>();
        rows.add(row(columns(CaseRows.FILE_COLUMNS, "asked", "number"), values -> {
            values.of("", file.facts()).of("", file.progress());
            values.put("registered_category", file.facts().category());
            values.put("questions", CaseTables.write(file.progress().questions()));
            values.put("course", file.progress().course().encode());
            values.put("asked", events.caseId).put("version", 3).put("number", 9L);
        }));
        file.deadlines()
                .forEach(deadline -> rows.add(row(columns(CaseRows.DEADLINE_COLUMNS), values -> {
                    var terms = deadline.terms();
                    values.of("deadline_", deadline.subject())
                            .of("deadline_", terms)
                            .of("deadline_", terms.computed());
                    values.of("deadline_", terms.granted()).of("deadline_", deadline.moments());
                    values.put(
                            "deadline_pauses", CaseTables.write(terms.granted().pauses()));
                    values.put(
                            "deadline_ladder",
                            CaseTables.write(deadline.moments().ladder()));
                    values.put("deadline_ladder_fired", "[]")
                            .put("deadline_state", deadline.state().name());
                    values.put("deadline_timed", deadline.timed()).put("deadline_held", deadline.held());
                    if (terms.lastMove() != null) {
                        values.put("deadline_moved_from", local(terms.lastMove().from()));
                        values.put(
                                "deadline_moved_because",
                                terms.lastMove().because().zh());
                        values.put(
                                "deadline_moved_because_en",
                                terms.lastMove().because().en());
                    }
                })));
        rows.add(row(
                columns(CaseRows.CALLBACK_COLUMNS),
                values -> values.of("asking_", callback.subject())
                        .of("asking_", callback.asking())
                        .of("asking_", callback.outcome())
                        .put("asking_version", 2)
                        .put("asking_state", "OPEN")));
        rows.add(row(
                columns(CaseRows.ANSWER_COLUMNS),
                values -> values.of("answer_", answer)
                        .put("answer_id", answerId)
                        .put("answer_callback_id", callback.id())
                        .put("answer_answered_at", local(at("2026-03-06T11:00")))
                        .put("answer_corrected", false)));
        rows.add(row(
                columns(CaseRows.SUPERVISION_COLUMNS),
                values -> values.of("supervision_", supervision.order())
                        .put("supervision_order_text", supervision.order().text())
                        .put("supervision_opened_by", "sup")
                        .put("supervision_version", 1)
                        .put("supervision_level", 2)
                        .put("supervision_due_at", local(supervision.dueAt()))
                        .put("supervision_state", "OPEN")));

        var found = CaseRows.files(rows);
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.asked()).isEqualTo(events.caseId);
            assertThat(one.number()).isEqualTo(9);
            assertThat(one.file().version()).isEqualTo(3);
            assertThat(one.file().facts()).isEqualTo(file.facts());
            assertThat(one.file().progress()).isEqualTo(file.progress());
        });
        var read = found.get(0).file();
        assertThat(read.deadlines())
                .extracting(Deadline::subject)
                .containsExactlyInAnyOrderElementsOf(
                        file.deadlines().stream().map(Deadline::subject).toList());
        read.deadlines().forEach(deadline -> {
            var written = file.deadlines().stream()
                    .filter(one -> one.subject().equals(deadline.subject()))
                    .findFirst()
                    .orElseThrow();
            assertThat(deadline.terms().dueAt()).isEqualTo(written.terms().dueAt());
            assertThat(deadline.terms().granted()).isEqualTo(written.terms().granted());
            assertThat(deadline.terms().lastMove()).isEqualTo(written.terms().lastMove());
            assertThat(deadline.moments()).isEqualTo(written.moments());
            assertThat(deadline.held()).isEqualTo(written.held());
            assertThat(deadline.nextAt()).isEqualTo(written.nextAt());
        });
        assertThat(read.supervisions()).singleElement().satisfies(one -> {
            assertThat(one.order()).isEqualTo(supervision.order());
            assertThat(one.level()).isEqualTo(2);
            assertThat(one.feedback()).isNull();
        });
        assertThat(read.callbacks()).singleElement().satisfies(one -> {
            assertThat(one.subject()).isEqualTo(callback.subject());
            assertThat(one.asking()).isEqualTo(callback.asking());
            assertThat(one.outcome()).isEqualTo(callback.outcome());
            assertThat(one.version()).isEqualTo(2);
            assertThat(one.answerBy(SurveyInstrument.AGENT))
                    .contains(new Callback.Given(answerId, answer, at("2026-03-06T11:00"), false));
        });
        assertThat(read.isTouched()).isFalse();
    }

    @Test
    void no_two_things_that_are_read_together_have_a_column_of_the_same_name() {
        assertThat(Stream.of(
                                CaseRows.FILE_COLUMNS,
                                CaseRows.DEADLINE_COLUMNS,
                                CaseRows.CALLBACK_COLUMNS,
                                CaseRows.ANSWER_COLUMNS,
                                CaseRows.SUPERVISION_COLUMNS)
                        .flatMap(selected -> columns(selected).stream()))
                .doesNotHaveDuplicates()
                .doesNotContain("asked", "number", "calendar_revision", "policy_revision", "survey_version");
    }

    private static OffsetDateTime local(Instant instant) {
        return instant == null ? null : ShanghaiTime.of(instant);
    }

    private static List<String> columns(String selected, String... others) {
        var names = Arrays.stream(selected.split(", "))
                .map(column -> column.substring(column.indexOf(" as ") + 4))
                .collect(Collectors.toCollection(ArrayList::new));
        names.addAll(List.of(others));
        return names;
    }

    /** A row of all columns that are read: what is not of this thing is null. */
    private static Row row(List<String> columns, Consumer<Values> fill) {
        var values = new Values();
        fill.accept(values);
        columns.forEach(column -> values.all.putIfAbsent(column, null));
        for (String others : List.of(
                CaseRows.FILE_COLUMNS,
                CaseRows.DEADLINE_COLUMNS,
                CaseRows.CALLBACK_COLUMNS,
                CaseRows.ANSWER_COLUMNS,
                CaseRows.SUPERVISION_COLUMNS)) {
            columns(others, "asked", "number").forEach(column -> values.all.putIfAbsent(column, null));
        }
        var names = List.copyOf(values.all.keySet());
        return Row.newInstance(new NamedValues(names, new ArrayList<>(values.all.values())));
    }

    /** Values by column. */
    private static final class Values {
        private final Map<String, Object> all = new LinkedHashMap<>();

        Values put(String column, Object value) {
            all.put(column, value);
            return this;
        }

        /** The components of a record, each in the column of its name. */
        Values of(String prefix, Record values) {
            for (var part : values.getClass().getRecordComponents()) {
                String column =
                        prefix + part.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
                try {
                    part.getAccessor().setAccessible(true);
                    all.put(column, stored(part.getAccessor().invoke(values)));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
            return this;
        }

        private static Object stored(Object value) {
            if (value instanceof Instant instant) {
                return local(instant);
            }
            if (value instanceof Enum<?> constant) {
                return constant.name();
            }
            return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
                    ? list.toArray(String[]::new)
                    : value;
        }
    }

    /** Values that are asked for by their names, as the driver has them. */
    private static final class NamedValues extends ArrayTuple implements io.vertx.sqlclient.Row {
        private final List<String> names;

        NamedValues(List<String> names, List<Object> values) {
            super(values);
            this.names = names;
        }

        @Override
        public String getColumnName(int position) {
            return names.get(position);
        }

        @Override
        public int getColumnIndex(String column) {
            return names.indexOf(column);
        }
    }

    private static <T> void survives(List<T> list, Class<T> of) {
        assertThat(CaseRows.list(CaseTables.write(list), of)).isEqualTo(list);
    }
}
