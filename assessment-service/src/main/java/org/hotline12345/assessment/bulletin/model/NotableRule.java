package org.hotline12345.assessment.bulletin.model;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.definition.model.Rate;
import org.hotline12345.chassis.language.Text;

/**
 * Every rule by which something stands out in the figures of a period, in the order in which a bulletin tells them. The sentence of
 * a rule stands under its name in the texts of bulletins.
 */
public enum NotableRule {
    /** Many more or fewer cases than in the period before, or a year ago. */
    VOLUME {
        @Override
        List<Finding> findings(Gathered gathered, Thresholds thresholds, Naming naming) {
            return Stream.of(
                            volume(gathered, gathered.totalBefore(), "before", "previous", thresholds),
                            volume(gathered, gathered.totalYearBefore(), "year", "year", thresholds))
                    .flatMap(Optional::stream)
                    .toList();
        }

        private Optional<Finding> volume(
                Gathered gathered, Figures then, String than, String compared, Thresholds thresholds) {
            long now = gathered.total().count(Count.RECEIVED);
            long before = then.count(Count.RECEIVED);
            BigDecimal change = Change.percent(now, before);
            if (change == null || change.abs().compareTo(thresholds.change()) < 0) {
                return Optional.empty();
            }
            return Optional.of(finding(
                    gathered.totalQuery().replace("compare=previous", "compare=" + compared),
                    figures("received", now, "before", before, "changePercent", change),
                    Written.number(now),
                    Written.TEXTS.get("VOLUME." + than),
                    Written.movedPercent(change),
                    Written.TEXTS
                            .get(now > before ? "VOLUME.more" : "VOLUME.fewer")
                            .fill(Written.number(Math.abs(now - before)))));
        }
    },

    /** Categories that grew fast. */
    CATEGORY_SURGE {
        @Override
        List<Finding> findings(Gathered gathered, Thresholds thresholds, Naming naming) {
            return surges(gathered, Dimension.CATEGORY, thresholds, naming);
        }
    },

    /** Areas from where many more cases came. */
    AREA_SURGE {
        @Override
        List<Finding> findings(Gathered gathered, Thresholds thresholds, Naming naming) {
            return surges(gathered, Dimension.AREA, thresholds, naming);
        }
    },

    /** Rates that moved. */
    RATE_MOVED {
        @Override
        List<Finding> findings(Gathered gathered, Thresholds thresholds, Naming naming) {
            return Stream.of(Rate.ON_TIME, Rate.FEEDBACK, Rate.SATISFACTION, Rate.SOLVED)
                    .flatMap(rate -> moved(gathered, rate, thresholds).stream())
                    .toList();
        }

        private Optional<Finding> moved(Gathered gathered, Rate rate, Thresholds thresholds) {
            BigDecimal now = rate.of(gathered.total());
            BigDecimal before = rate.of(gathered.totalBefore());
            BigDecimal points = Change.points(now, before);
            if (points == null || points.abs().compareTo(thresholds.points()) < 0) {
                return Optional.empty();
            }
            return Optional.of(finding(
                    gathered.totalQuery(),
                    figures(
                            rate.code(),
                            now,
                            "before",
                            before,
                            "numerator",
                            rate.numerator(gathered.total()),
                            "denominator",
                            rate.denominator(gathered.total())),
                    rate.label(),
                    Written.percent(now),
                    Written.moved(points, Written.TEXTS.get("points.of"))));
        }
    },

    /** Units that hold a great part of what is overdue. */
    OVERDUE_CONCENTRATED {
        @Override
        List<Finding> findings(Gathered gathered, Thresholds thresholds, Naming naming) {
            long all = gathered.total().count(Count.OVERDUE);
            return worst(
                    gathered,
                    thresholds,
                    unit -> {
                        BigDecimal share = Rate.percent(unit.count(Count.OVERDUE), all);
                        return unit.count(Count.OVERDUE) > 1
                                        && share != null
                                        && share.compareTo(thresholds.overdueShare()) >= 0
                                ? share.negate()
                                : null;
                    },
                    (code, unit) -> {
                        long overdue = unit.count(Count.OVERDUE);
                        BigDecimal share = Rate.percent(overdue, all);
                        return finding(
                                Query.ofUnit(gathered.period(), code),
                                figures("overdue", overdue, "allOverdue", all, "sharePercent", share),
                                naming.of(Dimension.UNIT, code),
                                Written.number(overdue),
                                Written.percent(share));
                    });
        }
    },

    /** Units that finish too little in time. */
    ON_TIME_LOW {
        @Override
        List<Finding> findings(Gathered gathered, Thresholds thresholds, Naming naming) {
            return below(gathered, thresholds, naming, Rate.ON_TIME, thresholds.onTimeTarget());
        }
    },

    /** Units whose citizens are not content. */
    SATISFACTION_LOW {
        @Override
        List<Finding> findings(Gathered gathered, Thresholds thresholds, Naming naming) {
            return below(gathered, thresholds, naming, Rate.SATISFACTION, thresholds.satisfactionTarget());
        }
    },

    /** Citizens who still wait to be told. */
    NOT_INFORMED {
        @Override
        List<Finding> findings(Gathered gathered, Thresholds thresholds, Naming naming) {
            long missing = Composition.notInformed(gathered.total());
            long all = gathered.total().count(Count.TO_BE_INFORMED);
            return missing <= 0
                    ? List.of()
                    : List.of(finding(
                            gathered.totalQuery(),
                            figures("toBeInformed", all, "informed", all - missing, "notInformed", missing),
                            Written.number(all),
                            Written.number(missing),
                            Written.percent(Rate.FEEDBACK.of(gathered.total()))));
        }
    },

    /** More rework, supervision or granted returns than before. */
    REPEATED_WORK {
        @Override
        List<Finding> findings(Gathered gathered, Thresholds thresholds, Naming naming) {
            return Stream.of(Count.REWORKED, Count.SUPERVISED, Count.RETURNS_GRANTED)
                    .flatMap(count -> more(gathered, count, thresholds).stream())
                    .toList();
        }

        private Optional<Finding> more(Gathered gathered, Count count, Thresholds thresholds) {
            long now = gathered.total().count(count);
            long before = gathered.totalBefore().count(count);
            BigDecimal change = Change.percent(now, before);
            if (now < thresholds.rounds() || change == null || change.compareTo(thresholds.change()) < 0) {
                return Optional.empty();
            }
            return Optional.of(finding(
                    gathered.totalQuery(),
                    figures(count.code(), now, "before", before, "changePercent", change),
                    count.label(),
                    Written.number(now),
                    Written.movedPercent(change)));
        }
    };

    /** What the rule finds. */
    abstract List<Finding> findings(Gathered gathered, Thresholds thresholds, Naming naming);

    /** A finding with the sentence of the rule. */
    Finding finding(String query, Map<String, BigDecimal> figures, Object... values) {
        return new Finding(name(), Written.TEXTS.get(name()).fill(values), figures, query);
    }

    @FunctionalInterface
    private interface Telling {
        Finding of(String unit, Figures figures);
    }

    List<Finding> surges(Gathered gathered, Dimension dimension, Thresholds thresholds, Naming naming) {
        record Surge(String key, long now, long before, BigDecimal growth) {}
        return gathered.now(dimension).entrySet().stream()
                .filter(entry -> entry.getKey() != null)
                .map(entry -> {
                    long now = entry.getValue().count(Count.RECEIVED);
                    long before = gathered.before(dimension, entry.getKey()).count(Count.RECEIVED);
                    return new Surge(entry.getKey(), now, before, Change.percent(now, before));
                })
                .filter(surge -> surge.now() >= thresholds.surgeCases()
                        && surge.growth() != null
                        && surge.growth().compareTo(thresholds.surge()) >= 0)
                .sorted(Comparator.comparing(Surge::growth).reversed().thenComparing(Surge::key))
                .limit(thresholds.named())
                .map(surge -> finding(
                        Query.compared(gathered, dimension),
                        figures("received", surge.now(), "before", surge.before(), "changePercent", surge.growth()),
                        naming.of(dimension, surge.key()),
                        Written.number(surge.now()),
                        Written.number(surge.now() - surge.before()),
                        Written.percent(surge.growth())))
                .toList();
    }

    List<Finding> below(Gathered gathered, Thresholds thresholds, Naming naming, Rate rate, BigDecimal target) {
        var label = new Text(rate.label().zh(), rate.label().en().toLowerCase(Locale.ROOT));
        return worst(
                gathered,
                thresholds,
                unit -> rate.denominator(unit) >= thresholds.rounds()
                                && rate.of(unit).compareTo(target) < 0
                        ? rate.of(unit)
                        : null,
                (code, unit) -> finding(
                        Query.ofUnit(gathered.period(), code),
                        figures(
                                rate.code(),
                                rate.of(unit),
                                "numerator",
                                rate.numerator(unit),
                                "denominator",
                                rate.denominator(unit),
                                "target",
                                target),
                        naming.of(Dimension.UNIT, code),
                        label,
                        Written.percent(rate.of(unit)),
                        Written.number(rate.denominator(unit)),
                        Written.percent(target)));
    }

    /** The units with the least value; a unit without one does not stand out. */
    private static List<Finding> worst(
            Gathered gathered, Thresholds thresholds, Function<Figures, BigDecimal> value, Telling telling) {
        record Candidate(String unit, Figures figures, BigDecimal value) {}
        return gathered.now(Dimension.UNIT).entrySet().stream()
                .filter(entry -> entry.getKey() != null)
                .map(entry -> new Candidate(entry.getKey(), entry.getValue(), value.apply(entry.getValue())))
                .filter(candidate -> candidate.value() != null)
                .sorted(Comparator.comparing(Candidate::value).thenComparing(Candidate::unit))
                .limit(thresholds.named())
                .map(candidate -> telling.of(candidate.unit(), candidate.figures()))
                .toList();
    }

    private static Map<String, BigDecimal> figures(Object... namesAndValues) {
        var figures = new LinkedHashMap<String, BigDecimal>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            figures.put(
                    (String) namesAndValues[i],
                    value instanceof BigDecimal exact ? exact : BigDecimal.valueOf((Long) value));
        }
        return figures;
    }
}
