package org.hotline12345.intake.cases;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CommandContext;
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
import org.hotline12345.intake.cases.model.CaseAction;
import org.hotline12345.intake.cases.model.CaseStatus;
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
    private final CaseQueries files;

    public CaseCommands(Idempotency idempotency, Outbox outbox, Timeline timeline, CaseQueries files) {
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.timeline = timeline;
        this.files = files;
    }

    /** The effect of a command; null for none. */
    private record Effect(CaseEvent event, TimelineKind kind, Map<String, String> data) {}

    /** Answers on the spot a case that no unit has yet. */
    public Uni<Response> answer(
            UUID caseId, Object body, CommandContext given, String text, AnsweredBy by, String unit) {
        String answer = Masking.mask(text);
        return run(caseId, body, given, (state, at) -> {
            state.require(CaseAction.DIRECT_ANSWER);
            state.settle(CaseStatus.ANSWERED);
            return new Effect(
                    new CaseAnsweredDirectly(caseId, answer, by, unit, at),
                    TimelineKind.ANSWERED,
                    data("text", answer, "by", by.name(), "unit", unit));
        });
    }

    /** Refuses a case that no unit has yet, with what the citizen was told. */
    public Uni<Response> refuse(
            UUID caseId, Object body, CommandContext given, NonAcceptanceReason reason, String told) {
        String way = Masking.mask(told);
        return run(caseId, body, given, (state, at) -> {
            state.require(CaseAction.NON_ACCEPTANCE);
            state.settle(CaseStatus.NOT_ACCEPTED);
            return new Effect(
                    new CaseNotAccepted(caseId, reason, way, at, null),
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
    public Uni<Response> supplement(UUID caseId, Object body, CommandContext given, String text) {
        String more = Masking.mask(text);
        return run(caseId, body, given, (state, at) -> {
            state.require(CaseAction.SUPPLEMENT);
            UUID id = UuidV7.next();
            return new Effect(
                    new CaseSupplemented(caseId, id, more, at),
                    TimelineKind.SUPPLEMENTED,
                    data("text", more, "supplementId", id.toString()));
        });
    }

    /** Notes that the citizen called again. */
    public Uni<Response> urge(UUID caseId, Object body, CommandContext given, String text) {
        String said = Masking.mask(text);
        return run(caseId, body, given, (state, at) -> {
            state.require(CaseAction.URGE);
            int number = state.urge();
            return new Effect(
                    new CitizenUrged(caseId, number, said, at),
                    TimelineKind.URGED,
                    data("number", Integer.toString(number), "text", said));
        });
    }

    /** Takes the case back. */
    public Uni<Response> withdraw(UUID caseId, Object body, CommandContext given, String reason) {
        String why = Masking.mask(reason);
        return run(caseId, body, given, (state, at) -> {
            state.require(CaseAction.WITHDRAWAL);
            state.settle(CaseStatus.WITHDRAWN);
            return new Effect(new CaseWithdrawn(caseId, why, at), TimelineKind.WITHDRAWN, data("reason", why));
        });
    }

    /** Puts an imported case under the suite's clocks; for one that is there already nothing happens. */
    public Uni<Response> goLive(UUID caseId, Object body, CommandContext given) {
        return run(caseId, body, given, (state, at) -> {
            if (state.status().ended()) {
                throw Problem.wrongState(state.status().name(), state.status().allowed());
            }
            return state.goLive() ? new Effect(new CaseWentLive(caseId, at), TimelineKind.WENT_LIVE, Map.of()) : null;
        });
    }

    private interface Rule {
        Effect apply(CaseState state, Instant at);
    }

    private Uni<Response> run(UUID caseId, Object body, CommandContext given, Rule rule) {
        return idempotency.run(
                body,
                session -> state(session, caseId)
                        .onItem()
                        .ifNull()
                        .failWith(Problem::notFound)
                        .chain(state -> {
                            given.requireVersion(state.version());
                            Instant at = given.notBefore(state.lastEventAt());
                            Effect effect = rule.apply(state, at);
                            return effect == null
                                    ? answer(session, caseId, given)
                                    : keep(session, state, effect, at, given.actor(), given.imported())
                                            .chain(() -> answer(session, caseId, given));
                        }));
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
        state.happened(at);
        var entry = new TimelineEntry(state.caseId(), at, UuidV7.next(), effect.kind(), actor, effect.data());
        return session.flush()
                .chain(() -> timeline.add(Sql.on(session), List.of(entry)))
                .chain(() -> outbox.add(
                        session, EventDraft.of(effect.event(), at).by(actor).imported(moved)));
    }

    private Uni<Response> answer(Mutiny.Session session, UUID caseId, CommandContext given) {
        return files.find(Sql.on(session), caseId, given.language()).map(view -> Command.ok(view, view.version()));
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
