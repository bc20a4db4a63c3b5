package org.hotline12345.assessment.bulletin;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.assessment.bulletin.model.CaseListing;
import org.hotline12345.assessment.bulletin.model.Composition;
import org.hotline12345.assessment.bulletin.model.Content;
import org.hotline12345.assessment.bulletin.model.Gathered;
import org.hotline12345.assessment.bulletin.model.HotIssueLine;
import org.hotline12345.assessment.bulletin.model.Naming;
import org.hotline12345.assessment.bulletin.model.Query;
import org.hotline12345.assessment.bulletin.model.RectificationLine;
import org.hotline12345.assessment.bulletin.model.Subject;
import org.hotline12345.assessment.bulletin.model.Thresholds;
import org.hotline12345.assessment.definition.Names;
import org.hotline12345.assessment.definition.model.AnswerRule;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.definition.model.FactFilter;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.figures.Counting;
import org.hotline12345.assessment.figures.IndicatorQueries;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.office.CategoryInfo;
import org.hotline12345.chassis.office.OfficeCopy;

/** Gathers what a bulletin tells: figures as the indicators count them, cases to be listed, hot issues, rectifications. */
@ApplicationScoped
class GatherFigures {
    /** How often it counts again when events came in between. */
    private static final int ATTEMPTS = 3;

    private final IndicatorQueries indicators;
    private final CaseLineQueries cases;
    private final OfficeCopy office;
    private final BulletinSettings settings;
    private final Instance<HotIssueLines> hotIssues;
    private final Instance<RectificationLines> rectifications;
    private final Naming naming;

    GatherFigures(
            IndicatorQueries indicators,
            CaseLineQueries cases,
            Names names,
            OfficeCopy office,
            BulletinSettings settings,
            Instance<HotIssueLines> hotIssues,
            Instance<RectificationLines> rectifications) {
        this.indicators = indicators;
        this.cases = cases;
        this.office = office;
        this.settings = settings;
        this.hotIssues = hotIssues;
        this.rectifications = rectifications;
        this.naming = names::of;
    }

    /** What was counted, before it is known what shall be shown of it. */
    private record Counted(
            String totalQuery,
            String scope,
            Figures total,
            Figures totalBefore,
            Figures totalYearBefore,
            Map<Dimension, Map<String, Figures>> now,
            Map<Dimension, Map<String, Figures>> before) {}

    /** The figures of a period; of a special report, about its subject. */
    Uni<Content> of(Period period, Subject subject, Instant asOf) {
        Collection<String> units =
                subject == null || subject.unit() == null ? null : office.withSubordinates(subject.unit());
        var named = new CaseLineQueries.Wanted(
                period,
                units,
                subject == null || subject.category() == null ? null : withBelow(subject.category()),
                subject == null || subject.cases().isEmpty() ? null : subject.cases(),
                false,
                asOf);
        var supervised =
                new CaseLineQueries.Wanted(period, named.units(), named.categories(), named.cases(), true, asOf);
        return count(period, subject, units, asOf)
                .chain(counted -> list(named, subject != null)
                        .chain(listed -> list(supervised, subject == null)
                                .chain(underSupervision -> hotIssues(period, subject, units)
                                        .chain(issues -> rectifications(period, subject, units)
                                                .map(orders -> new Gathered(
                                                        period,
                                                        counted.totalQuery(),
                                                        counted.scope(),
                                                        settings.categoryLevel(),
                                                        counted.total(),
                                                        counted.totalBefore(),
                                                        counted.totalYearBefore(),
                                                        counted.now(),
                                                        counted.before(),
                                                        issues,
                                                        orders,
                                                        listed,
                                                        underSupervision))))))
                .map(composition()::of);
    }

    /** The units that a special report concerns. */
    Uni<List<String>> unitsConcerned(Period period, Subject subject, Instant asOf) {
        if (subject.unit() != null) {
            return Uni.createFrom().item(List.of(subject.unit()));
        }
        return cases.units(new CaseLineQueries.Wanted(
                period,
                null,
                subject.category() == null ? null : withBelow(subject.category()),
                subject.cases().isEmpty() ? null : subject.cases(),
                false,
                asOf));
    }

    /** What a special report is about, by name. */
    Text nameOf(Subject subject) {
        if (subject.unit() != null) {
            return naming.of(Dimension.UNIT, subject.unit());
        }
        if (subject.category() != null) {
            return naming.of(Dimension.CATEGORY, subject.category());
        }
        return new Text(subject.cases().size() + "件", subject.cases().size() + " cases");
    }

    private Composition composition() {
        var notable = settings.notable();
        return new Composition(
                new Thresholds(
                        notable.change(),
                        notable.points(),
                        notable.surge(),
                        notable.surgeCases(),
                        notable.rounds(),
                        notable.onTimeTarget(),
                        notable.satisfactionTarget(),
                        notable.overdueShare(),
                        notable.named()),
                naming,
                settings.rows());
    }

    private Uni<CaseListing> list(CaseLineQueries.Wanted wanted, boolean at) {
        return at ? cases.of(wanted, settings.rows(), naming) : Uni.createFrom().item(CaseListing.NONE);
    }

    private Uni<List<HotIssueLine>> hotIssues(Period period, Subject subject, Collection<String> units) {
        return hotIssues.isResolvable() && (subject == null || units != null)
                ? hotIssues.get().of(period, units)
                : Uni.createFrom().nullItem();
    }

    private Uni<List<RectificationLine>> rectifications(Period period, Subject subject, Collection<String> units) {
        return rectifications.isResolvable() && (subject == null || units != null)
                ? rectifications.get().of(period, units)
                : Uni.createFrom().nullItem();
    }

    private Uni<Counted> count(Period period, Subject subject, Collection<String> units, Instant asOf) {
        if (subject != null && !subject.cases().isEmpty()) {
            return countCases(period, subject.cases(), asOf);
        }
        if (subject != null && subject.category() != null) {
            return countCategory(period, subject.category());
        }
        String scope = subject == null ? "" : Query.unitScope(subject.unit());
        return countAll(period, units, scope, 1);
    }

    /** Counts by every dimension; again if events came in meanwhile, so that the tables agree with the totals. */
    private Uni<Counted> countAll(Period period, Collection<String> units, String scope, int attempt) {
        var now = new EnumMap<Dimension, Map<String, Figures>>(Dimension.class);
        var before = new EnumMap<Dimension, Map<String, Figures>>(Dimension.class);
        Uni<Void> counted = Uni.createFrom().voidItem();
        for (Dimension dimension : EnumSet.complementOf(EnumSet.of(Dimension.NONE))) {
            counted = counted.chain(() -> by(dimension, period, units))
                    .invoke(figures -> now.put(dimension, figures))
                    .chain(() -> by(dimension, period.previous(), units))
                    .invoke(figures -> before.put(dimension, figures))
                    .replaceWithVoid();
        }
        Uni<Void> tables = counted;
        return total(period, units)
                .chain(total -> total(period.previous(), units)
                        .chain(previous -> total(period.yearBefore(), units)
                                .chain(yearBefore -> tables.map(done -> new Counted(
                                        Query.compared(period, Dimension.NONE, settings.categoryLevel(), scope),
                                        scope,
                                        total,
                                        previous,
                                        yearBefore,
                                        now,
                                        before)))))
                .chain(all -> total(period, units)
                        .chain(again -> attempt == ATTEMPTS || same(all.total(), again)
                                ? Uni.createFrom().item(all)
                                : countAll(period, units, scope, attempt + 1)));
    }

    private Uni<Counted> countCategory(Period period, String category) {
        int level = office.category(category).map(CategoryInfo::level).orElse(1);
        return ofCategory(period, category, level)
                .chain(now -> ofCategory(period.previous(), category, level)
                        .chain(previous -> ofCategory(period.yearBefore(), category, level)
                                .map(yearBefore -> new Counted(
                                        Query.compared(period, Dimension.CATEGORY, level, ""),
                                        "",
                                        now,
                                        previous,
                                        yearBefore,
                                        Map.of(),
                                        Map.of()))));
    }

    private Uni<Counted> countCases(Period period, Collection<UUID> wanted, Instant asOf) {
        var counting =
                new Counting(period, null, EnumSet.allOf(Count.class), FactFilter.NONE, AnswerRule.DEFAULT, asOf);
        return indicators.byUnitAndCase(counting, wanted).map(found -> {
            var byUnit = new HashMap<String, Figures>();
            found.forEach((unitAndCase, figures) ->
                    byUnit.merge(unitAndCase.unit(), figures, (one, other) -> Figures.sum(List.of(one, other))));
            return new Counted(
                    null,
                    "",
                    Figures.sum(byUnit.values()),
                    Figures.none(),
                    Figures.none(),
                    Map.of(Dimension.UNIT, byUnit),
                    Map.of());
        });
    }

    private Uni<Map<String, Figures>> by(Dimension dimension, Period period, Collection<String> units) {
        return indicators.by(dimension, period, units, settings.categoryLevel());
    }

    private Uni<Figures> total(Period period, Collection<String> units) {
        return by(Dimension.NONE, period, units).map(byKey -> Figures.sum(byKey.values()));
    }

    private Uni<Figures> ofCategory(Period period, String category, int level) {
        return indicators
                .by(Dimension.CATEGORY, period, null, level)
                .map(byKey -> byKey.getOrDefault(category, Figures.none()));
    }

    private Collection<String> withBelow(String category) {
        return office.categories().stream()
                .map(CategoryInfo::code)
                .filter(code ->
                        code.equals(category) || office.categoryAncestors(code).contains(category))
                .toList();
    }

    private static boolean same(Figures one, Figures other) {
        return Arrays.stream(Count.values()).allMatch(count -> one.count(count) == other.count(count));
    }
}
