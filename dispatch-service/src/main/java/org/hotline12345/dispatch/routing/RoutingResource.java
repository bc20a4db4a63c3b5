package org.hotline12345.dispatch.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.masterdata.book.RoutingBookQueries;
import org.hotline12345.dispatch.masterdata.people.Directory;
import org.hotline12345.dispatch.routing.model.CaseToRoute;
import org.hotline12345.dispatch.routing.model.RiskFlag;
import org.hotline12345.dispatch.routing.model.Router;
import org.hotline12345.dispatch.routing.model.RoutingBook;
import org.hotline12345.dispatch.routing.model.RoutingDecision;
import org.hotline12345.dispatch.vocabulary.RiskVocabulary;
import org.hotline12345.dispatch.webhook.CollectDeliveries;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.RoutingCandidate;
import org.hotline12345.events.Urgency;

/** Where a case would go. */
@Path("/api/v1/routing")
public class RoutingResource {
    private final RoutingBookQueries books;
    private final Opinions opinions;
    private final Clock clock;
    private final RiskVocabulary riskWords;
    private final Directory directory;
    private final CollectDeliveries systems;

    public RoutingResource(
            RoutingBookQueries books,
            Opinions opinions,
            Clock clock,
            RiskVocabulary riskWords,
            Directory directory,
            CollectDeliveries systems) {
        this.books = books;
        this.opinions = opinions;
        this.clock = clock;
        this.riskWords = riskWords;
        this.directory = directory;
        this.systems = systems;
    }

    /** Routes a case that nobody registered; nothing is stored. */
    @POST
    @Path("/preview")
    @RolesAllowed({Roles.DISPATCHER, Roles.AGENT, Roles.IMPORTER})
    public Uni<Preview> preview(@NotNull @Valid PreviewBody body) {
        LocalDate today = ShanghaiTime.day(clock.instant());
        var wanted = new CaseToRoute(
                body.title(),
                body.text(),
                body.category(),
                body.area(),
                body.address(),
                body.respondentUnit(),
                null,
                today,
                body.proposedUnit());
        return books.current().chain(book -> {
            check(book, body);
            return opinions.of(wanted).map(opinion -> {
                var decision = new Router(book).route(wanted, opinion.orElse(null));
                return Preview.of(
                        book,
                        decision,
                        riskWords.inForce().find(wanted.title(), wanted.text()),
                        body.urgency() == Urgency.EMERGENCY ? called(decision, body.respondentUnit()) : null);
            });
        });
    }

    private EmergencyCall called(RoutingDecision decision, String accused) {
        var to = decision instanceof RoutingDecision.Dispatch dispatch ? dispatch : null;
        var people = directory.emergencyContacts(to == null ? null : to.unit()).stream()
                .map(person -> new OnCall(person.name(), person.roles(), person.phone()))
                .toList();
        int told = to == null
                ? 0
                : systems.toldOfEmergency(
                        Stream.concat(Stream.of(to.unit()), to.coUnits().stream())
                                .toList(),
                        accused == null ? List.of() : List.of(accused));
        return new EmergencyCall(people, told);
    }

    private static void check(RoutingBook book, PreviewBody body) {
        Problem.throwIfAny(new Violations()
                .unless(
                        body.category() == null
                                || book.category(body.category()).isPresent(),
                        "category",
                        "violation.unknown-category",
                        body.category())
                .unless(
                        body.area() == null || book.area(body.area()).isPresent(),
                        "area",
                        "violation.unknown-area",
                        body.area())
                .unless(
                        body.proposedUnit() == null
                                || book.unit(body.proposedUnit()).isPresent(),
                        "proposedUnit",
                        "violation.unknown-unit",
                        body.proposedUnit()));
    }

    /** A case as an agent writes it down. */
    public record PreviewBody(
            @Size(max = 200) String title,
            @Size(max = 20000) String text,
            String category,
            String area,
            @Size(max = 500) String address,
            String respondentUnit,
            String proposedUnit,
            Urgency urgency) {}

    /**
     * Who hears of an emergency at once.
     *
     * @param people Who is to be called: people of the unit, or dispatchers where none has it yet; those first who are called first.
     * @param systems How many systems of units are told by a webhook.
     */
    public record EmergencyCall(List<OnCall> people, int systems) {}

    /** Somebody to be called, by the telephone of the office. */
    public record OnCall(String name, List<String> roles, String phone) {}

    /** DISPATCH: a unit is found; TRIAGE: a dispatcher would decide. */
    public enum Outcome {
        DISPATCH,
        TRIAGE
    }

    /** The decision as it would be. */
    @Schema(name = "RoutingPreview")
    public record Preview(
            Outcome outcome,
            String unit,
            String unitName,
            List<String> coUnits,
            String category,
            String area,
            DecidedBy decidedBy,
            Double confidence,
            String modelVersion,
            String reason,
            List<RoutingCandidate> candidates,
            List<RiskFlag> riskFlags,
            @JsonInclude(JsonInclude.Include.NON_NULL) EmergencyCall emergency) {
        static Preview of(RoutingBook book, RoutingDecision decision, List<RiskFlag> risks, EmergencyCall emergency) {
            var candidates = decision.candidates();
            if (decision instanceof RoutingDecision.Dispatch to) {
                return new Preview(
                        Outcome.DISPATCH,
                        to.unit(),
                        book.unitName(to.unit()),
                        to.coUnits(),
                        to.category(),
                        to.area(),
                        to.decidedBy(),
                        to.confidence(),
                        to.modelVersion(),
                        to.reason(),
                        candidates,
                        risks,
                        emergency);
            }
            return new Preview(
                    Outcome.TRIAGE,
                    null,
                    null,
                    List.of(),
                    null,
                    decision.area(),
                    null,
                    null,
                    decision.modelVersion(),
                    decision.reason(),
                    candidates,
                    risks,
                    emergency);
        }
    }
}
