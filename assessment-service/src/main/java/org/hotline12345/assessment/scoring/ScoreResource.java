package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.indicator.FigureScope;
import org.hotline12345.assessment.indicator.FindCases;
import org.hotline12345.assessment.indicator.ReportingPeriods;
import org.hotline12345.assessment.indicator.Wording;
import org.hotline12345.assessment.indicator.model.Csv;
import org.hotline12345.assessment.scoring.ReadScores.Ground;
import org.hotline12345.assessment.scoring.model.Listed;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.assessment.scoring.model.UnitSheet.Standing;
import org.hotline12345.chassis.http.Cursor;
import org.hotline12345.chassis.http.Page;
import org.hotline12345.chassis.http.PageRequest;
import org.hotline12345.chassis.http.Problem;
import org.hotline12345.chassis.reference.OfficeCopy;
import org.hotline12345.chassis.reference.UnitInfo;
import org.hotline12345.chassis.security.Roles;
import org.hotline12345.chassis.time.ShanghaiTime;

/** Scores and ranks of units, and the cases behind them. */
@Path("/api/v1/scores")
@Tag(name = "scores")
@RolesAllowed({Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.UNIT_LEADER})
public class ScoreResource {
    private final ReadScores scores;
    private final FigureScope scope;
    private final OfficeCopy office;
    private final ReportingPeriods periods;

    public ScoreResource(ReadScores scores, FigureScope scope, OfficeCopy office, ReportingPeriods periods) {
        this.scores = scores;
        this.scope = scope;
        this.office = office;
        this.periods = periods;
    }

    /** An item of a unit's score. */
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
        static ItemView of(UnitSheet.Line line, boolean english) {
            return new ItemView(
                    line.item(),
                    line.name().in(english),
                    line.code(),
                    line.value(),
                    line.target(),
                    line.numerator(),
                    line.denominator(),
                    line.points(),
                    line.max(),
                    line.how().in(english));
        }

        static List<ItemView> of(List<UnitSheet.Line> lines, boolean english) {
            return lines.stream().map(line -> of(line, english)).toList();
        }
    }

    /** The score without the appeals that were granted. */
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
            BigDecimal total,
            BigDecimal max,
            boolean scaled,
            String grade,
            Integer rank,
            Integer of,
            List<ItemView> items,
            List<ItemView> bonuses,
            List<UnitSheet.Deducted> deductions,
            BeforeView beforeAppeals) {
        static ScoreView of(Ground ground, UnitSheet sheet, boolean english) {
            var rules = ground.rules();
            return new ScoreView(
                    sheet.unit(),
                    sheet.name(),
                    sheet.group(),
                    sheet.band() == null ? null : sheet.band().in(english),
                    rules.id(),
                    rules.version(),
                    ground.state().name(),
                    sheet.total(),
                    rules.max(),
                    sheet.scaled(),
                    sheet.grade(),
                    sheet.rank(),
                    sheet.of(),
                    ItemView.of(sheet.items(), english),
                    ItemView.of(sheet.bonuses(), english),
                    sheet.deductions(),
                    sheet.before() == null
                            ? null
                            : new BeforeView(
                                    sheet.before().total(),
                                    sheet.before().grade(),
                                    ItemView.of(sheet.before().items(), english)));
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
            BigDecimal max,
            boolean ranked,
            List<String> groups,
            List<ScoreView> items,
            List<ScoreView> fewCases,
            List<Unscored> withoutCases,
            String next) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Ranking within comparison groups; approved scores as they were approved; 200 units at most, first those"
                            + " placed, then those listed apart")
    public Uni<TableView> table(
            @QueryParam("period") String period,
            @QueryParam("ruleSet") String ruleSet,
            @QueryParam("group") String group,
            @BeanParam PageRequest page,
            @Context HttpHeaders headers) {
        boolean english = Wording.english(headers);
        String wanted = blankToNull(group);
        int limit = page.limit == null ? PageRequest.MAX_LIMIT : page.limit();
        long from = page.cursor() == null ? 0 : page.cursor().number(0);
        return scores.ground(periods.read("period", period), blankToNull(ruleSet), wanted)
                .chain(ground -> scores.table(ground, wanted).map(units -> view(ground, units, from, limit, english)));
    }

    private TableView view(Ground ground, List<? extends Listed> units, long from, int limit, boolean english) {
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
                rules.name().in(english),
                rules.source().in(english),
                ground.state().name(),
                sheet == null ? null : ShanghaiTime.of(sheet.objectionsUntil()),
                sheet == null ? null : ShanghaiTime.of(sheet.approvedAt()),
                sheet == null ? null : sheet.approvedBy(),
                sheet == null ? null : sheet.mark(),
                rules.max(),
                rules.ranked(),
                groups(rules),
                views(ground, visible, Standing.PLACED, english),
                views(ground, visible, Standing.FEW_CASES, english),
                visible.stream()
                        .filter(unit -> unit.standing() == Standing.WITHOUT_CASES)
                        .map(unit -> new Unscored(unit.unit(), unit.name(), unit.group()))
                        .toList(),
                rest.size() > limit ? Cursor.encode(from + limit) : null);
    }

    private static List<ScoreView> views(
            Ground ground, List<? extends Listed> units, Standing standing, boolean english) {
        return units.stream()
                .filter(unit -> unit.standing() == standing)
                .map(unit -> ScoreView.of(ground, unit.sheet(), english))
                .toList();
    }

    @GET
    @Produces(Wording.CSV_IF_ASKED)
    @Operation(hidden = true)
    public Uni<Response> csv(
            @QueryParam("period") String period,
            @QueryParam("ruleSet") String ruleSet,
            @QueryParam("group") String group,
            @Context HttpHeaders headers) {
        boolean english = Wording.english(headers);
        String wanted = blankToNull(group);
        return scores.ground(periods.read("period", period), blankToNull(ruleSet), wanted)
                .chain(ground -> scores.table(ground, wanted).map(sheets -> csv(ground, sheets, english)));
    }

    private Response csv(Ground ground, List<? extends Listed> units, boolean english) {
        var rules = ground.rules();
        var head = new ArrayList<String>(
                english
                        ? List.of("Group", "Rank", "Code", "Unit", "Total")
                        : List.of("考核分组", "名次", "单位代码", "承办单位", "总分"));
        rules.items().forEach(item -> {
            String name = item.name().in(english);
            head.add(item.count() == null ? name + "(%)" : name);
            head.add(name + (english ? " numerator" : "分子"));
            head.add(name + (english ? " denominator" : "分母"));
            head.add(name + (english ? " points" : "得分"));
        });
        head.add(english ? "Grade" : "等次");
        var rows = new ArrayList<List<Object>>();
        units.stream()
                .filter(unit -> unit.standing() != Standing.WITHOUT_CASES && scope.covers(unit.unit()))
                .forEach(unit -> rows.add(row(unit.sheet())));
        String file = "scores-" + rules.id() + "-" + ground.period().text().replace("..", "_");
        return Wording.csv(file, Csv.table(head, rows));
    }

    @GET
    @Path("/{unit}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "A unit's score, with its place in the comparison group")
    public Uni<ScoreView> ofUnit(
            @PathParam("unit") String unit,
            @QueryParam("period") String period,
            @QueryParam("ruleSet") String ruleSet,
            @Context HttpHeaders headers) {
        scope.require(unit);
        boolean english = Wording.english(headers);
        String group = group(unit);
        return scores.ground(periods.read("period", period), blankToNull(ruleSet), group)
                .chain(ground -> scores.ofUnit(ground, unit, group).map(sheet -> {
                    if (sheet == null) {
                        throw Problem.notFound();
                    }
                    return ScoreView.of(ground, sheet, english);
                }));
    }

    @GET
    @Path("/{unit}/items/{item}/cases")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The cases behind an item: first those that count against the unit")
    public Uni<Page<FindCases.Evidence>> cases(
            @PathParam("unit") String unit,
            @PathParam("item") String item,
            @QueryParam("period") String period,
            @QueryParam("ruleSet") String ruleSet,
            @QueryParam("counted") Boolean counted,
            @BeanParam PageRequest page) {
        scope.require(unit);
        page.limit();
        return scores.ground(periods.read("period", period), blankToNull(ruleSet), group(unit))
                .chain(ground -> {
                    RuleSet.Item meant = ground.rules().meantBy(item).orElseThrow(Problem::notFound);
                    return scores.cases(ground, unit, meant, counted, page);
                });
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

    private static List<Object> row(UnitSheet sheet) {
        var row = new ArrayList<Object>();
        row.add(sheet.group());
        row.add(sheet.rank());
        row.add(sheet.unit());
        row.add(sheet.name());
        row.add(sheet.total());
        sheet.items().forEach(item -> {
            row.add(item.value());
            row.add(item.numerator());
            row.add(item.denominator());
            row.add(item.points());
        });
        row.add(sheet.grade());
        return row;
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
