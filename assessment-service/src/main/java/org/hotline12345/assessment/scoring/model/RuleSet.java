package org.hotline12345.assessment.scoring.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hotline12345.assessment.definition.model.AnswerRule;
import org.hotline12345.assessment.definition.model.Basis;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.FactFilter;
import org.hotline12345.assessment.definition.model.Rate;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.UnitLevel;
import org.hotline12345.events.Urgency;

/**
 * How figures become a score: data, without any free-form code.
 *
 * @param version Version; a change is a new version.
 * @param source Where the rules come from, and what is this suite's own choice.
 * @param groups The comparison groups it is for; empty for all. So each group can have a rule set of its own.
 * @param minimumCases With fewer cases a unit is listed apart. May be null.
 * @param bonuses Points on top. May be null.
 * @param deductions Points taken off by hand. May be null: then none may be.
 * @param rectifications Points taken off for orders to put something right. May be null: they do not count.
 * @param findings Points taken off for what supervision found. May be null: it does not count.
 * @param limits Between what the total lies. May be null.
 * @param grades Grade bands, the best first. Empty for none.
 * @param ranked Whether units are ranked; otherwise they stand in classes only (分档评价).
 * @param volumeBands Classes by the number of cases; ranks are given within one. May be null.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleSet(
        String id,
        int version,
        RuleText name,
        RuleText source,
        List<String> groups,
        WithoutDenominator withoutDenominator,
        Rounding rounding,
        MinimumCases minimumCases,
        AnswerRule answers,
        List<Item> items,
        Bonuses bonuses,
        Deductions deductions,
        RectificationRule rectifications,
        FindingRule findings,
        Limits limits,
        List<Grade> grades,
        Boolean ranked,
        VolumeBands volumeBands) {
    private static final String ID = "[a-z][a-z0-9-]{0,59}";

    /** What becomes of an item that has no denominator: nothing was due, nobody answered. */
    public enum WithoutDenominator {
        /** Left out; the total is scaled up from the items that are there, so that all totals compare. */
        LEAVE_OUT,
        /** Full marks: nothing was done wrong. */
        FULL_MARKS,
        NO_POINTS
    }

    /**
     * To how many decimals, half up.
     *
     * @param rates Rates, before they are scored.
     * @param total The total; null: exact.
     */
    public record Rounding(Integer rates, Integer total) {
        public Rounding {
            rates = rates == null ? 2 : rates;
            RuleFault.unless(rates >= 0 && rates <= 6, "rates", "violation.range", 0, 6);
            RuleFault.unless(total == null || total >= 0 && total <= 6, "total", "violation.range", 0, 6);
        }
    }

    /** With fewer cases a unit is listed apart, without a rank. */
    public record MinimumCases(String count, long least) {
        public MinimumCases {
            RuleFault.unless(Count.of(count).isPresent(), "count", "violation.indicator");
            RuleFault.unless(least > 0, "least", "violation.Positive");
        }
    }

    /**
     * A part of a weighted sum of rates.
     *
     * @param weight Its weight; weights count in proportion to each other.
     */
    public record Part(String rate, BigDecimal weight) {
        public Part {
            RuleFault.unless(Rate.named(rate).isPresent(), "rate", "violation.rule-set.rate", String.valueOf(rate));
            RuleFault.unless(weight != null && weight.signum() > 0, "weight", "violation.Positive");
        }
    }

    /**
     * Which cases an item looks at.
     *
     * @param channels Channels; empty for all.
     * @param types Case types; empty for all.
     * @param urgencies Urgencies; empty for all.
     * @param merged How cases merged into another one (并单) count; null: {@link Merged#EACH}.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Filter(Set<String> channels, Set<CaseType> types, Set<Urgency> urgencies, Merged merged) {
        /** How merged cases count. */
        public enum Merged {
            /** For each citizen. */
            EACH,
            /** A matter counts once, with its lead case. */
            ONCE
        }

        FactFilter facts() {
            return new FactFilter(channels, types, urgencies, null, null, merged == Merged.ONCE);
        }
    }

    /**
     * One item. It rests on a rate, on a count, or on a weighted sum of rates.
     *
     * @param rate The rate, by its name in answers. May be null.
     * @param count The count, by its name in answers. May be null.
     * @param sum The weighted sum. May be null.
     * @param filter Which cases it looks at. May be null: all.
     * @param levels Only units of these levels have it; empty for all.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            String item,
            RuleText name,
            String rate,
            String count,
            List<Part> sum,
            Filter filter,
            Set<UnitLevel> levels,
            PointsRule points) {
        public Item {
            RuleFault.unless(item != null && item.matches(ID), "item", "violation.rule-set.id", String.valueOf(item));
            RuleFault.unless(name != null, "name", "violation.required");
            RuleFault.unless(points != null, "points", "violation.required");
            sum = sum == null ? null : List.copyOf(sum);
            levels = levels == null ? Set.of() : Set.copyOf(levels);
            long bases = Stream.of(rate, count, sum).filter(b -> b != null).count();
            RuleFault.unless(bases == 1 && (sum == null || !sum.isEmpty()), "item", "violation.rule-set.basis");
            RuleFault.unless(
                    rate == null || Rate.named(rate).isPresent(),
                    "rate",
                    "violation.rule-set.rate",
                    String.valueOf(rate));
            RuleFault.unless(count == null || Count.of(count).isPresent(), "count", "violation.indicator");
            RuleFault.unless(
                    count == null ? points.ofRates() : points.ofCounts(),
                    "points",
                    count == null ? "violation.rule-set.points-of-counts" : "violation.rule-set.points-of-rates");
        }

        /** The rates and counts it rests on, as they are taken of a unit. */
        public List<Basis> bases() {
            if (count != null) {
                return List.of(Basis.of(Count.of(count).orElseThrow()));
            }
            return sum == null
                    ? List.of(Basis.of(ofUnit(rate)))
                    : sum.stream().map(part -> Basis.of(ofUnit(part.rate()))).toList();
        }

        /** Which cases it looks at. */
        public FactFilter facts() {
            return filter == null ? FactFilter.NONE : filter.facts();
        }

        /** Name in answers of what it rests on; null for a weighted sum. */
        public String basisCode() {
            return count != null ? count : rate;
        }

        /** Whether units of the level have it; a unit of unknown level has every item. */
        public boolean appliesTo(UnitLevel level) {
            return levels.isEmpty() || level == null || levels.contains(level);
        }

        /** Whether a name given by a person means this item: its id, or what it rests on. */
        public boolean isMeantBy(String text) {
            return plain(item).equals(plain(text))
                    || count != null && count.equals(text)
                    || rate != null
                            && Rate.named(text)
                                    .filter(r -> r == Rate.named(rate).orElseThrow())
                                    .isPresent();
        }

        private static Rate ofUnit(String name) {
            Rate named = Rate.named(name).orElseThrow();
            return named == Rate.ACCEPTANCE ? Rate.UNIT_ACCEPTANCE : named;
        }

        private static String plain(String text) {
            return text.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "").replaceAll("rate$", "");
        }
    }

    /**
     * Points on top of the items.
     *
     * @param cap At most so many in all.
     */
    public record Bonuses(BigDecimal cap, List<Item> items) {
        public Bonuses {
            RuleFault.unless(cap != null && cap.signum() > 0, "cap", "violation.Positive");
            RuleFault.unless(items != null && !items.isEmpty(), "items", "violation.required");
            items = List.copyOf(items);
        }
    }

    /**
     * Points taken off by hand, each with a reason.
     *
     * @param cap At most so many in all.
     */
    public record Deductions(BigDecimal cap) {
        public Deductions {
            RuleFault.unless(cap != null && cap.signum() > 0, "cap", "violation.Positive");
        }
    }

    /**
     * Points taken off for orders to put something right (限期整改).
     *
     * @param cap At most so many in all.
     * @param late For each time that was over without a report; null: none.
     * @param notFulfilled For each verification that found it not put right, and each opening again; null: none.
     */
    public record RectificationRule(BigDecimal cap, BigDecimal late, BigDecimal notFulfilled) {
        public RectificationRule {
            RuleFault.unless(cap != null && cap.signum() > 0, "cap", "violation.Positive");
            RuleFault.unless(late == null || late.signum() > 0, "late", "violation.Positive");
            RuleFault.unless(notFulfilled == null || notFulfilled.signum() > 0, "notFulfilled", "violation.Positive");
            RuleFault.unless(late != null || notFulfilled != null, "late", "violation.required");
        }
    }

    /**
     * Points taken off for findings of supervision (督查).
     *
     * @param cap At most so many in all.
     * @param minor For each minor one; null: none.
     * @param serious For each serious one; null: none.
     * @param grave For each grave one; null: none.
     */
    public record FindingRule(BigDecimal cap, BigDecimal minor, BigDecimal serious, BigDecimal grave) {
        public FindingRule {
            RuleFault.unless(cap != null && cap.signum() > 0, "cap", "violation.Positive");
            RuleFault.unless(minor == null || minor.signum() > 0, "minor", "violation.Positive");
            RuleFault.unless(serious == null || serious.signum() > 0, "serious", "violation.Positive");
            RuleFault.unless(grave == null || grave.signum() > 0, "grave", "violation.Positive");
            RuleFault.unless(minor != null || serious != null || grave != null, "grave", "violation.required");
        }
    }

    /**
     * Between what the total lies.
     *
     * @param least The least total; null for none.
     * @param most The greatest total; null for none.
     */
    public record Limits(BigDecimal least, BigDecimal most) {
        public Limits {
            RuleFault.unless(
                    least == null || most == null || least.compareTo(most) <= 0, "least", "violation.rule-set.order");
        }
    }

    /**
     * A grade band.
     *
     * @param grade A to D, or what the city calls it.
     */
    public record Grade(String grade, BigDecimal from) {
        public Grade {
            RuleFault.unless(grade != null && !grade.isBlank(), "grade", "violation.required");
            RuleFault.unless(from != null, "from", "violation.required");
        }
    }

    /**
     * Classes of units by their number of cases.
     *
     * @param bands The classes, the largest first; the last one is from 0.
     */
    public record VolumeBands(String count, List<Band> bands) {
        /** A class. */
        public record Band(RuleText name, long from) {
            public Band {
                RuleFault.unless(name != null, "name", "violation.required");
                RuleFault.unless(from >= 0, "from", "violation.PositiveOrZero");
            }
        }

        public VolumeBands {
            RuleFault.unless(Count.of(count).isPresent(), "count", "violation.indicator");
            RuleFault.unless(bands != null && !bands.isEmpty(), "bands", "violation.required");
            bands = List.copyOf(bands);
            for (int i = 1; i < bands.size(); i++) {
                RuleFault.unless(bands.get(i).from() < bands.get(i - 1).from(), "bands", "violation.rule-set.order");
            }
            RuleFault.unless(bands.get(bands.size() - 1).from() == 0, "bands", "violation.rule-set.last-band");
        }

        /** The class of so many cases. */
        public Text of(long cases) {
            return bands.stream()
                    .filter(band -> cases >= band.from())
                    .findFirst()
                    .orElse(bands.get(bands.size() - 1))
                    .name()
                    .text();
        }
    }

    public RuleSet {
        RuleFault.unless(id != null && id.matches(ID), "id", "violation.rule-set.id", String.valueOf(id));
        RuleFault.unless(version > 0, "version", "violation.Positive");
        RuleFault.unless(name != null, "name", "violation.required");
        RuleFault.unless(source != null, "source", "violation.required");
        RuleFault.unless(items != null && !items.isEmpty(), "items", "violation.required");
        groups = groups == null ? List.of() : List.copyOf(groups);
        withoutDenominator = withoutDenominator == null ? WithoutDenominator.LEAVE_OUT : withoutDenominator;
        rounding = rounding == null ? new Rounding(null, null) : rounding;
        answers = answers == null ? AnswerRule.DEFAULT : answers;
        items = List.copyOf(items);
        grades = grades == null ? List.of() : List.copyOf(grades);
        ranked = ranked == null || ranked;
        var ids = new HashSet<String>();
        Stream.concat(items.stream(), bonuses == null ? Stream.empty() : bonuses.items().stream())
                .forEach(i -> RuleFault.unless(ids.add(i.item()), "items", "violation.rule-set.twice", i.item()));
        for (int i = 1; i < grades.size(); i++) {
            RuleFault.unless(
                    grades.get(i).from().compareTo(grades.get(i - 1).from()) < 0, "grades", "violation.rule-set.order");
        }
    }

    /** What a fault that supervision holds against a unit costs; null: nothing. */
    public BigDecimal points(UnitSheet.Deducted.Kind kind) {
        return switch (kind) {
            case BY_HAND -> null;
            case RECTIFICATION_LATE -> rectifications == null ? null : rectifications.late();
            case RECTIFICATION_NOT_FULFILLED -> rectifications == null ? null : rectifications.notFulfilled();
            case FINDING_MINOR -> findings == null ? null : findings.minor();
            case FINDING_SERIOUS -> findings == null ? null : findings.serious();
            case FINDING_GRAVE -> findings == null ? null : findings.grave();
        };
    }

    /** How many points can be taken off at most. */
    BigDecimal most(UnitSheet.Deducted.Kind.Cap cap) {
        return switch (cap) {
            case BY_HAND -> deductions == null ? BigDecimal.ZERO : deductions.cap();
            case ORDERS -> rectifications == null ? BigDecimal.ZERO : rectifications.cap();
            case FINDINGS -> findings == null ? BigDecimal.ZERO : findings.cap();
        };
    }

    /** Full marks of all items. */
    public BigDecimal max() {
        return items.stream().map(i -> i.points().max()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Items and bonuses. */
    public List<Item> all() {
        if (bonuses == null) {
            return items;
        }
        var all = new ArrayList<>(items);
        all.addAll(bonuses.items());
        return all;
    }

    /** The item or bonus that a name given by a person means: by id first, else by what it rests on. */
    public Optional<Item> meantBy(String text) {
        return all().stream()
                .filter(i -> i.item().equals(text))
                .findFirst()
                .or(() -> all().stream().filter(i -> i.isMeantBy(text)).findFirst());
    }

    /** Whether units of the comparison group are scored by it. */
    public boolean isFor(String group) {
        return groups.isEmpty() || groups.contains(group);
    }

    /** The grade of a total; null without bands or below all of them. */
    public String grade(BigDecimal total) {
        return total == null
                ? null
                : grades.stream()
                        .filter(grade -> total.compareTo(grade.from()) >= 0)
                        .map(Grade::grade)
                        .findFirst()
                        .orElse(null);
    }
}
