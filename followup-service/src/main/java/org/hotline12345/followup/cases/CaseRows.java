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
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.followup.cases.model.Answer;
import org.hotline12345.followup.cases.model.Attempt;
import org.hotline12345.followup.cases.model.Callback;
import org.hotline12345.followup.cases.model.CallbackState;
import org.hotline12345.followup.cases.model.CaseFacts;
import org.hotline12345.followup.cases.model.CaseFile;
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
    private static final Comparator<Callback> FIRST_CALLBACK_FIRST = Comparator.comparing(Callback::id);
    private static final Comparator<Supervision> OLDEST_FIRST = Comparator.<Supervision, Instant>comparing(
                    one -> one.order().openedAt())
            .thenComparing(Supervision::id);
    private static final Comparator<Callback.Given> LATEST_FIRST = Comparator.comparing(Callback.Given::at)
            .thenComparing(Callback.Given::id)
            .reversed();

    /** Columns that hold lists of things, and are read as their text. */
    private static final Set<String> JSON = Set.of("questions", "ladder", "ladder_fired", "calls");

    /** Of {@code case_file c}. */
    static final String FILE_COLUMNS = prefixed("c", "", CaseTables.FILES.columns());

    /** Of {@code callback b}. */
    public static final String CALLBACK_COLUMNS = prefixed("b", "asking_", CaseTables.NEW_CALLBACKS.columns());

    /** Of {@code supervision s}. */
    public static final String SUPERVISION_COLUMNS = prefixed("s", "supervision_", CaseTables.SUPERVISIONS.columns());

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

    private static final RecordReader<CaseFacts> FACTS =
            RecordReader.of(CaseFacts.class).column("category", "registered_category");
    private static final RecordReader<Progress> PROGRESS = RecordReader.of(Progress.class, CaseTables.JSON)
            .with("course", row -> CaseCourse.decode(row.getString("course")));

    private static final RecordReader<Callback.Subject> CALLBACK = RecordReader.of(Callback.Subject.class, "asking_");
    private static final RecordReader<Callback.Asking> ASKING = RecordReader.of(Callback.Asking.class, "asking_");
    private static final RecordReader<Callback.Outcome> OUTCOME = RecordReader.of(Callback.Outcome.class, "asking_");
    private static final RecordReader<Answer> ANSWER = RecordReader.of(Answer.class, "answer_");
    private static final RecordReader<Callback.Given> GIVEN = RecordReader.of(Callback.Given.class, "answer_")
            .column("at", "answer_answered_at")
            .with("answer", ANSWER);

    private static final RecordReader<Supervision.Order> ORDER = RecordReader.of(
                    Supervision.Order.class, "supervision_")
            .column("text", "supervision_order_text")
            .column("by", "supervision_opened_by");

    private static final RecordReader<Deadline.Subject> DEADLINE = RecordReader.of(Deadline.Subject.class, "deadline_");
    private static final RecordReader<Deadline.Terms> TERMS = RecordReader.of(Deadline.Terms.class, "deadline_")
            .with(
                    "computed",
                    RecordReader.of(ComputedDeadline.class, "deadline_").with("explanation", row -> null))
            .with(
                    "granted",
                    RecordReader.of(Deadline.Granted.class, "deadline_")
                            .with("pauses", row -> list(row.getString("deadline_pauses"), Pause.class)))
            .with("lastMove", CaseRows::move);
    private static final RecordReader<Moments> MOMENTS = RecordReader.of(Moments.class, "deadline_")
            .with("ladder", row -> list(row.getString("deadline_ladder"), Rung.class));
    private static final RecordReader<Fired> FIRED = RecordReader.of(Fired.class)
            .column("yellowAt", "deadline_yellow_fired_at")
            .column("redAt", "deadline_red_fired_at")
            .with("ladder", row -> list(row.getString("deadline_ladder_fired"), FiredRung.class));

    /** A case that was asked for, and the number for what is opened. */
    record Found(UUID asked, CaseFile file, Long number) {}

    private CaseRows() {}

    /** The cases among the rows, with what hangs on them. */
    static List<Found> files(List<Row> read) {
        var deadlines = by(read, "deadline_", "case_id");
        var callbacks = by(read, "asking_", "case_id");
        var supervisions = by(read, "supervision_", "case_id");
        var answers = by(read, "answer_", "callback_id");
        return read.stream()
                .filter(row -> row.getUUID("asked") != null)
                .map(row -> {
                    // each has things of its own: a case may be asked for twice
                    UUID caseId = row.getUUID("case_id");
                    var open = new CaseFile.Open(
                            all(deadlines, caseId, CaseRows::deadline, LAST_KIND_FIRST),
                            all(callbacks, caseId, callback -> callback(callback, answers), FIRST_CALLBACK_FIRST),
                            all(supervisions, caseId, CaseRows::supervision, OLDEST_FIRST));
                    return new Found(
                            row.getUUID("asked"),
                            CaseFile.restore(row.getInteger("version"), FACTS.apply(row), PROGRESS.apply(row), open),
                            row.getLong("number"));
                })
                .toList();
    }

    private static Map<UUID, List<Row>> by(List<Row> read, String prefix, String of) {
        return read.isEmpty() || read.get(0).getColumnIndex(prefix + "id") < 0
                ? Map.of()
                : read.stream()
                        .filter(row -> row.getUUID(prefix + "id") != null)
                        .collect(Collectors.groupingBy(row -> row.getUUID(prefix + of)));
    }

    private static <T> List<T> all(Map<UUID, List<Row>> rows, UUID of, Function<Row, T> made, Comparator<T> order) {
        return rows.getOrDefault(of, List.of()).stream().map(made).sorted(order).toList();
    }

    /** The callback of a row with {@link #CALLBACK_COLUMNS}. */
    public static Callback callback(Row row) {
        return callback(row, Map.of());
    }

    private static Callback callback(Row row, Map<UUID, List<Row>> answers) {
        Callback.Subject subject = CALLBACK.apply(row);
        return Callback.restore(
                subject,
                all(answers, subject.id(), GIVEN, LATEST_FIRST),
                list(row.getString("asking_calls"), Attempt.class),
                row.getInteger("asking_version"),
                ASKING.apply(row),
                CallbackState.valueOf(row.getString("asking_state")),
                OUTCOME.apply(row));
    }

    /** The supervision of a row with {@link #SUPERVISION_COLUMNS}. */
    public static Supervision supervision(Row row) {
        return Supervision.restore(
                ORDER.apply(row),
                row.getInteger("supervision_version"),
                row.getInteger("supervision_level"),
                Rows.instant(row, "supervision_due_at"),
                Rows.instant(row, "supervision_judge_by"),
                SupervisionState.valueOf(row.getString("supervision_state")),
                statement(row, "feedback", "feedback_by", "feedback_at"),
                statement(row, "finding", "closed_by", "closed_at"));
    }

    private static Supervision.Statement statement(Row row, String text, String by, String at) {
        String said = row.getString("supervision_" + text);
        return said == null
                ? null
                : new Supervision.Statement(
                        said, row.getString("supervision_" + by), Rows.instant(row, "supervision_" + at));
    }

    private static Deadline deadline(Row row) {
        return Deadline.restore(
                DEADLINE.apply(row),
                TERMS.apply(row),
                MOMENTS.apply(row),
                FIRED.apply(row),
                DeadlineState.valueOf(row.getString("deadline_state")),
                row.getBoolean("deadline_timed"),
                row.getBoolean("deadline_held"),
                null,
                null);
    }

    private static Deadline.Move move(Row row) {
        Instant from = Rows.instant(row, "deadline_moved_from");
        return from == null
                ? null
                : new Deadline.Move(
                        from,
                        new Text(row.getString("deadline_moved_because"), row.getString("deadline_moved_because_en")));
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
