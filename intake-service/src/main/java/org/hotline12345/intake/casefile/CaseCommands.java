package org.hotline12345.intake.casefile;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.chassis.rest.HistoryFields;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.CaseWentLive;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.NonAcceptanceReason;
import org.hotline12345.intake.casefile.model.CaseAction;
import org.hotline12345.intake.casefile.model.CaseStatus;
import org.hotline12345.intake.timeline.Timeline;
import org.hotline12345.intake.timeline.model.TimelineEntry;
import org.hotline12345.intake.timeline.model.TimelineKind;

/**
 * What agents do to a registered case for the citizen: answer it, refuse it, add to it, urge, take it back. Each locks the
 * case, checks that its status allows the command, writes the change, the entry of the timeline and the event in one
 * transaction, and answers the case as it is then. Texts are masked first.
 */
@ApplicationScoped
public class CaseCommands {
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final Timeline timeline;
    private final CaseFiles files;
    private final HistoryFields history;

    public CaseCommands(
            Idempotency idempotency, Outbox outbox, Timeline timeline, CaseFiles files, HistoryFields history) {
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.timeline = timeline;
        this.files = files;
        this.history = history;
    }

    /**
     * How a command is given.
     *
     * @param caseId The case.
     * @param ifMatch Version the caller saw. May be null.
     * @param key Idempotency key. May be null.
     * @param body What makes the command the same.
     * @param occurredAt When it happened; importers only. May be null.
     * @param actor Who did it; importers only. May be null.
     * @param language Language of the answer.
     */
    public record Given(
            UUID caseId,
            String ifMatch,
            String key,
            Object body,
            OffsetDateTime occurredAt,
            String actor,
            Language language) {}

    /** The effect of a command; null for none. */
    private record Effect(CaseEvent event, TimelineKind kind, Map<String, String> data) {}

    /** Answers on the spot a case that no unit has yet. */
    public Uni<Response> answer(Given given, String text, AnsweredBy by, String unit) {
        String answer = Masking.mask(text);
        return run(given, (state, at) -> {
            state.require(CaseAction.DIRECT_ANSWER);
            state.settle(CaseStatus.ANSWERED);
            return new Effect(
                    new CaseAnsweredDirectly(given.caseId(), answer, by, unit, at),
                    TimelineKind.ANSWERED,
                    data("text", answer, "by", by.name(), "unit", unit));
        });
    }

    /** Refuses a case that no unit has yet, with what the citizen was told. */
    public Uni<Response> refuse(Given given, NonAcceptanceReason reason, String told) {
        String way = Masking.mask(told);
        return run(given, (state, at) -> {
            state.require(CaseAction.NON_ACCEPTANCE);
            state.settle(CaseStatus.NOT_ACCEPTED);
            return new Effect(
                    new CaseNotAccepted(given.caseId(), reason, way, at, null),
                    TimelineKind.NOT_ACCEPTED,
                    data("reason", reason.name(), "told", way));
        });
    }

    /**
     * Refuses, in the session's transaction, a case that says nothing new since an earlier one was answered; 409 once a unit
     * has signed.
     *
     * @param told what the citizen is told, masked
     */
    public Uni<Void> nothingNew(
            Mutiny.Session session, UUID caseId, UUID earlierCaseId, String told, Instant at, String actor) {
        return state(session, caseId)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .chain(state -> {
                    state.require(CaseAction.LINK);
                    state.settle(CaseStatus.NOT_ACCEPTED);
                    return Sql.on(session)
                            .first("select case_number from hotline_case where case_id = $1", earlierCaseId)
                            .chain(earlier -> keep(
                                    session,
                                    state,
                                    new Effect(
                                            new CaseNotAccepted(
                                                    caseId, NonAcceptanceReason.NO_NEW_FACTS, told, at, earlierCaseId),
                                            TimelineKind.NOT_ACCEPTED,
                                            data(
                                                    "reason",
                                                    NonAcceptanceReason.NO_NEW_FACTS.name(),
                                                    "told",
                                                    told,
                                                    "earlierNumber",
                                                    earlier.getString("case_number"))),
                                    at,
                                    actor,
                                    false));
                });
    }

    /** Adds what the citizen said later. */
    public Uni<Response> supplement(Given given, String text) {
        String more = Masking.mask(text);
        return run(given, (state, at) -> {
            state.require(CaseAction.SUPPLEMENT);
            UUID id = UuidV7.next();
            return new Effect(
                    new CaseSupplemented(given.caseId(), id, more, at),
                    TimelineKind.SUPPLEMENTED,
                    data("text", more, "supplementId", id.toString()));
        });
    }

    /** Notes that the citizen called again. */
    public Uni<Response> urge(Given given, String text) {
        String said = Masking.mask(text);
        return run(given, (state, at) -> {
            state.require(CaseAction.URGE);
            int number = state.urge();
            return new Effect(
                    new CitizenUrged(given.caseId(), number, said, at),
                    TimelineKind.URGED,
                    data("number", Integer.toString(number), "text", said));
        });
    }

    /** Takes the case back. */
    public Uni<Response> withdraw(Given given, String reason) {
        String why = Masking.mask(reason);
        return run(given, (state, at) -> {
            state.require(CaseAction.WITHDRAWAL);
            state.settle(CaseStatus.WITHDRAWN);
            return new Effect(new CaseWithdrawn(given.caseId(), why, at), TimelineKind.WITHDRAWN, data("reason", why));
        });
    }

    /** Puts an imported case under the suite's clocks; for one that is there already nothing happens. */
    public Uni<Response> goLive(Given given) {
        return run(given, (state, at) -> {
            if (state.status().ended()) {
                throw Problem.wrongState(state.status().name(), state.status().allowed());
            }
            return state.goLive()
                    ? new Effect(new CaseWentLive(given.caseId(), at), TimelineKind.WENT_LIVE, Map.of())
                    : null;
        });
    }

    private interface Rule {
        Effect apply(CaseState state, Instant at);
    }

    private Uni<Response> run(Given given, Rule rule) {
        Instant at = history.effectiveTime(given.occurredAt()).truncatedTo(ChronoUnit.MICROS);
        String actor = history.effectiveActor(given.actor());
        boolean moved = history.imported();
        Function<Mutiny.Session, Uni<Response>> work = session -> state(session, given.caseId())
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .chain(state -> {
                    ETags.check(given.ifMatch(), state.version());
                    Effect effect = rule.apply(state, at);
                    return effect == null
                            ? answer(session, given)
                            : keep(session, state, effect, at, actor, moved).chain(() -> answer(session, given));
                });
        return idempotency.run(given.key(), given.body(), work);
    }

    private static Uni<CaseState> state(Mutiny.Session session, UUID caseId) {
        return session.find(CaseState.class, caseId, LockModeType.PESSIMISTIC_WRITE)
                .chain(state -> state != null
                        ? Uni.createFrom().item(state)
                        : Sql.on(session)
                                .update(CaseState.BEGIN, (Object) new UUID[] {caseId})
                                .chain(rows -> session.find(CaseState.class, caseId, LockModeType.PESSIMISTIC_WRITE)));
    }

    private Uni<Void> keep(
            Mutiny.Session session, CaseState state, Effect effect, Instant at, String actor, boolean moved) {
        state.happened(at, moved);
        var entry = new TimelineEntry(state.caseId(), at, UuidV7.next(), effect.kind(), actor, effect.data());
        return session.flush()
                .chain(() -> timeline.add(Sql.on(session), java.util.List.of(entry)))
                .chain(() -> outbox.add(
                        session, EventDraft.of(effect.event(), at).by(actor).imported(moved)));
    }

    private Uni<Response> answer(Mutiny.Session session, Given given) {
        return files.find(Sql.on(session), given.caseId(), given.language())
                .map(view -> Response.ok(view)
                        .header(HttpHeaders.ETAG, ETags.tag(view.version()))
                        .build());
    }

    private static Map<String, String> data(String... namesAndTexts) {
        var data = new HashMap<String, String>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            if (namesAndTexts[i + 1] != null) {
                data.put(namesAndTexts[i], namesAndTexts[i + 1]);
            }
        }
        return data;
    }
}
