package org.hotline12345.intake.registration;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.CaseSight;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.attachment.Attachments;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.rest.CommandKey;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.intake.channel.IntakeConfig;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.contact.model.PhoneNumber;
import org.hotline12345.intake.knowledge.KnowledgeQueries;
import org.hotline12345.intake.linking.LinkableCases;
import org.hotline12345.intake.similarity.DuplicateVocabulary;

/**
 * Registers a case: checks what was told, and has it written together with what others tell at the same time. It needs
 * neither Kafka nor another service.
 */
@ApplicationScoped
public class RegisterCase {
    private static final String WITHOUT_CODE = "\"queryCode\" : \"\"";
    private static final String DUPLICATES = "possibleDuplicates";

    private final Idempotency idempotency;
    private final Caller caller;
    private final Command command;
    private final Contacts contacts;
    private final LinkableCases links;
    private final IntakeConfig config;
    private final RegistrationStore registrations;
    private final CaseSight sight;
    private final DuplicateVocabulary vocabulary;
    private final Attachments attachments;
    private final KnowledgeQueries articles;

    public RegisterCase(
            Idempotency idempotency,
            Caller caller,
            Command command,
            Contacts contacts,
            LinkableCases links,
            IntakeConfig config,
            RegistrationStore registrations,
            CaseSight sight,
            DuplicateVocabulary vocabulary,
            Attachments attachments,
            KnowledgeQueries articles) {
        this.idempotency = idempotency;
        this.caller = caller;
        this.command = command;
        this.contacts = contacts;
        this.links = links;
        this.config = config;
        this.registrations = registrations;
        this.sight = sight;
        this.vocabulary = vocabulary;
        this.attachments = attachments;
        this.articles = articles;
    }

    /** Registers the case, or answers what was answered to the same key before. */
    public Uni<Response> run(CommandKey key, Registration body) {
        return run(key, body, command.at(body.occurredAt(), body.actor(), key));
    }

    /** The same by whoever is named in the context: a citizen has no token. */
    public Uni<Response> run(CommandKey key, Registration body, CommandContext given) {
        PhoneNumber phone = body.citizen() == null
                ? null
                : contacts.phone(body.citizen().phone()).orElse(null);
        OffsetDateTime replyDueAt = command.importersOnly("replyDueAt", body.replyDueAt());
        var request = new Draft.Request(
                caller.subject(), key.route(), key.text(), idempotency.hash(body), Outbox.currentTrace());
        var circumstances = new Draft.Circumstances(
                given.at(), given.actor(), given.imported(), replyDueAt == null ? null : replyDueAt.toInstant());
        var everybody = caller.has(Roles.IMPORTER) ? null : vocabulary.inForce();
        Uni<Void> linkable = body.linkTo() == null
                ? Uni.createFrom().voidItem()
                : links.requireAnswered(
                        "linkTo.caseId",
                        body.linkTo().caseId(),
                        phone == null ? new Buffer[0] : contacts.indexes(phone));
        return linkable.chain(() -> articles.requireOffered(
                        "directAnswer.article",
                        body.directAnswer() == null ? null : body.directAnswer().article()))
                .chain(() -> attachments.named(body.attachments()))
                .invoke(named -> named.requireFree())
                .onItemOrFailure()
                .transformToUni((named, refused) -> {
                    if (refused instanceof Problem problem) {
                        return before(key, body, problem);
                    }
                    return refused != null
                            ? Uni.createFrom().failure(refused)
                            : write(
                                    new Draft(
                                            body,
                                            phone,
                                            circumstances,
                                            request,
                                            everybody,
                                            contacts,
                                            config.cityCode(),
                                            named.told()),
                                    key,
                                    body);
                });
    }

    private Uni<Response> write(Draft draft, CommandKey key, Registration body) {
        return registrations
                .write(draft)
                .chain(answer -> answer == null
                        ? before(key, body, Problem.of(ProblemType.REQUEST_IN_PROGRESS))
                        : shown(answer, draft.location)
                                .map(shown -> Response.status(Response.Status.CREATED)
                                        .header(HttpHeaders.LOCATION, draft.location)
                                        .header(HttpHeaders.ETAG, ETags.tag(0))
                                        .type(MediaType.APPLICATION_JSON_TYPE)
                                        .entity(shown)
                                        .build()));
    }

    /** What was answered when the key was used, or the problem that it belonged to another body; where it was not used, this one. */
    private Uni<Response> before(CommandKey key, Registration body, Problem unused) {
        return idempotency
                .replay(key, body, unused)
                .chain(kept -> shown(kept.getEntity().toString(), kept.getHeaderString(HttpHeaders.LOCATION))
                        .map(shown -> Response.fromResponse(kept).entity(shown).build()));
    }

    /** The answer without the possible duplicates that are hidden from the caller. */
    private Uni<String> shown(String answer, String location) {
        if (!sight.isLimited()) {
            return Uni.createFrom().item(() -> withQueryCode(answer, location));
        }
        var told = new JsonObject(answer);
        var duplicates = told.getJsonArray(DUPLICATES).stream()
                .map(JsonObject.class::cast)
                .toList();
        return sight.hidden(duplicates.stream().map(RegisterCase::caseId).toList())
                .map(hidden -> {
                    told.put(
                            DUPLICATES,
                            new JsonArray(duplicates.stream()
                                    .filter(duplicate -> !hidden.contains(caseId(duplicate)))
                                    .toList()));
                    return told.put("queryCode", contacts.queryCode(caseId(told)))
                            .encode();
                });
    }

    private static UUID caseId(JsonObject of) {
        return UUID.fromString(of.getString("caseId"));
    }

    /** The query code opens what the public is told of a case: it is made anew and never kept with an answer. */
    private String withQueryCode(String answer, String location) {
        var caseId = UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
        return answer.replace(WITHOUT_CODE, "\"queryCode\" : \"" + contacts.queryCode(caseId) + "\"");
    }
}
