package org.hotline12345.followup.regulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Words;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.followup.cases.OfficeQueries;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.deadline.model.PolicyPreview;
import org.hotline12345.followup.policy.PolicyDocuments;
import org.hotline12345.followup.policy.PolicyQueries;
import org.hotline12345.followup.policy.model.DeadlinePolicy;
import org.hotline12345.followup.policy.model.PolicyVersion;
import org.hotline12345.followup.regulation.PreviewView.PreviewDeadline;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Deadline policies as data. */
@Path("/api/v1/policies")
public class PolicyResource {
    private static final int MAX_DOCUMENT = 100_000;

    /**
     * A policy in the list.
     *
     * @param version Latest version.
     * @param title Title in the caller's language.
     * @param source Where its rules come from.
     * @param activeVersion The version in force now; null if another policy is in force.
     * @param changedAt When the latest version was written.
     */
    public record PolicyLine(
            String id,
            int version,
            String title,
            String source,
            Integer activeVersion,
            OffsetDateTime changedAt,
            String changedBy) {}

    /**
     * A version of a policy.
     *
     * @param active Whether it is in force now.
     * @param yaml The document as it was written.
     */
    public record PolicyView(
            String id,
            int version,
            boolean active,
            @Schema(implementation = Object.class) JsonNode document,
            String yaml) {}

    /** What to do with the cases that are open at an activation. */
    public enum OpenCases {
        /** They keep the version under which they were dispatched. */
        KEEP,
        /** They come under the new one. */
        APPLY
    }

    /**
     * An activation.
     *
     * @param version The version; the latest if left out.
     * @param from From when on; now if left out.
     * @param openCases What to do with open cases; KEEP if left out.
     */
    public record ActivationInput(Integer version, OffsetDateTime from, OpenCases openCases) {}

    /** An activation as it was done. */
    public record ActivationView(String id, int version, OffsetDateTime from, OpenCases openCases) {}

    /** A published policy to start from. */
    public record Example(String id, String title, String source, String yaml) {}

    private final ChangePolicy change;
    private final PolicyDocuments documents;
    private final OfficeQueries book;
    private final PolicyQueries policies;
    private final Command command;
    private final Caller caller;
    private final Clock clock;

    public PolicyResource(
            ChangePolicy change,
            PolicyDocuments documents,
            OfficeQueries book,
            PolicyQueries policies,
            Command command,
            Caller caller,
            Clock clock) {
        this.change = change;
        this.documents = documents;
        this.book = book;
        this.policies = policies;
        this.command = command;
        this.caller = caller;
        this.clock = clock;
    }

    /** The latest version of every policy, and which one is in force. */
    @GET
    @Authenticated
    @RequestHeaders(RequestHeaders.Name.LANGUAGE)
    public Uni<Page<PolicyLine>> list() {
        Language shown = command.language();
        return policies.latest()
                .chain(all -> book.now().map(office -> {
                    PolicyVersion active = office.policies().inForceAt(clock.instant());
                    var lines = new ArrayList<PolicyLine>();
                    for (PolicyQueries.Latest latest : all) {
                        PolicyVersion version = office.policies().version(latest.id(), latest.version());
                        lines.add(new PolicyLine(
                                version.id(),
                                version.version(),
                                version.policy().heading().in(shown),
                                version.policy().source(),
                                active.id().equals(version.id()) ? active.version() : null,
                                latest.changedAt(),
                                latest.changedBy()));
                    }
                    return new Page<>(lines, null);
                }));
    }

    /** What cities published, as documents to start from. */
    @GET
    @Path("/examples")
    @Authenticated
    @RequestHeaders(RequestHeaders.Name.LANGUAGE)
    public Page<Example> examples() {
        Language shown = command.language();
        return new Page<>(
                documents.examples().stream()
                        .map(yaml -> {
                            DeadlinePolicy policy = documents.read(yaml);
                            return new Example(policy.id(), policy.heading().in(shown), policy.source(), yaml);
                        })
                        .toList(),
                null);
    }

    /** The JSON Schema of the documents. */
    @GET
    @Path("/schema")
    @Authenticated
    @Produces("application/schema+json")
    public String schema() {
        return documents.schema();
    }

    /** A version of a policy, the latest if none is named. */
    @GET
    @Path("/{id}")
    @Authenticated
    public Uni<PolicyView> get(@RestPath String id, @RestQuery Integer version) {
        return find(id, version).map(found -> view(found.office(), found.policy()));
    }

    /** Writes the next version; YAML or JSON. It is not in force before its activation. */
    @PUT
    @Path("/{id}")
    @RolesAllowed({Roles.SUPERVISOR, Roles.ADMIN})
    @Consumes({"application/yaml", "application/x-yaml", "text/yaml", MediaType.TEXT_PLAIN, MediaType.APPLICATION_JSON})
    public Uni<PolicyView> put(@RestPath String id, @Words(max = MAX_DOCUMENT) String document) {
        return change.write(id, document, caller.subject())
                .chain(version -> find(id, version))
                .map(found -> view(found.office(), found.policy()));
    }

    /** Puts a version in force from a moment on. */
    @POST
    @Path("/{id}/activation")
    @RolesAllowed({Roles.SUPERVISOR, Roles.ADMIN})
    public Uni<ActivationView> activate(@RestPath String id, ActivationInput input) {
        ActivationInput wanted = input == null ? new ActivationInput(null, null, null) : input;
        Instant from = wanted.from() == null ? null : wanted.from().toInstant();
        if (from != null && from.isBefore(clock.instant().minusSeconds(60))) {
            throw Problem.invalid("from", "violation.FutureOrPresent");
        }
        OpenCases open = wanted.openCases() == null ? OpenCases.KEEP : wanted.openCases();
        if (open == OpenCases.APPLY && !caller.has(Roles.ADMIN)) {
            throw Problem.forbidden();
        }
        return change.activate(id, wanted.version(), from, open == OpenCases.APPLY, caller.subject())
                .map(event ->
                        new ActivationView(event.policyId(), event.version(), ShanghaiTime.of(event.from()), open));
    }

    /** The deadlines that a policy would set; nothing is stored. */
    @POST
    @Path("/{id}/preview")
    @RolesAllowed({Roles.SUPERVISOR, Roles.EVALUATOR, Roles.ADMIN})
    @RequestHeaders(RequestHeaders.Name.LANGUAGE)
    public Uni<PreviewView> preview(@RestPath String id, @NotNull @Valid PreviewInput input) {
        Language shown = command.language();
        // a policy may hold many terms of many years: they are counted aside, where nobody else waits
        return find(id, input.version())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(found -> {
                    var preview = new PolicyPreview(
                            found.office().calendar(), found.policy().policy());
                    var deadlines =
                            preview.of(input.traits(), input.starts(clock.instant()), input.adjustments()).stream()
                                    .map(line -> PreviewDeadline.of(line, shown))
                                    .toList();
                    return new PreviewView(id, found.policy().version(), deadlines);
                });
    }

    private record Found(Office office, PolicyVersion policy) {}

    private Uni<Found> find(String id, Integer version) {
        return book.now()
                .map(office ->
                        new Found(office, office.policies().find(id, version).orElseThrow(Problem::notFound)));
    }

    private PolicyView view(Office office, PolicyVersion policy) {
        PolicyVersion active = office.policies().inForceAt(clock.instant());
        boolean isActive = active.id().equals(policy.id()) && active.version() == policy.version();
        return new PolicyView(
                policy.id(), policy.version(), isActive, documents.tree(policy.document()), policy.document());
    }
}
