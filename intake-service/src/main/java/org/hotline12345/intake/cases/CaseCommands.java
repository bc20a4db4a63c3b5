package org.hotline12345.intake.cases;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.attachment.Attachments;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.privacy.Masking;
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
import org.hotline12345.events.KnowledgeArticle;
import org.hotline12345.events.NonAcceptanceReason;
import org.hotline12345.intake.cases.model.CaseAction;
import org.hotline12345.intake.cases.model.CaseFile;
import org.hotline12345.intake.cases.model.CaseStatus;
import org.hotline12345.intake.timeline.model.TimelineEntry;
import org.hotline12345.intake.timeline.model.TimelineKind;

/**
 * What agents do to a registered case for the citizen: answer it, refuse it, add to it, urge, take it back. Each checks that
 * the status of the case allows it, writes the change, the entry of the timeline and the event together, with those of others that
 * come at the same time, and answers the case as it is then. Texts are masked first: what the citizen says whole, in what the office
 * says the numbers that the citizen is told to call stay.
 */
@ApplicationScoped
public class CaseCommands {
    private final Idempotency idempotency;
    private final Cases cases;
    private final CaseQueries queries;
    private final Attachments attachments;

    public CaseCommands(Idempotency idempotency, Cases cases, CaseQueries queries, Attachments attachments) {
        this.idempotency = idempotency;
        this.cases = cases;
        this.queries = queries;
        this.attachments = attachments;
    }

    /** The effect of a command; null for none. */
    private record Effect(CaseEvent event, TimelineKind kind, Map<String, String> data) {}

    /**
     * Answers on the spot a case that no unit has yet.
     *
     * @param unit may be null
     * @param article may be null
     */
    public Uni<Response> answer(
            UUID caseId,
            Object body,
            CommandContext given,
            String text,
            AnsweredBy by,
            String unit,
            KnowledgeArticle article) {
        String answer = Masking.official(text);
        return run(caseId, body, given, (file, at) -> {
            require(file, CaseAction.DIRECT_ANSWER, given);
            file.settle(CaseStatus.ANSWERED);
            return new Effect(
                    new CaseAnsweredDirectly(caseId, answer, by, unit, at, article),
                    TimelineKind.ANSWERED,
                    data(
                            "text",
                            answer,
                            "by",
                            by.name(),
                            "unit",
                            unit,
                            TimelineEntry.ARTICLE,
                            article == null ? null : article.code(),
                            TimelineEntry.ARTICLE_VERSION,
                            article == null ? null : Integer.toString(article.version())));
        });
    }

    /** Refuses a case that no unit has yet, with what the citizen was told. */
    public Uni<Response> refuse(
            UUID caseId, Object body, CommandContext given, NonAcceptanceReason reason, String told) {
        String way = Masking.official(told);
        return run(caseId, body, given, (file, at) -> {
            require(file, CaseAction.NON_ACCEPTANCE, given);
            file.settle(CaseStatus.NOT_ACCEPTED);
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
            Mutiny.Session session, UUID caseId, Earlier earlier, String told, Instant at, String actor) {
        return cases.change(session, caseId, file -> {
            CaseActions.TABLE.require(CaseAction.LINK, file.status());
            file.settle(CaseStatus.NOT_ACCEPTED);
            var reason = NonAcceptanceReason.NO_NEW_FACTS;
            tell(
                    file,
                    new Effect(
                            new CaseNotAccepted(caseId, reason, told, at, earlier.caseId()),
                            TimelineKind.NOT_ACCEPTED,
                            data(
                                    "reason",
                                    reason.name(),
                                    "told",
                                    told,
                                    TimelineEntry.EARLIER_NUMBER,
                                    earlier.number())),
                    at,
                    actor,
                    false);
        });
    }

    /** The case that was answered before. */
    public record Earlier(UUID caseId, String number) {}

    /** Adds what the citizen said later. */
    public Uni<Response> supplement(
            UUID caseId, Object body, CommandContext given, String text, List<UUID> attachmentIds) {
        String more = Masking.mask(text);
        return attachments
                .named(attachmentIds)
                .chain(named -> run(caseId, body, given, (file, at) -> {
                    require(file, CaseAction.SUPPLEMENT, given);
                    named.requireFree();
                    UUID id = UuidV7.next();
                    return new Effect(
                            new CaseSupplemented(caseId, id, more, at, named.told()),
                            TimelineKind.SUPPLEMENTED,
                            data("text", more, "supplementId", id.toString()));
                }));
    }

    /** Notes that the citizen called again. */
    public Uni<Response> urge(UUID caseId, Object body, CommandContext given, String text) {
        String said = Masking.mask(text);
        return run(caseId, body, given, (file, at) -> {
            require(file, CaseAction.URGE, given);
            int number = file.urge();
            return new Effect(
                    new CitizenUrged(caseId, number, said, at),
                    TimelineKind.URGED,
                    data("number", Integer.toString(number), "text", said));
        });
    }

    /** Takes the case back. */
    public Uni<Response> withdraw(UUID caseId, Object body, CommandContext given, String reason) {
        String why = Masking.mask(reason);
        return run(caseId, body, given, (file, at) -> {
            require(file, CaseAction.WITHDRAWAL, given);
            file.settle(CaseStatus.WITHDRAWN);
            return new Effect(new CaseWithdrawn(caseId, why, at), TimelineKind.WITHDRAWN, data("reason", why));
        });
    }

    /** Puts an imported case under the suite's clocks; for one that is there already nothing happens. */
    public Uni<Response> goLive(UUID caseId, Object body, CommandContext given) {
        return run(caseId, body, given, (file, at) -> {
            if (file.status().ended()) {
                throw CaseActions.TABLE.wrongState(file.status());
            }
            if (!file.silent()) {
                return null;
            }
            file.goLive();
            return new Effect(new CaseWentLive(caseId, at), TimelineKind.WENT_LIVE, Map.of());
        });
    }

    private Uni<Response> run(
            UUID caseId, Object body, CommandContext given, BiFunction<CaseFile, Instant, Effect> rule) {
        var reader = queries.reader(given.language());
        return idempotency.run(given.key(), body, cases.together(), caseId, inHand -> {
            CaseFile file = inHand.file();
            given.requireVersion(file.version());
            Instant at = given.notBefore(file.lastEventAt());
            Effect effect = rule.apply(file, at);
            if (effect != null) {
                tell(file, effect, at, given.actor(), given.imported());
            }
            return Command.ok(queries.view(inHand, reader), file.version());
        });
    }

    private static void require(CaseFile file, CaseAction action, CommandContext given) {
        given.requireHand(file.silent(), CaseActions.TABLE.roles(action));
        CaseActions.TABLE.require(action, file.status());
    }

    private static void tell(CaseFile file, Effect effect, Instant at, String actor, boolean imported) {
        file.tell(
                effect.event(),
                new TimelineEntry(file.caseId(), at, UuidV7.next(), effect.kind(), actor, effect.data()),
                imported);
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
