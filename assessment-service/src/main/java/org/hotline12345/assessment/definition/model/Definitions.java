package org.hotline12345.assessment.definition.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What every figure of the suite means, made of the one place where each is defined. */
public final class Definitions {
    /** Name of the mean handling time. */
    public static final String AVERAGE = "avgWorkingDays";
    /** Name of the time that nine of ten rounds keep to. */
    public static final String P90 = "p90WorkingDays";
    /** Name of the cases received per day. */
    public static final String PER_DAY = "receivedPerDay";
    /** Name of the share of the cases received. */
    public static final String SHARE = "receivedShare";
    /** Name of the cases received per 10,000 inhabitants. */
    public static final String PER_10K = "receivedPer10k";
    /** Name of the satisfaction made of several instruments by a rule set. */
    public static final String COMPOSITE = "compositeSatisfactionRate";

    private static final Words TWO_DECIMALS = new Words("四舍五入保留两位小数", "two decimals, half up");
    private static final Words ONLY_WHOLE = new Words("整数,不取舍", "a whole number");
    private static final Words NO_RATE = new Words("分母为零时不出数,显示“–”(不是0%)", "shown as – and never as 0 %");
    private static final List<Definition> ALL = make();

    private Definitions() {}

    /** All figures, rates first. */
    public static List<Definition> all() {
        return ALL;
    }

    /** Whether the name is taken. */
    public static boolean isTaken(String code) {
        return ALL.stream().anyMatch(definition -> definition.code().equals(code));
    }

    /** What an imported count means. */
    public static Definition imported(ImportedCount count) {
        return new Definition(
                count.code(),
                Definition.Kind.IMPORTED_COUNT,
                count.name(),
                count.words(),
                null,
                null,
                importedPeriod(),
                null,
                ONLY_WHOLE,
                null,
                null,
                null,
                null);
    }

    /** What the rate that an imported count makes with another one means. */
    public static Definition rate(ImportedCount count, ImportedCount of) {
        return new Definition(
                count.rate().code(),
                Definition.Kind.RATE,
                count.rate().name(),
                null,
                count.words(),
                of.words(),
                importedPeriod(),
                "%",
                TWO_DECIMALS,
                NO_RATE,
                List.of(count.code()),
                List.of(of.code()),
                List.of());
    }

    private static Words importedPeriod() {
        return new Words(
                "按导入数据所注明的起止日归期,只计完整落在统计期内的数据;互相包含的取最长的一份",
                "by the days the import names: only figures wholly within the period count, of those that overlap the longest");
    }

    private static List<Definition> make() {
        var all = new ArrayList<Definition>();
        for (Rate rate : Rate.values()) {
            all.add(rate(rate));
        }
        all.add(ratio(
                COMPOSITE,
                Definition.Kind.RATE,
                new Words("综合评价满意率", "Composite satisfaction rate"),
                new Words(
                        "各评价方式满意率按考核规则所定权重加权之和(须以 ruleSet 指定考核规则;没有评价的方式不计,其权重按比例分给其余方式)",
                        "satisfaction rates of the instruments, each times its weight in the rule set asked for (an instrument"
                                + " without answers is left out and its weight goes to the others in proportion)"),
                new Words("所用权重之和(权重由考核规则规定,系统不预设)", "the weights used (they are the rule set's; none are preset)"),
                words(Set.of(FactSource.SURVEYS)),
                "%",
                TWO_DECIMALS,
                new Words("未指定考核规则、规则未定权重或无评价时不出数,显示“–”", "shown as – without a rule set, weights in it, or answers")));
        all.add(ratio(
                AVERAGE,
                Definition.Kind.MEAN,
                new Words("平均办理工作日", "Mean working days of handling"),
                words(Count.WORKING_DAYS),
                words(Count.WORKING_DAYS_OF),
                words(Set.of(FactSource.FINISHED)),
                "d",
                TWO_DECIMALS,
                NO_RATE));
        all.add(ratio(
                P90,
                Definition.Kind.QUANTILE,
                new Words("九成办结工作日", "Working days that nine of ten keep to"),
                new Words(
                        "计算工作日的轮次按办理工作日从少到多排列,排到第90%个轮次时的工作日数(取最近秩)",
                        "the working days of the round at 90 % of the rounds in ascending order (nearest rank)"),
                words(Count.WORKING_DAYS_OF),
                words(Set.of(FactSource.FINISHED)),
                "d",
                ONLY_WHOLE,
                NO_RATE));
        all.add(ratio(
                PER_DAY,
                Definition.Kind.RATIO,
                new Words("日均受理量", "Received per day"),
                words(Count.RECEIVED),
                new Words("统计期天数(自然日,含未到的日子)", "days of the period, those to come included"),
                words(Set.of(FactSource.CASES)),
                null,
                new Words("四舍五入取整", "to a whole number, half up"),
                null));
        all.add(ratio(
                SHARE,
                Definition.Kind.RATIO,
                new Words("受理量占比", "Share of the cases received"),
                words(Count.RECEIVED),
                new Words("同一查询合计的受理诉求量", "cases received in the total of the same answer"),
                words(Set.of(FactSource.CASES)),
                "%",
                TWO_DECIMALS,
                NO_RATE));
        all.add(ratio(
                PER_10K,
                Definition.Kind.RATIO,
                new Words("每万人受理量", "Received per 10,000 inhabitants"),
                words(Count.RECEIVED),
                new Words(
                        "该属地或单位辖区的人口数(万人;管理员导入,取不晚于统计期末年份的最近一年)",
                        "inhabitants of the area or of what the unit is responsible for, in ten thousands (imported by an"
                                + " administrator; of the latest year up to that in which the period ends)"),
                words(Set.of(FactSource.CASES)),
                null,
                TWO_DECIMALS,
                new Words("未导入人口数时不出数,显示“–”", "shown as – where no inhabitants are known")));
        for (Count count : Count.values()) {
            all.add(count(count));
        }
        return List.copyOf(all);
    }

    private static Definition rate(Rate rate) {
        var sources = new LinkedHashSet<FactSource>();
        rate.denominator().forEach(count -> sources.addAll(sources(count)));
        return new Definition(
                rate.code(),
                Definition.Kind.RATE,
                new Words(rate.name(false), rate.name(true)),
                null,
                new Words(rate.numeratorWords(false), rate.numeratorWords(true)),
                new Words(rate.denominatorWords(false), rate.denominatorWords(true)),
                words(sources),
                "%",
                TWO_DECIMALS,
                NO_RATE,
                codes(rate.numerator()),
                codes(rate.denominator()),
                codes(rate.lessDenominator()));
    }

    private static Definition count(Count count) {
        return new Definition(
                count.code(),
                Definition.Kind.COUNT,
                new Words(count.name(false), count.name(true)),
                words(count),
                null,
                null,
                words(sources(count)),
                null,
                ONLY_WHOLE,
                null,
                null,
                null,
                null);
    }

    private static Definition ratio(
            String code,
            Definition.Kind kind,
            Words name,
            Words numerator,
            Words denominator,
            Words period,
            String unit,
            Words rounding,
            Words without) {
        return new Definition(
                code, kind, name, null, numerator, denominator, period, unit, rounding, without, null, null, null);
    }

    private static Words words(Count count) {
        return new Words(count.words(false), count.words(true));
    }

    private static Set<FactSource> sources(Count count) {
        var sources = new LinkedHashSet<FactSource>();
        count.parts().forEach(part -> sources.add(part.source()));
        return sources;
    }

    private static Words words(Set<FactSource> sources) {
        return new Words(
                sources.stream().map(source -> source.reason(false)).collect(Collectors.joining(";")),
                sources.stream().map(source -> source.reason(true)).collect(Collectors.joining("; ")));
    }

    private static List<String> codes(List<Count> counts) {
        return counts.stream().map(Count::code).toList();
    }
}
