package org.hotline12345.followup.regulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.UnitLevel;
import org.hotline12345.events.Urgency;
import org.hotline12345.followup.cases.OfficeBook;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.deadline.DeadlineView;
import org.hotline12345.followup.deadline.model.Adjustments;
import org.hotline12345.followup.deadline.model.Pause;
import org.hotline12345.followup.deadline.model.PolicyPreview;
import org.hotline12345.followup.policy.PolicyDocuments;
import org.hotline12345.followup.policy.PolicyStore;
import org.hotline12345.followup.policy.model.CaseTraits;
import org.hotline12345.followup.policy.model.DeadlinePolicy;
import org.hotline12345.followup.policy.model.PolicyVersion;
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
    public record PolicyView(String id, int version, boolean active, JsonNode document, String yaml) {}

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

    /**
     * A case to try a policy on.
     *
     * @param type Nature.
     * @param urgency Urgency; ORDINARY if left out.
     * @param unitLevel Level of the lead unit.
     * @param rework Whether it is a round after the first.
     * @param registeredAt When it was registered; when it is dispatched if left out.
     * @param dispatchedAt When it is dispatched; now if left out.
     * @param repliedAt When the reply is issued; when it is due if left out.
     * @param requestedAt When an opinion is asked for, a rectification ordered; when it is dispatched if left out.
     * @param reviewDate The review date of a planned matter; without it no review is shown.
     * @param extensions Extensions granted, working days each.
     * @param pauses Time given back, working days each.
     * @param waiting Times in which the unit waits for the citizen.
     * @param upstreamDueAt When the platform above wants the answer.
     * @param version Version of the policy; the latest if left out.
     */
    public record PreviewInput(
            CaseType type,
            Urgency urgency,
            String channel,
            String category,
            UnitLevel unitLevel,
            Boolean rework,
            OffsetDateTime registeredAt,
            OffsetDateTime dispatchedAt,
            OffsetDateTime repliedAt,
            OffsetDateTime requestedAt,
            LocalDate reviewDate,
            List<Integer> extensions,
            List<Integer> pauses,
            List<WaitingInput> waiting,
            OffsetDateTime upstreamDueAt,
            Integer version) {}

    /** A time in which the unit waits for the citizen. */
    public record WaitingInput(OffsetDateTime from, OffsetDateTime until) {}

    /** A published policy to start from. */
    public record Example(String id, String title, String source, String yaml) {}

    /** The deadlines that a policy would set. */
    public record PreviewView(String id, int version, List<PreviewDeadline> deadlines) {}

    /**
     * A deadline that a policy would set.
     *
     * @param kind What is due.
     * @param title What is due, in the caller's language.
     * @param startedAt What it counts from.
     * @param provisional True while a calendar year it crosses has no notice.
     * @param yellowAt Yellow mark. May be null.
     * @param redAt Red mark. May be null.
     * @param urgeAt Urge. May be null.
     * @param circularAt When the unit is named in a circular. May be null.
     * @param raiseAt When it goes up a level. May be null.
     * @param extensionUntil Until when more time may be asked for. Null: until it is due.
     * @param returnUntil Until when a return may be asked for. May be null.
     * @param explanation How the moment was found.
     */
    public record PreviewDeadline(
            DeadlineKind kind,
            String title,
            OffsetDateTime startedAt,
            OffsetDateTime dueAt,
            boolean provisional,
            OffsetDateTime yellowAt,
            OffsetDateTime redAt,
            OffsetDateTime urgeAt,
            OffsetDateTime circularAt,
            OffsetDateTime raiseAt,
            OffsetDateTime extensionUntil,
            OffsetDateTime returnUntil,
            List<DeadlineView.Step> explanation) {}

    private final ChangePolicy change;
    private final PolicyDocuments documents;
    private final OfficeBook book;
    private final PolicyStore policies;
    private final Caller caller;
    private final Clock clock;

    public PolicyResource(
            ChangePolicy change,
            PolicyDocuments documents,
            OfficeBook book,
            PolicyStore policies,
            Caller caller,
            Clock clock) {
        this.change = change;
        this.documents = documents;
        this.book = book;
        this.policies = policies;
        this.caller = caller;
        this.clock = clock;
    }

    /** The latest version of every policy, and which one is in force. */
    @GET
    @Authenticated
    public Uni<Page<PolicyLine>> list(@HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        Language shown = Language.of(language);
        return policies.latest()
                .chain(all -> book.now().map(office -> {
                    PolicyVersion active = office.policies().inForceAt(clock.instant());
                    var lines = new ArrayList<PolicyLine>();
                    for (PolicyStore.Latest latest : all) {
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
    public Page<Example> examples(@HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        Language shown = Language.of(language);
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
    public Uni<PolicyView> put(@RestPath String id, String document) {
        if (document == null || document.isBlank() || document.length() > MAX_DOCUMENT) {
            throw Problem.invalid("document", "violation.Size", 1, MAX_DOCUMENT);
        }
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
    public Uni<PreviewView> preview(
            @RestPath String id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language, PreviewInput input) {
        if (input == null || input.type() == null) {
            throw Problem.invalid("type", "violation.required");
        }
        Language shown = Language.of(language);
        int extensions = sum("extensions", input.extensions());
        int givenBack = sum("pauses", input.pauses());
        return find(id, input.version()).map(found -> {
            var preview =
                    new PolicyPreview(found.office().calendar(), found.policy().policy());
            Instant dispatched = instant(input.dispatchedAt(), clock.instant());
            var traits = new CaseTraits(
                    input.type(),
                    input.urgency() == null ? Urgency.ORDINARY : input.urgency(),
                    input.channel(),
                    input.category(),
                    input.unitLevel(),
                    Boolean.TRUE.equals(input.rework()));
            var starts = new PolicyPreview.Starts(
                    instant(input.registeredAt(), dispatched),
                    dispatched,
                    instant(input.repliedAt(), null),
                    instant(input.requestedAt(), dispatched),
                    input.reviewDate());
            Adjustments adjustments = Adjustments.NONE
                    .extended(extensions)
                    .givenBack(givenBack)
                    .paused(pauses(input.waiting()))
                    .upstream(instant(input.upstreamDueAt(), null));
            var deadlines = preview.of(traits, starts, adjustments).stream()
                    .map(line -> view(line, shown))
                    .toList();
            return new PreviewView(id, found.policy().version(), deadlines);
        });
    }

    private static PreviewDeadline view(PolicyPreview.Line line, Language language) {
        return new PreviewDeadline(
                line.kind(),
                line.title().in(language),
                ShanghaiTime.of(line.startedAt()),
                ShanghaiTime.of(line.computed().dueAt()),
                line.computed().provisional(),
                ShanghaiTime.of(line.moments().yellowAt()),
                ShanghaiTime.of(line.moments().redAt()),
                ShanghaiTime.of(line.moments().urgeAt()),
                ShanghaiTime.of(line.escalation().circularAt()),
                ShanghaiTime.of(line.escalation().raiseAt()),
                ShanghaiTime.of(line.extensionUntil()),
                ShanghaiTime.of(line.returnUntil()),
                DeadlineView.steps(line.computed().explanation(), language));
    }

    private static Instant instant(OffsetDateTime given, Instant otherwise) {
        return given == null ? otherwise : given.toInstant();
    }

    private static List<Pause> pauses(List<WaitingInput> waiting) {
        if (waiting == null) {
            return List.of();
        }
        var pauses = new ArrayList<Pause>();
        for (int i = 0; i < waiting.size(); i++) {
            WaitingInput one = waiting.get(i);
            if (one == null
                    || one.from() == null
                    || one.until() == null
                    || one.until().isBefore(one.from())) {
                throw Problem.invalid("waiting[" + i + "]", "violation.required");
            }
            pauses.add(new Pause(one.from().toInstant(), one.until().toInstant(), true, "试算"));
        }
        return pauses;
    }

    private static int sum(String field, List<Integer> days) {
        if (days == null) {
            return 0;
        }
        int sum = 0;
        for (Integer day : days) {
            if (day == null || day < 0 || day > 1000) {
                throw Problem.validation(List.of(Violation.of(field, "violation.range", 0, 1000)));
            }
            sum += day;
        }
        return sum;
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
