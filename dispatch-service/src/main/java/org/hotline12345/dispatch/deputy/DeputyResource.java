package org.hotline12345.dispatch.deputy;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.problem.Checked;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.rest.FreeText;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.deputy.model.Deputyship;
import org.hotline12345.dispatch.deputy.model.NamedDeputy;
import org.hotline12345.dispatch.deputy.model.Role;
import org.hotline12345.events.SignOffLevel;

/** A deputy sees for whom to act; a deputyship is ended. */
@Path("/api/v1/deputies")
@Produces(MediaType.APPLICATION_JSON)
public class DeputyResource {
    private final NameDeputy naming;
    private final StandingDeputies standing;
    private final Idempotency idempotency;
    private final Caller caller;
    private final DeputyStore store;
    private final Clock clock;

    public DeputyResource(
            NameDeputy naming,
            StandingDeputies standing,
            Idempotency idempotency,
            Caller caller,
            DeputyStore store,
            Clock clock) {
        this.naming = naming;
        this.standing = standing;
        this.idempotency = idempotency;
        this.caller = caller;
        this.store = store;
        this.clock = clock;
    }

    /** For whom the caller may act now or later. */
    @GET
    @Path("/mine")
    @RolesAllowed({Roles.UNIT_LEADER, Roles.UNIT_REVIEWER, Roles.UNIT_HANDLER})
    public Uni<Page<View>> mine() {
        return store.mine(caller.subject(), LocalDate.ofInstant(clock.instant(), ShanghaiTime.ZONE))
                .map(found -> new Page<>(found.items().stream().map(View::of).toList(), found.next()));
    }

    /** Ends a deputyship at once; it stays in the list. */
    @POST
    @Path("/{id}/end")
    @RolesAllowed({Roles.UNIT_LEADER, Roles.ADMIN})
    @RequestHeaders(Name.KEY)
    @APIResponseSchema(value = View.class, responseCode = "200")
    public Uni<Response> end(@PathParam("id") UUID id) {
        return idempotency
                .run(
                        List.of("end", id),
                        session -> naming.end(session, id)
                                .map(named -> Response.ok(View.of(named)).build()))
                .invoke(standing::lookAgain);
    }

    /**
     * Who acts for whom.
     *
     * @param person Subject of the person acted for.
     * @param role {@code unit-leader} or {@code unit-reviewer}.
     * @param level Which leader the person is; DEPUTY if left out. For a reviewer it is left out.
     * @param deputy Subject of the deputy.
     * @param from First day.
     * @param to Last day.
     */
    public record DeputyBody(
            @NotBlank @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String person,

            @NotBlank String role,
            SignOffLevel level,

            @NotBlank @Size(max = 200) @Pattern(regexp = FreeText.PLAIN)
            String deputy,

            @NotNull LocalDate from,
            @NotNull LocalDate to,

            @Size(max = 500) @Pattern(regexp = FreeText.PLAIN)
            String reason)
            implements Checked {
        @Override
        public void check(Violations violations) {
            var named = Role.of(role);
            violations
                    .unless(role == null || role.isBlank() || named.isPresent(), "role", "violation.deputy-role")
                    .unless(level == null || named.orElse(null) != Role.UNIT_REVIEWER, "level", "violation.Null");
        }

        Deputyship deputyship(String unit) {
            var named = Role.of(role).orElseThrow();
            SignOffLevel of = named == Role.UNIT_REVIEWER ? null : level == null ? SignOffLevel.DEPUTY : level;
            return new Deputyship(unit, person.strip(), named, of, deputy.strip(), from, to);
        }
    }

    /** A deputyship, with who named it and who ended it. */
    @Schema(name = "DeputyView")
    public record View(
            UUID deputyId,
            String unit,
            String person,
            String role,
            SignOffLevel level,
            String deputy,
            LocalDate from,
            LocalDate to,
            String reason,
            String namedBy,
            Instant namedAt,
            String endedBy,
            Instant endedAt) {
        static View of(NamedDeputy named) {
            var deputyship = named.deputyship();
            return new View(
                    named.id(),
                    deputyship.unit(),
                    deputyship.person(),
                    deputyship.role().code(),
                    deputyship.level(),
                    deputyship.deputy(),
                    deputyship.from(),
                    deputyship.to(),
                    named.reason(),
                    named.namedBy(),
                    named.namedAt(),
                    named.endedBy(),
                    named.endedAt());
        }
    }
}
