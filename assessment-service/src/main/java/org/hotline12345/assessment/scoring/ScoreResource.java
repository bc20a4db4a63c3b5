package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.evidence.CaseTable;
import org.hotline12345.assessment.evidence.FindCases;
import org.hotline12345.assessment.figures.FigureScope;
import org.hotline12345.assessment.period.ReportingPeriods;
import org.hotline12345.assessment.period.Wording;
import org.hotline12345.assessment.scoring.ScoreQueries.Ground;
import org.hotline12345.assessment.scoring.model.Listed;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.assessment.scoring.model.UnitSheet.Standing;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.FreeText;
import org.hotline12345.chassis.rest.TableFiles;
import org.hotline12345.chassis.time.ShanghaiTime;

/** Scores and ranks of units, and the cases behind them. */
@Path("/api/v1/scores")
@Tag(name = "scores")
@RolesAllowed({Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.UNIT_LEADER})
public class ScoreResource {
    private final ScoreQueries scores;
    private final FigureScope scope;
    private final OfficeCopy office;
    private final ReportingPeriods periods;
    private final TableFiles files;
    private final Command command;

    public ScoreResource(
            ScoreQueries scores,
            FigureScope scope,
            OfficeCopy office,
            ReportingPeriods periods,
            TableFiles files,
            Command command) {
        this.command = command;
        this.scores = scores;
        this.scope = scope;
        this.office = office;
        this.periods = periods;
        this.files = files;
    }

    /** An item of a unit's score. */
    @Schema(name = "ScoreItemView")
    public record ItemView(
            String item,
            String name,
            String rateCode,
            BigDecimal rate,
            BigDecimal target,
            Long numerator,
            Long denominator,
            BigDecimal points,
            BigDecimal max,
            String how) {
        static ItemView of(UnitSheet.Line line, Language language) {
            return new ItemView(
                    line.item(),
                    line.name().in(language),
                    line.code(),
                    line.value(),
                    line.target(),
                    line.numerator(),
                    line.denominator(),
                    line.points(),
                    line.max(),
                    line.how().in(language));
        }

        static List<ItemView> of(List<UnitSheet.Line> lines, Language language) {
            return lines.stream().map(line -> of(line, language)).toList();
        }
    }

    /** Points taken off; {@code kindName} says for what, in words. */
    public record DeductedView(
            UUID id, String kind, String kindName, BigDecimal points, String reason, String by, OffsetDateTime at) {
        static DeductedView of(UnitSheet.Deducted deducted, Language language) {
            return new DeductedView(
                    deducted.id(),
                    deducted.kind().name(),
                    deducted.kind().text().in(language),
                    deducted.points(),
                    deducted.reason(),
                    deducted.by(),
                    ShanghaiTime.of(deducted.at()));
        }
    }

    /**
     * Cases that the office left out; {@code item} is absent where they are left out of all.
     *
     * @param cases How many of them concern the unit.
     */
    public record ExcludedView(UUID id, String item, int cases, String reason, String by, OffsetDateTime at) {
        static ExcludedView of(UnitSheet.Excluded excluded) {
            return new ExcludedView(
                    excluded.id(),
                    excluded.item(),
                    excluded.cases(),
                    excluded.reason(),
                    excluded.by(),
                    ShanghaiTime.of(excluded.at()));
        }
    }

    /** The score without the appeals that were granted, and with the cases that the office left out. */
    public record BeforeView(BigDecimal total, String grade, List<ItemView> items) {}

    /** A unit's score; {@code rank} is the place among {@code of} units of its comparison group. */
    public record ScoreView(
            String unit,
            String name,
            String group,
            String band,
            String ruleSet,
            int version,
            String status,
            int edition,
            String correctionReason,
            BigDecimal total,
            BigDecimal max,
            boolean scaled,
            String grade,
            Integer rank,
            Integer of,
            List<ItemView> items,
            List<ItemView> bonuses,
            List<DeductedView> deductions,
            BeforeView beforeAppeals,
            List<ExcludedView> exclusions) {
        static ScoreView of(Ground ground, UnitSheet sheet, Language language) {
            var rules = ground.rules();
            return new ScoreView(
                    sheet.unit(),
                    sheet.name(),
                    sheet.group(),
                    sheet.band() == null ? null : sheet.band().in(language),
                    rules.id(),
                    rules.version(),
                    ground.state().name(),
                    ground.edition(),
                    ground.sheet() == null ? null : ground.sheet().correctionReason(),
                    sheet.total(),
                    rules.max(),
                    sheet.scaled(),
                    sheet.grade(),
                    sheet.rank(),
                    sheet.of(),
                    ItemView.of(sheet.items(), language),
                    ItemView.of(sheet.bonuses(), language),
                    sheet.deductions().stream()
                            .map(deducted -> DeductedView.of(deducted, language))
                            .toList(),
                    sheet.before() == null
                            ? null
                            : new BeforeView(
                                    sheet.before().total(),
                                    sheet.before().grade(),
                                    ItemView.of(sheet.before().items(), language)),
                    sheet.exclusions().stream().map(ExcludedView::of).toList());
        }
    }

    /** A unit that had nothing to be scored. */
    public record Unscored(String unit, String name, String group) {}

    /** The scores of a period. */
    public record TableView(
            Wording.PeriodView period,
            String ruleSet,
            int version,
            String ruleSetName,
            String source,
            String status,
            OffsetDateTime objectionsUntil,
            OffsetDateTime approvedAt,
            String approvedBy,
            String mark,
            int edition,
            String correctionReason,
            BigDecimal max,
            boolean ranked,
            List<String> groups,
            List<ScoreView> items,
            List<ScoreView> fewCases,
            List<Unscored> withoutCases,
            String next) {}

    /** Which scores are asked for. */
    public static class Query {
        /** The period: one of the known forms or a name in a reporting calendar. */
        @QueryParam("period")
        public String period;

        /** Id of a rule set; the group's own by default, else the default one. */
        @QueryParam("ruleSet")
        public String ruleSet;

        /** Comparison group; all by default. */
        @QueryParam("group")
        public String group;

        /** Which edition: a correction is the next one; the latest by default. */
        @QueryParam("edition")
        public Integer edition;
    }

    /** Which cases behind an item of a unit are asked for. */
    public static class CasesQuery {
        @PathParam("unit")
        public String unit;

        /** The item: its id, or what it rests on. */
        @PathParam("item")
        public String item;

        /** The period: one of the known forms or a name in a reporting calendar. */
        @QueryParam("period")
        public String period;

        /** Id of a rule set; that of the unit's group by default, else the default one. */
        @QueryParam("ruleSet")
        public String ruleSet;

        /** Only those in the numerator, or only the others; both by default. */
        @QueryParam("counted")
        public Boolean counted;

        /** Which edition of the scores; the latest by default. */
        @QueryParam("edition")
        public Integer edition;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<TableView> table(@BeanParam Query query, @BeanParam PageRequest page) {
        Language language = command.language();
        int limit = page.limit == null ? PageRequest.MAX_LIMIT : page.limit();
        long from = page.cursor() == null ? 0 : page.cursor().number(0);
        return ground(query)
                .chain(ground -> scores.table(ground, FreeText.given(query.group))
                        .map(units -> view(ground, units, from, limit, language)));
    }

    private TableView view(Ground ground, List<? extends Listed> units, long from, int limit, Language language) {
        var rules = ground.rules();
        var sheet = ground.sheet();
        var rest = units.stream()
                .filter(unit -> scope.covers(unit.unit()))
                .skip(Math.max(0, from))
                .limit(limit + 1L)
                .toList();
        var visible = rest.subList(0, Math.min(limit, rest.size()));
        return new TableView(
                Wording.period(ground.period()),
                rules.id(),
                rules.version(),
                rules.name().in(language),
                rules.source().in(language),
                ground.state().name(),
                sheet == null ? null : sheet.objectionsUntil(),
                sheet == null ? null : sheet.approvedAt(),
                sheet == null ? null : sheet.approvedBy(),
                sheet == null ? null : sheet.mark(),
                ground.edition(),
                sheet == null ? null : sheet.correctionReason(),
                rules.max(),
                rules.ranked(),
                groups(rules),
                views(ground, visible, Standing.PLACED, language),
                views(ground, visible, Standing.FEW_CASES, language),
                visible.stream()
                        .filter(unit -> unit.standing() == Standing.WITHOUT_CASES)
                        .map(unit -> new Unscored(unit.unit(), unit.name(), unit.group()))
                        .toList(),
                rest.size() > limit ? Cursor.encode(from + limit) : null);
    }

    private static List<ScoreView> views(
            Ground ground, List<? extends Listed> units, Standing standing, Language language) {
        return units.stream()
                .filter(unit -> unit.standing() == standing)
                .map(unit -> ScoreView.of(ground, unit.sheet(), language))
                .toList();
    }

    @GET
    @Produces({TableFiles.CSV_IF_ASKED, TableFiles.XLSX_IF_ASKED})
    @Operation(hidden = true)
    public Uni<Response> saved(@BeanParam Query query) {
        Language language = command.language();
        return ground(query)
                .chain(ground -> scores.table(ground, FreeText.given(query.group))
                        .chain(units -> files.saved(
                                ScoreTables.ranking(ground, language),
                                Multi.createFrom()
                                        .items(units.stream()
                                                .filter(unit -> unit.standing() != Standing.WITHOUT_CASES
                                                        && scope.covers(unit.unit()))
                                                .map(unit -> ScoreTables.row(unit.sheet()))))));
    }

    private Uni<Ground> ground(Query query) {
        return scores.ground(
                periods.read("period", query.period),
                FreeText.given(query.ruleSet),
                FreeText.given(query.group),
                query.edition);
    }

    @GET
    @Path("/{unit}")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<ScoreView> ofUnit(
            @PathParam("unit") String unit,
            @QueryParam("period") String period,
            @QueryParam("ruleSet") String ruleSet,
            @QueryParam("edition") Integer edition) {
        scope.require(unit);
        Language language = command.language();
        String group = group(unit);
        return scores.ground(periods.read("period", period), FreeText.given(ruleSet), group, edition)
                .chain(ground -> scores.ofUnit(ground, unit, group).map(sheet -> {
                    if (sheet == null) {
                        throw Problem.notFound();
                    }
                    return ScoreView.of(ground, sheet, language);
                }));
    }

    @GET
    @Path("/{unit}/items/{item}/cases")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Page<FindCases.Evidence>> cases(@BeanParam CasesQuery query, @BeanParam PageRequest page) {
        page.limit();
        return behind(query, (ground, item) -> scores.cases(ground, query.unit, item, query.counted, page));
    }

    @GET
    @Path("/{unit}/items/{item}/cases")
    @Produces({TableFiles.CSV_IF_ASKED, TableFiles.XLSX_IF_ASKED})
    @Operation(hidden = true)
    public Uni<Response> savedCases(@BeanParam CasesQuery query) {
        Language language = command.language();
        return behind(
                query,
                (ground, item) -> files.saved(
                        ScoreTables.cases(ground, query.unit, name(query.unit), item, language),
                        scores.everyCase(ground, query.unit, item, query.counted)
                                .map(evidence -> CaseTable.row(evidence, this::name, language))));
    }

    private <T> Uni<T> behind(CasesQuery query, BiFunction<Ground, RuleSet.Item, Uni<T>> answer) {
        scope.require(query.unit);
        return scores.ground(
                        periods.read("period", query.period),
                        FreeText.given(query.ruleSet),
                        group(query.unit),
                        query.edition)
                .chain(ground ->
                        answer.apply(ground, ground.rules().meantBy(query.item).orElseThrow(Problem::notFound)));
    }

    private String name(String unit) {
        return office.unit(unit).map(UnitInfo::name).orElse(unit);
    }

    private String group(String unit) {
        return office.unit(unit).map(UnitInfo::group).orElse(null);
    }

    private List<String> groups(RuleSet rules) {
        boolean all = !scope.confined();
        return office.units().stream()
                .filter(unit -> unit.active() && (all || scope.covers(unit.code())))
                .map(UnitInfo::group)
                .filter(Objects::nonNull)
                .filter(rules::isFor)
                .distinct()
                .sorted()
                .toList();
    }
}
