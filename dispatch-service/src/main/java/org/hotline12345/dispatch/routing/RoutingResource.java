package org.hotline12345.dispatch.routing;

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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.masterdata.book.RoutingBookQueries;
import org.hotline12345.dispatch.routing.model.CaseToRoute;
import org.hotline12345.dispatch.routing.model.RiskFlag;
import org.hotline12345.dispatch.routing.model.Router;
import org.hotline12345.dispatch.routing.model.RoutingBook;
import org.hotline12345.dispatch.routing.model.RoutingDecision;
import org.hotline12345.dispatch.vocabulary.RiskVocabulary;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.RoutingCandidate;

/** Where a case would go. */
@Path("/api/v1/routing")
public class RoutingResource {
    private final RoutingBookQueries books;
    private final Opinions opinions;
    private final Clock clock;
    private final RiskVocabulary riskWords;

    public RoutingResource(RoutingBookQueries books, Opinions opinions, Clock clock, RiskVocabulary riskWords) {
        this.books = books;
        this.opinions = opinions;
        this.clock = clock;
        this.riskWords = riskWords;
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
            return opinions.of(wanted)
                    .map(opinion -> Preview.of(
                            book,
                            new Router(book).route(wanted, opinion.orElse(null)),
                            riskWords.inForce().find(wanted.title(), wanted.text())));
        });
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
            String proposedUnit) {}

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
            List<RiskFlag> riskFlags) {
        static Preview of(RoutingBook book, RoutingDecision decision, List<RiskFlag> risks) {
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
                        risks);
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
                    risks);
        }
    }
}
