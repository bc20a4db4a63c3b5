package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.definition.model.Basis;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.definition.model.Rate;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.assessment.scoring.model.Score;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.chassis.time.ShanghaiTime;

/** The rule sets, their versions, and what one would make of given rates. */
@Path("/api/v1/rule-sets")
@Tag(name = "rule sets")
@RolesAllowed({Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.UNIT_LEADER, Roles.ADMIN})
public class RuleSetResource {
    /** Media type of rule sets as they are written. */
    private static final String YAML = "application/yaml";

    private static final String YAML_IF_ASKED = "application/yaml;qs=0.1";

    private final RuleSetQueries ruleSets;
    private final RuleSetStore store;
    private final RuleSetDocuments documents;
    private final Caller caller;
    private final Command command;

    RuleSetResource(
            RuleSetQueries ruleSets, RuleSetStore store, RuleSetDocuments documents, Caller caller, Command command) {
        this.command = command;
        this.ruleSets = ruleSets;
        this.store = store;
        this.documents = documents;
        this.caller = caller;
    }

    /**
     * Figures to be scored.
     *
     * @param rates By item id or name of the rate, in per cent.
     * @param counts Counts by name, from which rates that are not given are taken, and items that rest on counts.
     */
    public record Trial(Map<String, BigDecimal> rates, Map<String, Long> counts) {}

    /** What the rule set makes of the figures; the total is the sum of what was given. */
    public record TrialView(
            String ruleSet,
            int version,
            BigDecimal total,
            BigDecimal max,
            String grade,
            List<ScoreResource.ItemView> items,
            List<ScoreResource.ItemView> bonuses) {}

    /** A version of a rule set. */
    public record VersionView(int version, OffsetDateTime storedAt, String storedBy) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Page<RuleSet>> all() {
        return ruleSets.all().map(all -> new Page<>(all, null));
    }

    @GET
    @Path("/schema")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    public String schema() {
        return documents.schema();
    }

    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = RuleSet.class, responseCode = "200")
    public Uni<Response> one(@PathParam("id") String id, @QueryParam("version") Integer version) {
        return stored(id, version)
                .map(stored -> Response.ok(stored.rules())
                        .header(HttpHeaders.ETAG, ETags.tag(stored.rules().version()))
                        .build());
    }

    @GET
    @Path("/{id}")
    @Produces(YAML_IF_ASKED)
    @Operation(hidden = true)
    public Uni<Response> document(@PathParam("id") String id, @QueryParam("version") Integer version) {
        return stored(id, version)
                .map(stored -> Response.ok(stored.document(), YAML + ";charset=UTF-8")
                        .header(HttpHeaders.ETAG, ETags.tag(stored.rules().version()))
                        .build());
    }

    @GET
    @Path("/{id}/versions")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Page<VersionView>> versions(@PathParam("id") String id) {
        return ruleSets.versions(id).map(versions -> {
            if (versions.isEmpty()) {
                throw Problem.notFound();
            }
            return new Page<>(
                    versions.stream()
                            .map(v -> new VersionView(v.version(), ShanghaiTime.of(v.storedAt()), v.storedBy()))
                            .toList(),
                    null);
        });
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    @Consumes({YAML, "text/yaml", MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Produces(MediaType.APPLICATION_JSON)
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = RuleSet.class, responseCode = "200")
    public Uni<Response> put(@PathParam("id") String id, @NotNull String document) {
        return store.store(id, document, command.ifMatch(), caller.subject())
                .map(stored -> Command.ok(stored.rules(), stored.rules().version()));
    }

    @POST
    @Path("/{id}/trial")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<TrialView> trial(
            @PathParam("id") String id, @QueryParam("version") Integer version, @NotNull @Valid Trial trial) {
        Language language = command.language();
        return stored(id, version).map(stored -> {
            RuleSet rules = stored.rules();
            Map<String, BigDecimal> rates = rates(rules, trial);
            Map<Count, Long> counts = counts(trial);
            Score score = Score.trial(rules, item -> input(rules, item, rates, counts));
            return new TrialView(
                    rules.id(),
                    rules.version(),
                    UnitSheet.plain(score.total()),
                    rules.max(),
                    rules.grade(score.total()),
                    views(score.items(), language),
                    views(score.bonuses(), language));
        });
    }

    private Uni<RuleSetQueries.Stored> stored(String id, Integer version) {
        return ruleSets.find(id, version).map(stored -> {
            if (stored == null) {
                throw Problem.notFound();
            }
            return stored;
        });
    }

    private static List<ScoreResource.ItemView> views(List<Score.ItemScore> items, Language language) {
        return ScoreResource.ItemView.of(items.stream().map(UnitSheet.Line::of).toList(), language);
    }

    private static Map<String, BigDecimal> rates(RuleSet rules, Trial trial) {
        var rates = new HashMap<String, BigDecimal>();
        if (trial.rates() == null) {
            return rates;
        }
        trial.rates().forEach((name, rate) -> {
            RuleSet.Item item = rules.meantBy(name)
                    .filter(i -> i.count() == null)
                    .orElseThrow(() -> Problem.invalid("rates." + name, "violation.item"));
            if (rate != null && (rate.signum() < 0 || rate.compareTo(BigDecimal.valueOf(100)) > 0)) {
                throw Problem.invalid("rates." + name, "violation.range", 0, 100);
            }
            rates.put(item.item(), rate);
        });
        return rates;
    }

    private static Map<Count, Long> counts(Trial trial) {
        var counts = new EnumMap<Count, Long>(Count.class);
        if (trial.counts() != null) {
            trial.counts().forEach((name, number) -> {
                Count count =
                        Count.of(name).orElseThrow(() -> Problem.invalid("counts." + name, "violation.indicator"));
                if (number == null || number < 0) {
                    throw Problem.invalid("counts." + name, "violation.PositiveOrZero");
                }
                counts.put(count, number);
            });
        }
        return counts;
    }

    private static Score.Input input(
            RuleSet rules, RuleSet.Item item, Map<String, BigDecimal> rates, Map<Count, Long> counts) {
        if (rates.containsKey(item.item())) {
            return new Score.Input(rates.get(item.item()), null, null);
        }
        Figures figures = Figures.of(counts);
        int decimals = rules.rounding().rates();
        if (item.count() != null) {
            return counts.containsKey(Count.of(item.count()).orElseThrow())
                    ? Score.input(item, figures, decimals)
                    : Score.Input.NONE;
        }
        Score.Input ofUnit = Score.input(item, figures, decimals);
        if (ofUnit.value() != null || item.rate() == null) {
            return ofUnit;
        }
        // acceptance may be given by the counts of the office
        Rate rate = Rate.named(item.rate()).orElseThrow();
        return rate.of(figures) == null
                        && !counts.keySet().containsAll(Basis.of(rate).counts())
                ? Score.Input.NONE
                : new Score.Input(rate.of(figures), rate.numerator(figures), rate.denominator(figures));
    }
}
