package org.hotline12345.followup.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.followup.cases.model.Answer;
import org.hotline12345.followup.cases.model.Callback;
import org.hotline12345.followup.cases.model.CallbackOrigin;
import org.hotline12345.followup.cases.model.CallbackState;
import org.hotline12345.followup.cases.model.CaseFacts;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.OpenQuestion;
import org.hotline12345.followup.cases.model.Phase;
import org.hotline12345.followup.cases.model.Progress;
import org.hotline12345.followup.cases.model.Supervision;
import org.hotline12345.followup.cases.model.SupervisionState;
import org.hotline12345.followup.deadline.model.ComputedDeadline;
import org.hotline12345.followup.deadline.model.Deadline;
import org.hotline12345.followup.deadline.model.DeadlineState;
import org.hotline12345.followup.deadline.model.Fired;
import org.hotline12345.followup.deadline.model.FiredRung;
import org.hotline12345.followup.deadline.model.Moments;
import org.hotline12345.followup.deadline.model.Pause;
import org.hotline12345.followup.deadline.model.Rung;

/** Cases, and what hangs on them, of the rows that read them: each row is one thing, known by its columns' prefix. */
public final class CaseRows {
    private static final Comparator<Deadline> LAST_KIND_FIRST = Comparator.<Deadline, String>comparing(
                    one -> one.subject().kind().name())
            .reversed();
    private static final Comparator<Supervision> OLDEST_FIRST = Comparator.<Supervision, Instant>comparing(
                    one -> one.order().openedAt())
            .thenComparing(Supervision::id);
    private static final Comparator<Callback.Given> LATEST_FIRST = Comparator.comparing(Callback.Given::at)
            .thenComparing(Callback.Given::id)
            .reversed();

    /** Columns that hold lists of things, and are read as their text. */
    private static final Set<String> JSON = Set.of("questions", "ladder", "ladder_fired");

    /** Of {@code case_file c}. */
    static final String FILE_COLUMNS = prefixed("c", "", CaseTables.FILES.columns());

    /** Of {@code callback b}. */
    public static final String CALLBACK_COLUMNS = prefixed("b", "callback_", CaseTables.NEW_CALLBACKS.columns());

    /** Of {@code supervision s}. */
    public static final String SUPERVISION_COLUMNS =
            prefixed("s", "supervision_", CaseTables.NUMBERED_SUPERVISIONS.columns());

    /** Of {@code callback_answer a}. */
    static final String ANSWER_COLUMNS = prefixed("a", "answer_", CaseTables.ANSWERS.columns());

    /** Of {@code deadline d} that is open; the explanation is long, and nobody asks for it again. */
    static final String DEADLINE_COLUMNS = prefixed("d", "deadline_", """
            id, case_id, work_order_id, round, kind, clock, unit, started_at, due_at, state, provisional, calendar_revision, \
            policy_id, policy_version, extensions, extension_days, given_back_days, pauses, return_until, moved_from, \
            moved_because, moved_because_en, set_at, yellow_at, red_at, ladder, yellow_fired_at, red_fired_at, ladder_fired, \
            timed, held""");

    private static String prefixed(String alias, String prefix, String columns) {
        return Arrays.stream(columns.split(", "))
                .map(column -> "%1$s.%2$s%4$s as %3$s%2$s"
                        .formatted(alias, column, prefix, JSON.contains(column) ? "::text" : ""))
                .collect(Collectors.joining(", "));
    }

    /** A case that was asked for, and the number for what is opened. */
    record Found(UUID asked, CaseFile file, Long number) {}

    /** The columns of a thing in its row. */
    private record Part(Row row, String prefix) {
        UUID uuid(String column) {
            return row.getUUID(prefix + column);
        }

        String text(String column) {
            return row.getString(prefix + column);
        }

        int number(String column) {
            return row.getInteger(prefix + column);
        }

        Long big(String column) {
            return row.getLong(prefix + column);
        }

        List<String> texts(String column) {
            return List.of(row.getArrayOfStrings(prefix + column));
        }

        Boolean flag(String column) {
            return row.getBoolean(prefix + column);
        }

        Instant time(String column) {
            return Rows.instant(row, prefix + column);
        }

        <E extends Enum<E>> E name(String column, Class<E> type) {
            String name = text(column);
            return name == null ? null : Enum.valueOf(type, name);
        }
    }

    private CaseRows() {}

    /** The cases among the rows, with what hangs on them. */
    static List<Found> files(List<Row> read) {
        var deadlines = parts(read, "deadline_", "case_id");
        var callbacks = parts(read, "callback_", "case_id");
        var supervisions = parts(read, "supervision_", "case_id");
        var answers = parts(read, "answer_", "callback_id");
        return read.stream()
                .filter(row -> row.getUUID("asked") != null)
                .map(row -> {
                    // each has things of its own: a case may be asked for twice
                    UUID caseId = row.getUUID("case_id");
                    var open = new CaseFile.Open(
                            all(deadlines, caseId, CaseRows::deadline, LAST_KIND_FIRST),
                            all(
                                    callbacks,
                                    caseId,
                                    part -> callback(
                                            part, all(answers, part.uuid("id"), CaseRows::answer, LATEST_FIRST)),
                                    Comparator.comparing(Callback::id)),
                            all(supervisions, caseId, CaseRows::supervision, OLDEST_FIRST));
                    return new Found(
                            row.getUUID("asked"),
                            CaseFile.restore(row.getInteger("version"), facts(row), progress(row), open),
                            row.getLong("number"));
                })
                .toList();
    }

    private static Map<UUID, List<Part>> parts(List<Row> read, String prefix, String of) {
        return read.isEmpty() || read.get(0).getColumnIndex(prefix + "id") < 0
                ? Map.of()
                : read.stream()
                        .filter(row -> row.getUUID(prefix + "id") != null)
                        .map(row -> new Part(row, prefix))
                        .collect(Collectors.groupingBy(part -> part.uuid(of)));
    }

    private static <T> List<T> all(Map<UUID, List<Part>> parts, UUID of, Function<Part, T> made, Comparator<T> order) {
        return parts.getOrDefault(of, List.of()).stream()
                .map(made)
                .sorted(order)
                .toList();
    }

    /** The callback of a row with {@link #CALLBACK_COLUMNS}. */
    public static Callback callback(Row row) {
        return callback(new Part(row, "callback_"), List.of());
    }

    /** The supervision of a row with {@link #SUPERVISION_COLUMNS}. */
    public static Supervision supervision(Row row) {
        return supervision(new Part(row, "supervision_"));
    }

    private static Callback.Given answer(Part row) {
        return new Callback.Given(
                row.uuid("id"),
                new Answer(
                        row.name("instrument", SurveyInstrument.class),
                        row.flag("informed"),
                        row.flag("resolved"),
                        row.name("satisfaction", Satisfaction.class),
                        row.name("attitude", Satisfaction.class),
                        row.texts("reasons"),
                        row.text("reason"),
                        row.flag("objective"),
                        row.text("explanation")),
                row.time("answered_at"),
                row.flag("corrected"));
    }

    private static Callback callback(Part row, List<Callback.Given> given) {
        return Callback.restore(
                new Callback.Subject(
                        row.uuid("id"),
                        row.uuid("case_id"),
                        row.uuid("work_order_id"),
                        row.number("round"),
                        row.text("unit"),
                        row.uuid("citizen_ref"),
                        row.name("origin", CallbackOrigin.class),
                        row.flag("confidential"),
                        row.name("disposition", Disposition.class),
                        row.text("reply_text"),
                        row.time("opened_at")),
                given,
                row.number("version"),
                new Callback.Asking(
                        row.number("attempts"),
                        row.time("next_attempt_at"),
                        row.number("automatic_attempts"),
                        row.time("automatic_at"),
                        row.text("claimed_by"),
                        row.time("claimed_until"),
                        row.time("ended_at")),
                row.name("state", CallbackState.class));
    }

    private static Supervision supervision(Part row) {
        return Supervision.restore(
                new Supervision.Order(
                        row.uuid("id"),
                        row.big("number"),
                        row.uuid("case_id"),
                        row.uuid("work_order_id"),
                        row.text("unit"),
                        row.name("cause", SupervisionCause.class),
                        row.text("order_text"),
                        row.text("opened_by"),
                        row.time("opened_at"),
                        row.time("notify_at")),
                row.number("version"),
                row.number("level"),
                row.time("due_at"),
                row.name("state", SupervisionState.class),
                statement(row, "feedback", "feedback_by", "feedback_at"),
                statement(row, "finding", "closed_by", "closed_at"));
    }

    private static Supervision.Statement statement(Part row, String text, String by, String at) {
        return row.text(text) == null ? null : new Supervision.Statement(row.text(text), row.text(by), row.time(at));
    }

    private static CaseFacts facts(Row row) {
        return new CaseFacts(
                row.getUUID("case_id"),
                row.getString("case_number"),
                row.getString("title"),
                CaseType.valueOf(row.getString("type")),
                Urgency.valueOf(row.getString("urgency")),
                row.getString("channel"),
                row.getString("registered_category"),
                Anonymity.valueOf(row.getString("anonymity")),
                row.getBoolean("contactable"),
                row.getUUID("citizen_ref"),
                Rows.instant(row, "registered_at"),
                Rows.instant(row, "upstream_due_at"),
                Rows.instant(row, "reply_due_at"),
                row.getBoolean("imported"));
    }

    private static Progress progress(Row row) {
        String reason = row.getString("close_reason");
        return new Progress(
                Phase.valueOf(row.getString("phase")),
                row.getBoolean("live"),
                Rows.instant(row, "live_at"),
                row.getUUID("work_order_id"),
                row.getInteger("round"),
                row.getString("unit"),
                row.getString("category"),
                row.getString("policy_id"),
                row.getInteger("policy_version"),
                Rows.instant(row, "dispatched_at"),
                Rows.instant(row, "return_requested_at"),
                row.getInteger("returns"),
                row.getUUID("reply_id"),
                Rows.instant(row, "replied_at"),
                row.getBoolean("informed"),
                row.getUUID("callback_id"),
                row.getInteger("dissatisfactions"),
                row.getInteger("reworks"),
                row.getInteger("citizen_urges"),
                row.getBoolean("urge_supervised"),
                Rows.instant(row, "closed_at"),
                reason == null ? null : CloseReason.valueOf(reason),
                List.of(row.getArrayOfStrings("returned_by")),
                row.getBoolean("return_supervised"),
                row.getString("handling_unit"),
                row.getBoolean("signed"),
                row.getUUID("return_request_id"),
                list(row.getString("questions"), OpenQuestion.class),
                CaseCourse.decode(row.getString("course")));
    }

    private static Deadline deadline(Part row) {
        Instant movedFrom = row.time("moved_from");
        return Deadline.restore(
                new Deadline.Subject(
                        row.uuid("id"),
                        row.uuid("case_id"),
                        row.uuid("work_order_id"),
                        row.number("round"),
                        row.name("kind", DeadlineKind.class),
                        row.text("clock"),
                        row.text("unit"),
                        row.time("started_at")),
                new Deadline.Terms(
                        new ComputedDeadline(row.time("due_at"), row.flag("provisional"), null),
                        row.big("calendar_revision"),
                        row.text("policy_id"),
                        row.number("policy_version"),
                        new Deadline.Granted(
                                row.number("extensions"),
                                row.number("extension_days"),
                                row.number("given_back_days"),
                                list(row.text("pauses"), Pause.class)),
                        row.time("return_until"),
                        movedFrom == null
                                ? null
                                : new Deadline.Move(
                                        movedFrom, new Text(row.text("moved_because"), row.text("moved_because_en"))),
                        row.time("set_at")),
                new Moments(row.time("yellow_at"), row.time("red_at"), list(row.text("ladder"), Rung.class)),
                new Fired(
                        row.time("yellow_fired_at"),
                        row.time("red_fired_at"),
                        list(row.text("ladder_fired"), FiredRung.class)),
                row.name("state", DeadlineState.class),
                row.flag("timed"),
                row.flag("held"),
                null,
                (DeadlineCancelReason) null);
    }

    static <T> List<T> list(String json, Class<T> of) {
        try {
            return json == null
                    ? List.of()
                    : CaseTables.JSON.readerForListOf(of).readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no list of " + of.getSimpleName() + ": " + json, e);
        }
    }
}
