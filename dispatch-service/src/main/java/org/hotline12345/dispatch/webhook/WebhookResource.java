package org.hotline12345.dispatch.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Checked;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.dispatch.webhook.model.Delivery;
import org.hotline12345.dispatch.webhook.model.DeliveryState;
import org.hotline12345.dispatch.webhook.model.Webhook;
import org.hotline12345.dispatch.webhook.model.WebhookEvent;
import org.hotline12345.dispatch.webhook.model.WebhookState;

/** Where units' systems are told what happened, and what became of it. */
@Path("/api/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
public class WebhookResource {
    private final RegisterWebhook registering;
    private final WebhookStore store;
    private final Idempotency idempotency;
    private final Command command;
    private final Caller caller;

    WebhookResource(
            RegisterWebhook registering, WebhookStore store, Idempotency idempotency, Command command, Caller caller) {
        this.registering = registering;
        this.store = store;
        this.idempotency = idempotency;
        this.command = command;
        this.caller = caller;
    }

    /** All, those that were disabled among them. */
    @GET
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR, Roles.OFFICE_LEADER})
    public Uni<Page<View>> list(
            @QueryParam("unit") String unit, @QueryParam("state") WebhookState state, @BeanParam PageRequest page) {
        caller.requireOffice();
        return views(store.list(page, unit, state));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.UNIT_LEADER, Roles.UNIT_REVIEWER, Roles.ADMIN, Roles.AUDITOR, Roles.OFFICE_LEADER})
    @APIResponseSchema(value = View.class, responseCode = "200")
    public Uni<Response> get(@PathParam("id") UUID id) {
        return store.find(id)
                .invoke(webhook -> registering.requireUnit(webhook.unit()))
                .map(webhook -> Command.ok(View.of(webhook), webhook.version()));
    }

    /** Changes what is told and where; {@code active} disables and enables it. */
    @PUT
    @Path("/{id}")
    @RolesAllowed({Roles.UNIT_LEADER, Roles.ADMIN})
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = View.class, responseCode = "200")
    public Uni<Response> change(@PathParam("id") UUID id, @NotNull @Valid WebhookBody body) {
        var context = command.now();
        return registering
                .requireSendable(body.url())
                .chain(() -> registering.change(id, context, body.wish()))
                .map(webhook -> Command.ok(View.of(webhook), webhook.version()));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({Roles.UNIT_LEADER, Roles.ADMIN})
    @RequestHeaders(Name.IF_MATCH)
    @APIResponse(responseCode = "204")
    public Uni<Void> remove(@PathParam("id") UUID id) {
        return registering.remove(id, command.now()).replaceWithVoid();
    }

    /** Another secret; it is told this once. */
    @POST
    @Path("/{id}/secret")
    @RolesAllowed({Roles.UNIT_LEADER, Roles.ADMIN})
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = View.class, responseCode = "200")
    public Uni<Response> renewSecret(@PathParam("id") UUID id) {
        return registering
                .renewSecret(id, command.now())
                .map(webhook -> Command.ok(View.withSecret(webhook), webhook.version()));
    }

    /** Sends something to see whether it arrives. */
    @POST
    @Path("/{id}/test")
    @RolesAllowed({Roles.UNIT_LEADER, Roles.ADMIN})
    @RequestHeaders(Name.KEY)
    @APIResponseSchema(value = Delivery.class, responseCode = "202")
    public Uni<Response> test(@PathParam("id") UUID id) {
        return idempotency.run(
                List.of("test", id),
                session -> registering
                        .test(session, id)
                        .map(delivery -> Response.accepted(delivery).build()));
    }

    /** What it was told, the latest first. */
    @GET
    @Path("/{id}/deliveries")
    @RolesAllowed({Roles.UNIT_LEADER, Roles.UNIT_REVIEWER, Roles.ADMIN, Roles.AUDITOR, Roles.OFFICE_LEADER})
    public Uni<Page<Delivery>> deliveries(
            @PathParam("id") UUID id, @QueryParam("state") DeliveryState state, @BeanParam PageRequest page) {
        return store.find(id)
                .invoke(webhook -> registering.requireUnit(webhook.unit()))
                .chain(() -> store.deliveries(page, id, state, caller.unitAndAbove()));
    }

    /** Tells it once more. */
    @POST
    @Path("/{id}/deliveries/{delivery}/redeliver")
    @RolesAllowed({Roles.UNIT_LEADER, Roles.ADMIN})
    @RequestHeaders(Name.KEY)
    @APIResponseSchema(value = Delivery.class, responseCode = "202")
    public Uni<Response> redeliver(@PathParam("id") UUID id, @PathParam("delivery") UUID delivery) {
        return idempotency.run(
                List.of("redeliver", id, delivery),
                session -> registering
                        .redeliver(session, id, delivery)
                        .map(again -> Response.accepted(again).build()));
    }

    static Uni<Page<View>> views(Uni<Page<Webhook>> found) {
        return found.map(page -> new Page<>(page.items().stream().map(View::of).toList(), page.next()));
    }

    /** What is told and where. */
    public record WebhookBody(
            @NotBlank @Size(max = 1000) String url,
            @NotEmpty @Size(max = 20) List<@NotNull WebhookEvent> events,
            Boolean below,
            Boolean active)
            implements Checked {
        @Override
        public void check(Violations violations) {
            violations.unless(
                    events == null || !events.contains(WebhookEvent.TEST), "events", "violation.webhook-event");
        }

        RegisterWebhook.Wish wish() {
            return new RegisterWebhook.Wish(
                    url,
                    events.stream().distinct().map(WebhookEvent::name).toList(),
                    below != null && below,
                    active == null || active);
        }
    }

    /** A webhook; the secret only in the answer that gives it out. */
    @Schema(name = "WebhookView")
    public record View(
            UUID webhookId,
            String unit,
            String url,
            List<String> events,
            boolean below,
            @JsonInclude(JsonInclude.Include.NON_NULL) String secret,
            WebhookState state,
            String madeBy,
            Instant madeAt,
            Instant failingSince,
            Instant disabledAt,
            Instant lastDeliveredAt,
            int version) {
        static View of(Webhook webhook) {
            return of(webhook, null);
        }

        static View withSecret(Webhook webhook) {
            return of(webhook, webhook.secret());
        }

        private static View of(Webhook webhook, String secret) {
            return new View(
                    webhook.id(),
                    webhook.unit(),
                    webhook.url(),
                    webhook.events(),
                    webhook.below(),
                    secret,
                    webhook.state(),
                    webhook.madeBy(),
                    webhook.madeAt(),
                    webhook.failingSince(),
                    webhook.disabledAt(),
                    webhook.lastDeliveredAt(),
                    webhook.version());
        }
    }
}
