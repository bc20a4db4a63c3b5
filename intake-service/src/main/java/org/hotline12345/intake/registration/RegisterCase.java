package org.hotline12345.intake.registration;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CurrentRoute;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.intake.cases.OfficeCodes;
import org.hotline12345.intake.cases.model.Checks;
import org.hotline12345.intake.channel.Channels;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.contact.model.PhoneNumber;
import org.hotline12345.intake.linking.LinkableCases;

/**
 * Registers a case: checks what was told, and has it written together with what others tell at the same time. It needs
 * neither Kafka nor another service.
 */
@ApplicationScoped
public class RegisterCase {
    private final Idempotency idempotency;
    private final Caller caller;
    private final CurrentRoute route;
    private final Command command;
    private final Contacts contacts;
    private final Channels channels;
    private final OfficeCodes codes;
    private final LinkableCases links;
    private final RegistrationStore registrations;

    public RegisterCase(
            Idempotency idempotency,
            Caller caller,
            CurrentRoute route,
            Command command,
            Contacts contacts,
            Channels channels,
            OfficeCodes codes,
            LinkableCases links,
            RegistrationStore registrations) {
        this.idempotency = idempotency;
        this.caller = caller;
        this.route = route;
        this.command = command;
        this.contacts = contacts;
        this.channels = channels;
        this.codes = codes;
        this.links = links;
        this.registrations = registrations;
    }

    /** Registers the case, or answers what was answered to the same key before. */
    public Uni<Response> run(String key, Registration body) {
        PhoneNumber phone = body == null || body.citizen() == null
                ? null
                : contacts.phone(body.citizen().phone()).orElse(null);
        check(key, body, phone);
        var given = command.at(body.occurredAt(), body.actor());
        OffsetDateTime replyDueAt = command.importersOnly("replyDueAt", body.replyDueAt());
        var request = new Draft.Request(
                caller.subject(), route.current(), key, idempotency.hash(body), Outbox.currentTrace());
        var draft = new Draft(
                body,
                phone,
                new Draft.Circumstances(given.at(), given.actor(), given.imported(), replyDueAt),
                request,
                !caller.has(Roles.IMPORTER),
                contacts);
        Uni<Void> linkable = body.linkTo() == null
                ? Uni.createFrom().voidItem()
                : links.requireAnswered(
                        "linkTo.caseId",
                        body.linkTo().caseId(),
                        phone == null ? new Buffer[0] : contacts.indexes(phone));
        return linkable.chain(() -> registrations.write(draft))
                .chain(answer -> answer == null
                        ? before(key, body)
                        : Uni.createFrom()
                                .item(() -> Response.status(Response.Status.CREATED)
                                        .header(HttpHeaders.LOCATION, draft.location)
                                        .header(HttpHeaders.ETAG, ETags.tag(0))
                                        .type(MediaType.APPLICATION_JSON_TYPE)
                                        .entity(answer)
                                        .build()));
    }

    /** The key was used: what was answered then, or the problem that it belonged to another body. */
    private Uni<Response> before(String key, Registration body) {
        return idempotency.run(
                key, body, session -> Uni.createFrom().failure(Problem.of(ProblemType.REQUEST_IN_PROGRESS)));
    }

    private void check(String key, Registration body, PhoneNumber phone) {
        var checks = new Checks().required("body", body);
        checks.enforce();
        checks.that(key.length() <= 200, "Idempotency-Key", "violation.intake.too-long", 200)
                .that(channels.knows(body.channel()), "channel", "violation.intake.unknown-code")
                .optionalCode("lineCode", body.lineCode())
                .required("type", body.type())
                .required("urgency", body.urgency())
                .text("title", body.title(), Checks.TITLE)
                .text("text", body.text(), Checks.TEXT)
                .optionalText("address", body.address(), Checks.LINE)
                .required("anonymity", body.anonymity())
                .optionalCode("externalId", body.externalId())
                .optionalText("actor", body.actor(), Checks.CODE);
        if (body.location() != null) {
            checks.required("location.lat", body.location().lat())
                    .required("location.lon", body.location().lon())
                    .range("location.lat", body.location().lat(), -90, 90)
                    .range("location.lon", body.location().lon(), -180, 180);
        }
        if (body.citizen() != null) {
            String typed = body.citizen().phone();
            checks.optionalText("citizen.name", body.citizen().name(), Checks.CODE)
                    .that(typed == null || typed.isBlank() || phone != null, "citizen.phone", "violation.intake.phone");
        }
        if (body.respondent() != null) {
            checks.optionalText("respondent.name", body.respondent().name(), Checks.TITLE);
            codes.unit(checks, "respondent.unit", body.respondent().unit());
        }
        if (body.directAnswer() != null) {
            checks.text("directAnswer.text", body.directAnswer().text(), Checks.TEXT)
                    .required("directAnswer.by", body.directAnswer().by())
                    .that(body.nonAcceptance() == null, "nonAcceptance", "violation.intake.answered-and-refused");
            codes.unit(checks, "directAnswer.unit", body.directAnswer().unit());
        }
        if (body.nonAcceptance() != null) {
            checks.required("nonAcceptance.reason", body.nonAcceptance().reason())
                    .text("nonAcceptance.told", body.nonAcceptance().told(), Checks.TEXT);
        }
        if (body.linkTo() != null) {
            checks.required("linkTo.caseId", body.linkTo().caseId())
                    .text("linkTo.reason", body.linkTo().reason(), Checks.LINE)
                    .that(
                            body.directAnswer() == null && body.nonAcceptance() == null,
                            "linkTo",
                            "violation.intake.linked-and-settled");
        }
        if (body.upstream() != null) {
            checks.required("upstream.platform", body.upstream().platform())
                    .required("upstream.number", body.upstream().number())
                    .optionalCode("upstream.platform", body.upstream().platform())
                    .optionalCode("upstream.number", body.upstream().number());
        }
        if (body.call() != null) {
            checks.optionalCode("call.callId", body.call().callId())
                    .optionalText("call.recordingRef", body.call().recordingRef(), Checks.LINE);
        }
        codes.category(checks, "category", body.category());
        codes.area(checks, "area", body.area());
        checks.enforce();
    }
}
