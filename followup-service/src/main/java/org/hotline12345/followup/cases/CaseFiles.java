package org.hotline12345.followup.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.ExplanationStep;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.followup.cases.model.CaseFacts;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Changes;
import org.hotline12345.followup.cases.model.OpenQuestion;
import org.hotline12345.followup.cases.model.Phase;
import org.hotline12345.followup.cases.model.Progress;
import org.hotline12345.followup.cases.model.Settled;
import org.hotline12345.followup.deadline.model.Deadline;
import org.hotline12345.followup.deadline.model.DeadlineState;
import org.hotline12345.followup.deadline.model.FiredRung;
import org.hotline12345.followup.deadline.model.Moments;
import org.hotline12345.followup.deadline.model.Pause;
import org.hotline12345.followup.deadline.model.Rung;
import org.hotline12345.followup.deadline.model.Wording;

/**
 * The follow-up of cases in the database. A batch of cases is locked in the order of their ids and read with two queries;
 * what became of them is written with one statement per table. The events path, the timer and the commands share it.
 */
@ApplicationScoped
public class CaseFiles {
    private static final TypeReference<List<Pause>> PAUSES = new TypeReference<>() {};

    private static final String PROGRESS_COLUMNS = """
            phase, live, live_at, work_order_id, round, unit, category, policy_id, policy_version, dispatched_at,
              return_requested_at, returns, reply_id, replied_at, informed, callback_id, dissatisfactions, reworks,
              citizen_urges, urge_supervised, closed_at, close_reason, returned_by, return_supervised, handling_unit, signed,
              return_request_id, questions, course
            """;

    private static final String LOCK = """
            select case_id, case_number, title, type, urgency, channel, registered_category, anonymity, contactable,
              citizen_ref, registered_at, upstream_due_at, reply_due_at, imported, %s
            from case_file
            where case_id = any($1)
            order by case_id
            for update
            """.formatted(PROGRESS_COLUMNS);

    private static final String OPEN_DEADLINES = """
            select id, case_id, work_order_id, round, kind, clock, unit, started_at, due_at, state, provisional,
              calendar_revision, policy_id, policy_version, extensions, extension_days, given_back_days, pauses,
              return_until, moved_from, moved_because, moved_because_en, set_at, yellow_at, red_at, ladder,
              yellow_fired_at, red_fired_at, ladder_fired, timed, held
            from deadline
            where case_id = any($1)
              and ended_at is null
            order by case_id, kind desc
            """;

    private static final Columns<CaseFile> KEY =
            new Columns<CaseFile>().uuid("case_id", file -> file.facts().caseId());

    private static final Columns<CaseFile> FACTS = new Columns<CaseFile>()
            .text("case_number", file -> file.facts().caseNumber())
            .text("title", file -> file.facts().title())
            .name("type", file -> file.facts().type())
            .name("urgency", file -> file.facts().urgency())
            .text("channel", file -> file.facts().channel())
            .text("registered_category", file -> file.facts().category())
            .name("anonymity", file -> file.facts().anonymity())
            .flag("contactable", file -> file.facts().contactable())
            .uuid("citizen_ref", file -> file.facts().citizenRef())
            .time("registered_at", file -> file.facts().registeredAt())
            .time("upstream_due_at", file -> file.facts().upstreamDueAt())
            .time("reply_due_at", file -> file.facts().replyDueAt())
            .flag("imported", file -> file.facts().imported());

    private static final Columns<CaseFile> PROGRESS = new Columns<CaseFile>()
            .name("phase", file -> file.progress().phase())
            .flag("live", file -> file.progress().live())
            .time("live_at", file -> file.progress().liveAt())
            .uuid("work_order_id", file -> file.progress().workOrderId())
            .number("round", file -> file.progress().round())
            .text("unit", file -> file.progress().unit())
            .text("category", file -> file.progress().category())
            .text("policy_id", file -> file.progress().policyId())
            .number("policy_version", file -> file.progress().policyVersion())
            .time("dispatched_at", file -> file.progress().dispatchedAt())
            .time("return_requested_at", file -> file.progress().returnRequestedAt())
            .number("returns", file -> file.progress().returns())
            .uuid("reply_id", file -> file.progress().replyId())
            .time("replied_at", file -> file.progress().repliedAt())
            .flag("informed", file -> file.progress().informed())
            .uuid("callback_id", file -> file.progress().callbackId())
            .number("dissatisfactions", file -> file.progress().dissatisfactions())
            .number("reworks", file -> file.progress().reworks())
            .number("citizen_urges", file -> file.progress().citizenUrges())
            .flag("urge_supervised", file -> file.progress().urgeSupervised())
            .time("closed_at", file -> file.progress().closedAt())
            .name("close_reason", file -> file.progress().closeReason())
            .text("returned_by", file -> file.progress().returnedBy())
            .flag("return_supervised", file -> file.progress().returnSupervised())
            .text("handling_unit", file -> file.progress().handlingUnit())
            .flag("signed", file -> file.progress().signed())
            .uuid("return_request_id", file -> file.progress().returnRequestId())
            .text("questions", file -> OpenQuestion.text(file.progress().questions()))
            .text("course", file -> file.progress().course().encode());

    private static final Columns<CaseFile> NEW_FILE = KEY.and(FACTS).and(PROGRESS);
    private static final Columns<CaseFile> CHANGED_FILE = KEY.and(PROGRESS);

    private static final Columns<Changes.NewCallback> CALLBACK = new Columns<Changes.NewCallback>()
            .uuid("id", Changes.NewCallback::id)
            .number("version", row -> 0)
            .uuid("case_id", Changes.NewCallback::caseId)
            .uuid("work_order_id", Changes.NewCallback::workOrderId)
            .number("round", Changes.NewCallback::round)
            .text("unit", Changes.NewCallback::unit)
            .uuid("citizen_ref", Changes.NewCallback::citizenRef)
            .name("origin", Changes.NewCallback::origin)
            .flag("confidential", Changes.NewCallback::confidential)
            .name("disposition", Changes.NewCallback::disposition)
            .text("reply_text", Changes.NewCallback::replyText)
            .text("state", row -> "OPEN")
            .number("attempts", row -> 0)
            .time("opened_at", Changes.NewCallback::openedAt)
            .time("next_attempt_at", Changes.NewCallback::openedAt)
            .time("automatic_at", row -> row.confidential() ? null : row.openedAt());

    private static final Columns<Changes.NewUrge> URGE = new Columns<Changes.NewUrge>()
            .uuid("id", Changes.NewUrge::id)
            .uuid("case_id", Changes.NewUrge::caseId)
            .uuid("work_order_id", Changes.NewUrge::workOrderId)
            .text("unit", Changes.NewUrge::unit)
            .name("origin", Changes.NewUrge::origin)
            .name("level", Changes.NewUrge::level)
            .text("note", Changes.NewUrge::note)
            .number("citizen_urges", Changes.NewUrge::number)
            .name("kind", urge -> urge.about() == null ? null : urge.about().kind())
            .time("due_at", urge -> urge.about() == null ? null : urge.about().dueAt())
            .text("urged_by", Changes.NewUrge::by)
            .time("urged_at", Changes.NewUrge::urgedAt)
            .time("deliver_at", Changes.NewUrge::deliverAt)
            .time("delivered_at", Changes.NewUrge::deliveredAt);

    private static final Columns<Changes.DeliveredUrge> DELIVERED_URGE = new Columns<Changes.DeliveredUrge>()
            .uuid("id", Changes.DeliveredUrge::id)
            .time("delivered_at", Changes.DeliveredUrge::at);

    private static final Columns<Changes.RevokedUrge> REVOKED_URGE = new Columns<Changes.RevokedUrge>()
            .uuid("id", Changes.RevokedUrge::id)
            .time("revoked_at", Changes.RevokedUrge::at);

    private static final Columns<Changes.NewSupervision> SUPERVISION = new Columns<Changes.NewSupervision>()
            .uuid("id", Changes.NewSupervision::id)
            .number("version", row -> 0)
            .uuid("case_id", Changes.NewSupervision::caseId)
            .uuid("work_order_id", Changes.NewSupervision::workOrderId)
            .text("unit", Changes.NewSupervision::unit)
            .name("cause", Changes.NewSupervision::cause)
            .text("order_text", Changes.NewSupervision::order)
            .number("level", Changes.NewSupervision::level)
            .time("due_at", Changes.NewSupervision::dueAt)
            .text("state", row -> "OPEN")
            .text("opened_by", Changes.NewSupervision::by)
            .time("opened_at", Changes.NewSupervision::openedAt)
            .time("notify_at", Changes.NewSupervision::notifyAt);

    private static final Columns<Changes.RaisedSupervision> RAISED_STEP = new Columns<Changes.RaisedSupervision>()
            .uuid("id", Changes.RaisedSupervision::stepId)
            .uuid("supervision_id", Changes.RaisedSupervision::id)
            .text("step", row -> "RAISED")
            .number("level", Changes.RaisedSupervision::level)
            .text("step_text", Changes.RaisedSupervision::note)
            .time("due_at", Changes.RaisedSupervision::dueAt)
            .time("taken_at", Changes.RaisedSupervision::at);

    private static final Columns<Changes.NewNotice> NOTICE = new Columns<Changes.NewNotice>()
            .uuid("id", Changes.NewNotice::id)
            .uuid("case_id", Changes.NewNotice::caseId)
            .uuid("work_order_id", Changes.NewNotice::workOrderId)
            .number("round", Changes.NewNotice::round)
            .text("unit", Changes.NewNotice::unit)
            .name("channel", Changes.NewNotice::channel)
            .flag("reached", Changes.NewNotice::reached)
            .text("recorded_by", Changes.NewNotice::by)
            .time("informed_at", Changes.NewNotice::informedAt);

    private static final Columns<Deadline> CARRIED_OVER = new Columns<Deadline>()
            .uuid("id", deadline -> deadline.subject().id())
            .bigNumber("calendar_revision", deadline -> deadline.terms().calendarRevision());

    private static final String CARRY_OVER = CARRIED_OVER.update("deadline");
    private static final Columns<Changes.NewDuty> DUTY = new Columns<Changes.NewDuty>()
            .uuid("work_order_id", Changes.NewDuty::workOrderId)
            .uuid("case_id", Changes.NewDuty::caseId)
            .number("round", Changes.NewDuty::round)
            .text("unit", Changes.NewDuty::unit)
            .flag("owed", Changes.NewDuty::owed)
            .time("replied_at", Changes.NewDuty::repliedAt)
            .time("due_at", Changes.NewDuty::dueAt);

    private static final Columns<Changes.PolicyNote> POLICY_NOTE = new Columns<Changes.PolicyNote>()
            .uuid("id", Changes.PolicyNote::deadlineId)
            .text("policy_because", note -> note.because().zh())
            .text("policy_because_en", note -> note.because().en())
            .flag("policy_ended", Changes.PolicyNote::ended);

    private static final Columns<Changes.MovedDuty> MOVED_DUTY = new Columns<Changes.MovedDuty>()
            .uuid("work_order_id", Changes.MovedDuty::workOrderId)
            .time("due_at", Changes.MovedDuty::dueAt);

    private static final Columns<Changes.Told> TOLD = new Columns<Changes.Told>()
            .uuid("work_order_id", Changes.Told::workOrderId)
            .name("told_by", Changes.Told::by)
            .time("told_at", Changes.Told::at);

    private static final Columns<Changes.NewExplanation> EXPLANATION = new Columns<Changes.NewExplanation>()
            .uuid("id", Changes.NewExplanation::id)
            .uuid("case_id", Changes.NewExplanation::caseId)
            .uuid("work_order_id", Changes.NewExplanation::workOrderId)
            .number("round", Changes.NewExplanation::round)
            .text("text", Changes.NewExplanation::text)
            .text("explained_by", Changes.NewExplanation::by)
            .time("explained_at", Changes.NewExplanation::explainedAt);

    private static final String INSERT_FILES = NEW_FILE.insertInto("case_file");
    private static final String UPDATE_FILES = CHANGED_FILE.update("case_file");
    private static final String INSERT_CALLBACKS = CALLBACK.insertInto("callback");
    private static final String INSERT_URGES = URGE.insertInto("unit_urge");
    private static final String REVOKE_URGES = REVOKED_URGE.update("unit_urge");
    private static final String INSERT_SUPERVISIONS = SUPERVISION.insertInto("supervision");
    private static final String DELIVER_URGES = DELIVERED_URGE.update("unit_urge");
    private static final String INSERT_RAISED_STEPS = RAISED_STEP.insertInto("supervision_step");
    private static final String INSERT_NOTICES = NOTICE.insertInto("result_notice");
    private static final String INSERT_DUTIES = DUTY.insertInto("informing");
    private static final String MOVE_DUTIES = MOVED_DUTY.update("informing");
    private static final String NOTE_POLICY = POLICY_NOTE.update("deadline");
    private static final String INSERT_EXPLANATIONS = EXPLANATION.insertInto("explanation");

    // The first telling counts. The citizen's "nobody told me" takes back what a unit noted, not what a machine
    // delivered.
    private static final String TELL = """
            update informing as old
            set told_by = case
                  when new.told_by is null and old.told_by = 'UNIT_CALL' then null
                  when new.told_by is null then old.told_by
                  else coalesce(old.told_by, new.told_by)
                end,
                told_at = case
                  when new.told_by is null and old.told_by = 'UNIT_CALL' then null
                  when new.told_by is null then old.told_at
                  else coalesce(old.told_at, new.told_at)
                end,
                denied = new.told_by is null
            from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as new (work_order_id, told_by, told_at)
            where old.work_order_id = new.work_order_id
            """;

    private static final String END_CALLBACKS = """
            update callback
            set state = 'CANCELLED',
                claimed_by = null,
                claimed_until = null,
                ended_at = new.ended_at,
                version = version + 1
            from unnest($1::uuid[], $2::timestamptz[]) as new (id, ended_at)
            where callback.id = new.id
              and callback.ended_at is null
            """;

    private static final String RAISE_SUPERVISIONS = """
            update supervision
            set level = new.level,
                due_at = new.due_at,
                state = 'OPEN',
                version = version + 1
            from unnest($1::uuid[], $2::integer[], $3::timestamptz[]) as new (id, level, due_at)
            where supervision.id = new.id
            """;

    private final EventJson json;
    private final Outbox outbox;
    private final Columns<Deadline> newDeadline;
    private final Columns<Deadline> changedDeadline;
    private final String insertDeadlines;
    private final String updateDeadlines;

    public CaseFiles(EventJson json, Outbox outbox) {
        this.json = json;
        this.outbox = outbox;
        var key = new Columns<Deadline>().uuid("id", d -> d.subject().id());
        var subject = new Columns<Deadline>()
                .uuid("case_id", d -> d.subject().caseId())
                .uuid("work_order_id", d -> d.subject().workOrderId())
                .number("round", d -> d.subject().round())
                .name("kind", d -> d.subject().kind())
                .text("clock", d -> d.subject().clock())
                .text("unit", d -> d.subject().unit())
                .time("started_at", d -> d.subject().startedAt());
        var state = new Columns<Deadline>()
                .time("due_at", d -> d.terms().dueAt())
                .name("state", Deadline::state)
                .flag("provisional", d -> d.terms().provisional())
                .bigNumber("calendar_revision", d -> d.terms().calendarRevision())
                .text("policy_id", d -> d.terms().policyId())
                .number("policy_version", d -> d.terms().policyVersion())
                .kept("explanation", this::explanation)
                .number("extensions", d -> d.terms().granted().extensions())
                .number("extension_days", d -> d.terms().granted().extensionDays())
                .number("given_back_days", d -> d.terms().granted().givenBackDays())
                .text("pauses", this::pauses)
                .time("return_until", d -> d.terms().returnUntil())
                .time("moved_from", d -> moved(d, Deadline.Move::from))
                .text("moved_because", d -> moved(d, move -> move.because().zh()))
                .text("moved_because_en", d -> moved(d, move -> move.because().en()))
                .time("set_at", d -> d.terms().setAt())
                .time("yellow_at", d -> d.moments().yellowAt())
                .time("red_at", d -> d.moments().redAt())
                .text("ladder", d -> Rung.text(d.moments().ladder()))
                .time("yellow_fired_at", d -> d.fired().yellowAt())
                .time("red_fired_at", d -> d.fired().redAt())
                .text("ladder_fired", d -> FiredRung.text(d.fired().ladder()))
                .flag("timed", Deadline::timed)
                .flag("held", Deadline::held)
                .time("next_at", Deadline::nextAt)
                .time("ended_at", Deadline::endedAt)
                .name("cancel_reason", Deadline::cancelReason);
        newDeadline = key.and(subject).and(state);
        changedDeadline = key.and(state);
        insertDeadlines = newDeadline.insertInto("deadline");
        updateDeadlines = changedDeadline.update("deadline");
    }

    /** Locks these cases and reads them with their open deadlines; a case not known is missing in the answer. */
    public Uni<Map<UUID, CaseFile>> lock(Mutiny.Session session, Collection<UUID> caseIds) {
        Sql sql = Sql.on(session);
        UUID[] ids = caseIds.stream().distinct().sorted().toArray(UUID[]::new);
        return sql.select(LOCK, (Object) ids)
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().item(Map.of())
                        : sql.select(OPEN_DEADLINES, (Object) ids).map(open -> restore(rows, byCase(open))));
    }

    /** What the units that have these cases did already, by case; of an earlier order of the same unit the acts of a law only. */
    public Uni<Map<UUID, Set<Settled>>> settled(Mutiny.Session session, Collection<UUID> caseIds) {
        return Sql.on(session)
                .select("""
                        select d.case_id, d.kind, d.clock
                        from deadline d
                        join case_file c on c.case_id = d.case_id
                        where d.case_id = any($1)
                          and d.state in ('MET', 'MISSED')
                          and (d.work_order_id = c.work_order_id or d.kind = 'STATUTORY' and d.unit = c.unit)
                        """, (Object) caseIds.toArray(UUID[]::new))
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> row.getUUID("case_id"),
                                Collectors.mapping(
                                        row -> new Settled(
                                                DeadlineKind.valueOf(row.getString("kind")), row.getString("clock")),
                                        Collectors.toSet()))));
    }

    /** Locks one case; {@code not-known-yet} (404) if intake has not told of it. */
    public Uni<CaseFile> lock(Mutiny.Session session, UUID caseId) {
        return lock(session, List.of(caseId)).map(files -> {
            CaseFile file = files.get(caseId);
            if (file == null) {
                throw Problem.notKnownYet();
            }
            return file;
        });
    }

    /** Locks the case whose current or last work order this is; {@code not-known-yet} (404) if there is none. */
    public Uni<CaseFile> lockByWorkOrder(Mutiny.Session session, UUID workOrderId) {
        return Sql.on(session)
                .first("select case_id from case_file where work_order_id = $1", workOrderId)
                .chain(row -> {
                    if (row == null) {
                        throw Problem.notKnownYet();
                    }
                    return lock(session, row.getUUID("case_id"));
                });
    }

    /** Writes what became of the cases, and the events that follow to the outbox. */
    public Uni<Void> save(Mutiny.Session session, Collection<CaseFile> files) {
        Sql sql = Sql.on(session);
        var inserted = files.stream().filter(CaseFile::isNew).toList();
        var updated =
                files.stream().filter(file -> !file.isNew() && file.isChanged()).toList();
        List<Deadline> set = deadlines(files, Deadline::isNew);
        List<Deadline> changed = deadlines(files, deadline -> !deadline.isNew() && deadline.isChanged());
        return write(sql, INSERT_FILES, NEW_FILE, inserted)
                .chain(() -> write(sql, UPDATE_FILES, CHANGED_FILE, updated))
                // what moved or ended first, for a work order has one open deadline of a kind
                .chain(() -> write(sql, updateDeadlines, changedDeadline, changed))
                .chain(() -> write(sql, CARRY_OVER, CARRIED_OVER, deadlines(files, Deadline::isCarriedOver)))
                .chain(() -> write(sql, insertDeadlines, newDeadline, set))
                .chain(() -> write(sql, NOTE_POLICY, POLICY_NOTE, all(files, Changes::policyNotes)))
                .chain(() -> write(sql, INSERT_CALLBACKS, CALLBACK, all(files, Changes::callbacks)))
                .chain(() -> endCallbacks(sql, all(files, Changes::endedCallbacks)))
                .chain(() -> write(sql, INSERT_URGES, URGE, all(files, Changes::urges)))
                .chain(() -> write(sql, REVOKE_URGES, REVOKED_URGE, all(files, Changes::revokedUrges)))
                .chain(() -> write(sql, DELIVER_URGES, DELIVERED_URGE, all(files, Changes::deliveredUrges)))
                .chain(() -> write(sql, INSERT_SUPERVISIONS, SUPERVISION, all(files, Changes::supervisions)))
                .chain(() -> raise(sql, all(files, Changes::raisedSupervisions)))
                .chain(() -> write(sql, INSERT_NOTICES, NOTICE, all(files, Changes::notices)))
                .chain(() -> write(sql, INSERT_DUTIES, DUTY, all(files, Changes::duties)))
                .chain(() -> write(sql, MOVE_DUTIES, MOVED_DUTY, all(files, Changes::movedDuties)))
                .chain(() -> write(sql, TELL, TOLD, latest(all(files, Changes::told))))
                .chain(() -> write(sql, INSERT_EXPLANATIONS, EXPLANATION, all(files, Changes::explanations)))
                .chain(() -> outbox.add(session, drafts(files)));
    }

    /** One for each work order: a statement changes a row once. */
    private static List<Changes.Told> latest(List<Changes.Told> told) {
        var latest = new LinkedHashMap<UUID, Changes.Told>();
        told.forEach(news -> latest.put(news.workOrderId(), news));
        return List.copyOf(latest.values());
    }

    private <T> Uni<Void> write(Sql sql, String statement, Columns<T> columns, List<T> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : sql.update(statement, columns.arrays(rows)).replaceWithVoid();
    }

    private static Uni<Void> endCallbacks(Sql sql, List<Changes.EndedCallback> ended) {
        return ended.isEmpty()
                ? Uni.createFrom().voidItem()
                : sql.update(
                                END_CALLBACKS,
                                ended.stream().map(Changes.EndedCallback::id).toArray(UUID[]::new),
                                ended.stream().map(Changes.EndedCallback::at).toArray(Instant[]::new))
                        .replaceWithVoid();
    }

    private Uni<Void> raise(Sql sql, List<Changes.RaisedSupervision> raised) {
        return raised.isEmpty()
                ? Uni.createFrom().voidItem()
                : sql.update(
                                RAISE_SUPERVISIONS,
                                raised.stream()
                                        .map(Changes.RaisedSupervision::id)
                                        .toArray(UUID[]::new),
                                raised.stream()
                                        .map(Changes.RaisedSupervision::level)
                                        .toArray(Integer[]::new),
                                raised.stream()
                                        .map(Changes.RaisedSupervision::dueAt)
                                        .toArray(Instant[]::new))
                        .chain(() -> write(sql, INSERT_RAISED_STEPS, RAISED_STEP, raised));
    }

    private static List<EventDraft> drafts(Collection<CaseFile> files) {
        var drafts = new ArrayList<EventDraft>();
        for (CaseFile file : files) {
            for (Changes.Derived derived : file.changes().events()) {
                drafts.add(new EventDraft(
                        derived.event(),
                        derived.cause().time(),
                        derived.cause().imported(),
                        derived.cause().actor()));
            }
        }
        return drafts;
    }

    private static List<Deadline> deadlines(Collection<CaseFile> files, Predicate<Deadline> wanted) {
        return files.stream()
                .flatMap(file -> file.deadlines().stream())
                .filter(wanted)
                .toList();
    }

    private static <T> List<T> all(Collection<CaseFile> files, Function<Changes, List<T>> part) {
        return files.stream()
                .flatMap(file -> part.apply(file.changes()).stream())
                .toList();
    }

    private String explanation(Deadline deadline) {
        List<ExplanationStep> steps = deadline.terms().explanation();
        try {
            return steps == null ? null : json.mapper().writeValueAsString(steps);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write an explanation as JSON", e);
        }
    }

    private String pauses(Deadline deadline) {
        List<Pause> pauses = deadline.terms().granted().pauses();
        try {
            return pauses.isEmpty() ? null : json.mapper().writeValueAsString(pauses);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write pauses as JSON", e);
        }
    }

    private static <T> T moved(Deadline deadline, Function<Deadline.Move, T> part) {
        Deadline.Move move = deadline.terms().lastMove();
        return move == null ? null : part.apply(move);
    }

    private Map<UUID, CaseFile> restore(List<Row> rows, Map<UUID, List<Deadline>> open) {
        var files = new LinkedHashMap<UUID, CaseFile>();
        for (Row row : rows) {
            UUID caseId = row.getUUID("case_id");
            files.put(caseId, CaseFile.restore(facts(row), progress(row), open.getOrDefault(caseId, List.of())));
        }
        return files;
    }

    private Map<UUID, List<Deadline>> byCase(List<Row> rows) {
        var byCase = new HashMap<UUID, List<Deadline>>();
        for (Row row : rows) {
            byCase.computeIfAbsent(row.getUUID("case_id"), ignored -> new ArrayList<>(2))
                    .add(deadline(row));
        }
        return byCase;
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
                instant(row, "registered_at"),
                instant(row, "upstream_due_at"),
                instant(row, "reply_due_at"),
                row.getBoolean("imported"));
    }

    private static Progress progress(Row row) {
        String reason = row.getString("close_reason");
        return new Progress(
                Phase.valueOf(row.getString("phase")),
                row.getBoolean("live"),
                instant(row, "live_at"),
                row.getUUID("work_order_id"),
                row.getInteger("round"),
                row.getString("unit"),
                row.getString("category"),
                row.getString("policy_id"),
                row.getInteger("policy_version"),
                instant(row, "dispatched_at"),
                instant(row, "return_requested_at"),
                row.getInteger("returns"),
                row.getUUID("reply_id"),
                instant(row, "replied_at"),
                row.getBoolean("informed"),
                row.getUUID("callback_id"),
                row.getInteger("dissatisfactions"),
                row.getInteger("reworks"),
                row.getInteger("citizen_urges"),
                row.getBoolean("urge_supervised"),
                instant(row, "closed_at"),
                reason == null ? null : CloseReason.valueOf(reason),
                row.getString("returned_by"),
                row.getBoolean("return_supervised"),
                row.getString("handling_unit"),
                row.getBoolean("signed"),
                row.getUUID("return_request_id"),
                OpenQuestion.of(row.getString("questions")),
                CaseCourse.decode(row.getString("course")));
    }

    private Deadline deadline(Row row) {
        Instant movedFrom = instant(row, "moved_from");
        return Deadline.restore(
                new Deadline.Subject(
                        row.getUUID("id"),
                        row.getUUID("case_id"),
                        row.getUUID("work_order_id"),
                        row.getInteger("round"),
                        DeadlineKind.valueOf(row.getString("kind")),
                        row.getString("clock"),
                        row.getString("unit"),
                        instant(row, "started_at")),
                new Deadline.Terms(
                        instant(row, "due_at"),
                        row.getBoolean("provisional"),
                        row.getLong("calendar_revision"),
                        row.getString("policy_id"),
                        row.getInteger("policy_version"),
                        null,
                        new Deadline.Granted(
                                row.getInteger("extensions"),
                                row.getInteger("extension_days"),
                                row.getInteger("given_back_days"),
                                readPauses(row.getString("pauses"))),
                        instant(row, "return_until"),
                        movedFrom == null
                                ? null
                                : new Deadline.Move(
                                        movedFrom,
                                        new Wording(row.getString("moved_because"), row.getString("moved_because_en"))),
                        instant(row, "set_at")),
                new Moments(instant(row, "yellow_at"), instant(row, "red_at"), Rung.of(row.getString("ladder"))),
                new Deadline.Fired(
                        instant(row, "yellow_fired_at"),
                        instant(row, "red_fired_at"),
                        FiredRung.of(row.getString("ladder_fired"))),
                DeadlineState.valueOf(row.getString("state")),
                row.getBoolean("timed"),
                row.getBoolean("held"),
                null,
                (DeadlineCancelReason) null);
    }

    private List<Pause> readPauses(String pauses) {
        try {
            return pauses == null ? List.of() : json.mapper().readValue(pauses, PAUSES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read pauses", e);
        }
    }

    private static Instant instant(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
