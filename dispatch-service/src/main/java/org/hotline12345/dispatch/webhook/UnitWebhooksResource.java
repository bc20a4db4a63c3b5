package org.hotline12345.dispatch.webhook;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.dispatch.webhook.WebhookResource.View;
import org.hotline12345.dispatch.webhook.WebhookResource.WebhookBody;

/** Where a unit's own system is told what happened. */
@Path("/api/v1/units/{unit}/webhooks")
@Produces(MediaType.APPLICATION_JSON)
public class UnitWebhooksResource {
    private final RegisterWebhook registering;
    private final WebhookStore store;
    private final Idempotency idempotency;

    UnitWebhooksResource(RegisterWebhook registering, WebhookStore store, Idempotency idempotency) {
        this.registering = registering;
        this.store = store;
        this.idempotency = idempotency;
    }

    /** Those of a unit. */
    @GET
    @RolesAllowed({Roles.UNIT_LEADER, Roles.UNIT_REVIEWER, Roles.ADMIN, Roles.AUDITOR, Roles.OFFICE_LEADER})
    public Uni<Page<View>> ofUnit(@PathParam("unit") String unit, @BeanParam PageRequest page) {
        registering.requireUnit(unit);
        return WebhookResource.views(store.list(page, unit, null));
    }

    /** Registers an address; the secret is told this once. */
    @POST
    @RolesAllowed({Roles.UNIT_LEADER, Roles.ADMIN})
    @RequestHeaders(Name.KEY)
    @APIResponseSchema(value = View.class, responseCode = "201")
    public Uni<Response> register(@PathParam("unit") String unit, @NotNull @Valid WebhookBody body) {
        return registering
                .requireSendable(body.url())
                .chain(() -> idempotency.run(
                        body,
                        session -> registering
                                .register(session, unit, body.wish())
                                .map(made -> Command.created(
                                        "/api/v1/webhooks/" + made.id(), View.withSecret(made), made.version()))));
    }
}
