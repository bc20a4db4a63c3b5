package org.hotline12345.assessment.indicator;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.definition.Names;
import org.hotline12345.assessment.definition.model.Definition;
import org.hotline12345.assessment.definition.model.Definitions;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.definition.model.FactFilter;
import org.hotline12345.assessment.figures.Breakdown;
import org.hotline12345.assessment.figures.CaseFilters;
import org.hotline12345.assessment.figures.FigureScope;
import org.hotline12345.assessment.figures.IndicatorQueries;
import org.hotline12345.assessment.figures.SurveyRules;
import org.hotline12345.assessment.imported.ImportedFigureQueries;
import org.hotline12345.assessment.imported.InhabitantQueries;
import org.hotline12345.assessment.period.ReportingPeriods;
import org.hotline12345.assessment.period.Wording;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.document.Table;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.TableFiles;

/** The figures and what they mean. */
@Path("/api/v1/indicators")
@Tag(name = "indicators")
@RolesAllowed({Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.SUPERVISOR, Roles.UNIT_LEADER})
public class IndicatorResource {
    private static final String PREVIOUS = "previous";
    private static final List<String> COMPARISONS = List.of(PREVIOUS, "year");
    private static final int MOST_CATEGORY_LEVELS = 3;
    private static final int MOST_AREA_LEVELS = 6;

    private final IndicatorQueries indicators;
    private final ReportingPeriods periods;
    private final SurveyRules rules;
    private final InhabitantQueries inhabitants;
    private final ImportedFigureQueries imported;
    private final FigureScope scope;
    private final CaseFilters filters;
    private final Names names;
    private final TableFiles files;
    private final Command command;

    public IndicatorResource(
            IndicatorQueries indicators,
            ReportingPeriods periods,
            SurveyRules rules,
            InhabitantQueries inhabitants,
            ImportedFigureQueries imported,
            FigureScope scope,
            CaseFilters filters,
            Names names,
            TableFiles files,
            Command command) {
        this.indicators = indicators;
        this.periods = periods;
        this.rules = rules;
        this.inhabitants = inhabitants;
        this.imported = imported;
        this.scope = scope;
        this.filters = filters;
        this.names = names;
        this.files = files;
        this.command = command;
    }

    /** What is asked for. */
    public static class Query {
        /** The period: one of the known forms or a name in a reporting calendar. */
        @QueryParam("period")
        public String period;

        /** Dimension of the rows: unit, group, area, category, channel, type, pattern, disposition or none. */
        @QueryParam("by")
        public String by;

        /** Unit, its subordinates included. */
        @QueryParam("unit")
        public String unit;

        /** Comparison group. */
        @QueryParam("group")
        public String group;

        /** {@code previous}, {@code year}, or both, {@code previous,year}: then {@code yearBefore} holds the latter. */
        @QueryParam("compare")
        public String compare;

        /** Level of the category tree, 1 to 3, or of areas, 1 to 6, to which rows are rolled up. */
        @QueryParam("level")
        public Integer level;

        /** Whether the row of a unit holds its subordinates' figures too; default false. */
        @QueryParam("rollup")
        public boolean rollup;

        /** Only such cases. */
        @BeanParam
        public CaseFilters.Query cases;

        /** Whether the working days that nine of ten rounds keep to are wanted; they take longer to read. Tables have them. */
        @QueryParam("p90")
        public boolean p90;

        /** The rule set by which answers count and the composite satisfaction is made; default: none. */
        @QueryParam("ruleSet")
        public String ruleSet;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Map<String, Object>> figures(@BeanParam Query query, @BeanParam PageRequest page) {
        Language language = command.language();
        int limit = page.limit == null ? PageRequest.MAX_LIMIT : page.limit();
        String after = page.cursor() == null ? null : page.cursor().text(0);
        return read(query, query.p90).map(found -> json(found, after, limit, language));
    }

    @GET
    @Produces({TableFiles.CSV_IF_ASKED, TableFiles.XLSX_IF_ASKED})
    @Operation(hidden = true)
    public Uni<Response> saved(@BeanParam Query query) {
        Language language = command.language();
        return read(query, true).chain(found -> files.saved(table(found, language), rows(found, language)));
    }

    @GET
    @Path("/definitions")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Page<Definition>> definitions() {
        return imported.counts().map(counts -> {
            var items = new ArrayList<>(Definitions.all());
            items.addAll(ImportedFigureQueries.definitions(counts));
            return new Page<>(items, null);
        });
    }

    private Uni<FigureAnswer> read(Query query, boolean p90) {
        Period period = periods.read("period", query.period);
        Dimension by = Dimension.of(isBlank(query.by) ? "none" : query.by)
                .orElseThrow(() -> Problem.invalid("by", "violation.dimension"));
        int levels = by == Dimension.AREA ? MOST_AREA_LEVELS : MOST_CATEGORY_LEVELS;
        if (query.level != null && (query.level < 1 || query.level > levels)) {
            throw Problem.invalid("level", "violation.range", 1, levels);
        }
        List<Period> compared = compared(period, query.compare);
        FactFilter filter = filters.of(query.cases);
        Collection<String> units = scope.units(query.unit, query.group);
        String unit = scope.unit(query.unit);
        boolean ofUnits = by.ofUnits() || units != null;
        return rule(query.ruleSet).chain(rule -> {
            var wanted = new Breakdown(by, period, units, query.level, query.rollup, filter, rule.answers(), p90);
            return ofPeriod(wanted)
                    .chain(now -> Multi.createFrom()
                            .iterable(compared)
                            .onItem()
                            .transformToUniAndConcatenate(other -> ofPeriod(wanted.in(other)))
                            .collect()
                            .asList()
                            .map(then -> new FigureAnswer(by, ofUnits, p90, unit, rule, now, then)));
        });
    }

    private Uni<FigureAnswer.OfPeriod> ofPeriod(Breakdown wanted) {
        var kind = wanted.by() == Dimension.AREA ? InhabitantQueries.Kind.AREA : InhabitantQueries.Kind.UNIT;
        return indicators
                .by(wanted)
                .chain(rows -> inhabitants
                        .in(kind, wanted.period().last().getYear())
                        .chain(people -> imported(wanted)
                                .map(counts -> new FigureAnswer.OfPeriod(wanted.period(), rows, people, counts))));
    }

    /** What was counted elsewhere is not known by kinds of cases. */
    private Uni<ImportedFigureQueries.OfPeriod> imported(Breakdown wanted) {
        return wanted.filter().ofAllKinds()
                ? imported.of(wanted.period())
                : imported.counts().map(counts -> new ImportedFigureQueries.OfPeriod(counts, Map.of()));
    }

    private Uni<SurveyRules.SurveyRule> rule(String ruleSet) {
        return isBlank(ruleSet)
                ? Uni.createFrom().item(SurveyRules.SurveyRule.DEFAULT)
                : rules.of(ruleSet).onItem().ifNull().failWith(() -> Problem.invalid("ruleSet", "violation.rule-set"));
    }

    /** The periods to compare with; of both the period before comes first, in whatever order they are asked for. */
    private static List<Period> compared(Period period, String compare) {
        if (isBlank(compare)) {
            return List.of();
        }
        Set<String> asked = Set.copyOf(List.of(compare.split(",", -1)));
        if (!COMPARISONS.containsAll(asked)) {
            throw Problem.invalid("compare", "violation.compare");
        }
        return COMPARISONS.stream()
                .filter(asked::contains)
                .map(one -> one.equals(PREVIOUS) ? period.previous() : period.yearBefore())
                .toList();
    }

    private Map<String, Object> json(FigureAnswer found, String after, int limit, Language language) {
        var keys = found.keys().stream()
                .filter(key -> after == null || key == null || key.compareTo(after) > 0)
                .limit(limit + 1L)
                .collect(Collectors.toCollection(ArrayList::new));
        Page<Map<String, Object>> page = Page.of(
                keys,
                limit,
                Cursor::encode,
                key -> found.row(key, k -> names.of(found.by(), k).in(language)));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("period", Wording.period(found.now().period()));
        answer.put("by", found.by().code());
        var under = List.of("compared", FigureAnswer.YEAR_BEFORE);
        for (int i = 0; i < found.then().size(); i++) {
            answer.put(under.get(i), Wording.period(found.then().get(i).period()));
        }
        answer.put("items", page.items());
        answer.put("total", found.total());
        answer.put("next", page.next());
        return answer;
    }

    private static Table table(FigureAnswer found, Language language) {
        var head = new ArrayList<>(List.of(Text.in(language, "代码", "Code"), Text.in(language, "名称", "Name")));
        found.columns().forEach(column -> {
            String name = column.head(language);
            head.add(name);
            for (FigureAnswer.OfPeriod then : found.then()) {
                String period = then.period().text();
                String against = found.then().size() == 1 ? "" : " " + period;
                head.add(name + " " + period);
                head.add(name + Text.in(language, " 增减", " change") + against);
                head.add(name + Text.in(language, " 增减%", " change %") + against);
            }
        });
        Period period = found.now().period();
        return new Table(
                "indicators-" + period.text().replace("..", "_") + "-by-"
                        + found.by().code(),
                Text.in(language, "考评指标 " + period.chinese(), "Indicators, " + period.text()),
                head,
                language);
    }

    private Multi<List<Object>> rows(FigureAnswer found, Language language) {
        var columns = found.columns();
        return Multi.createFrom().items(found.keys().stream().map(key -> {
            List<Object> row = new ArrayList<>();
            row.add(found.by() == Dimension.NONE ? "all" : key);
            row.add(names.of(found.by(), key).in(language));
            row.addAll(found.cells(key, columns));
            return row;
        }));
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
