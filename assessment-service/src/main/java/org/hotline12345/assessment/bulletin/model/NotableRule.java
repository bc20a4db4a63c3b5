package org.hotline12345.assessment.bulletin.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.definition.model.Rate;
import org.hotline12345.assessment.scoring.model.Text;

/** Every rule by which something stands out in the figures of a period, in the order in which a bulletin tells them. */
public enum NotableRule {
    /** Many more or fewer cases than in the period before, or a year ago. */
    VOLUME {
        @Override
        List<Finding> findings(Gathered gathered, Thresholds thresholds, Naming naming) {
            var findings = new ArrayList<Finding>();
            volume(gathered, gathered.totalBefore(), PREVIOUS, thresholds).ifFound(findings);
            volume(gathered, gathered.totalYearBefore(), YEAR_BEFORE, thresholds)
                    .ifFound(findings);
            return findings;
        }

        private Found volume(Gathered gathered, Figures then, Text than, Thresholds thresholds) {
            long now = gathered.total().count(Count.RECEIVED);
            long before = then.count(Count.RECEIVED);
            BigDecimal change = Change.percent(now, before);
            if (change == null || change.abs().compareTo(thresholds.change()) < 0) {
                return Found.NOTHING;
            }
            return new Found(new Finding(
                    name(),
                    new Text(
                            "受理诉求%s件，%s%s%s。"
                                    .formatted(
                                            Written.number(now),
                                            than.zh(),
                                            Written.moved(change, "%", false),
                                            difference(now - before, false)),
                            "%s cases were received, %s on %s%s."
                                    .formatted(
                                            Written.number(now),
                                            Written.moved(change, "%", true),
                                            than.en(),
                                            difference(now - before, true))),
                    figures("received", now, "before", before, "changePercent", change),
                    than == PREVIOUS
                            ? gathered.totalQuery()
                            : gathered.totalQuery().replace("compare=previous", "compare=year")));
        }

        private String difference(long difference, boolean english) {
            String many = Written.number(Math.abs(difference));
            if (english) {
                return " (" + many + (difference > 0 ? " more)" : " fewer)");
            }
            return "（" + (difference > 0 ? "增加" : "减少") + many + "件）";
        }
    },
    /** Categories that grew fast. */
    CATEGORY_SURGE {
        @Override
        List<Finding> findings(Gathered gathered, Thresholds thresholds, Naming naming) {
            return surges(gathered, Dimension.CATEGORY, thresholds, naming, new Text("类诉求", " cases"));
        }
    },
    /** Areas from where many more cases came. */
    AREA_SURGE {
        @Override
        List<Finding> findings(Gathered gathered, Thresholds thresholds, Naming naming) {
            return surges(gathered, Dimension.AREA, thresholds, naming, new Text("诉求", " cases"));
        }
    },
    RATE_MOVED {
        @Override
        List<Finding> findings(Gathered gathered, Thresholds thresholds, Naming naming) {
            var findings = new ArrayList<Finding>();
            for (Rate rate : List.of(Rate.ON_TIME, Rate.FEEDBACK, Rate.SATISFACTION, Rate.SOLVED)) {
                BigDecimal now = rate.of(gathered.total());
                BigDecimal before = rate.of(gathered.totalBefore());
                BigDecimal points = Change.points(now, before);
                if (points != null && points.abs().compareTo(thresholds.points()) >= 0) {
                    findings.add(new Finding(
                            name(),
                            new Text(
                                    "%s为%s，比上期%s。"
                                            .formatted(
                                                    rate.name(false),
                                                    Written.percent(now),
                                                    Written.moved(points, "个百分点", false)),
                                    "%s: %s, %s on the period before."
                                            .formatted(
                                                    rate.name(true),
                                                    Written.percent(now),
                                                    Written.moved(points, " points", true))),
                            figures(
                                    rate.code(),
                                    now,
                                    "before",
                                    before,
                                    "numerator",
                                    rate.numerator(gathered.total()),
                                    "denominator",
                                    rate.denominator(gathered.total())),
                            gathered.totalQuery()));
                }
            }
            return findings;
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
                        return new Finding(
                                name(),
                                new Text(
                                        "%s超期%s件，占全部超期件的%s。"
                                                .formatted(
                                                        naming.of(Dimension.UNIT, code)
                                                                .zh(),
                                                        Written.number(overdue),
                                                        Written.percent(share)),
                                        "%s has %s overdue, %s of all that is overdue."
                                                .formatted(
                                                        naming.of(Dimension.UNIT, code)
                                                                .en(),
                                                        Written.number(overdue),
                                                        Written.percent(share))),
                                figures("overdue", overdue, "allOverdue", all, "sharePercent", share),
                                Query.ofUnit(gathered.period(), code));
                    });
        }
    },
    /** Units that finish too little in time. */
    ON_TIME_LOW {
        @Override
        List<Finding> findings(Gathered gathered, Thresholds thresholds, Naming naming) {
            return below(gathered, thresholds, naming, Rate.ON_TIME, thresholds.onTimeTarget(), new Text("应办结", "due"));
        }
    },
    /** Units whose citizens are not content. */
    SATISFACTION_LOW {
        @Override
        List<Finding> findings(Gathered gathered, Thresholds thresholds, Naming naming) {
            return below(
                    gathered,
                    thresholds,
                    naming,
                    Rate.SATISFACTION,
                    thresholds.satisfactionTarget(),
                    new Text("有效评价", "answered"));
        }
    },
    /** Citizens who still wait to be told. */
    NOT_INFORMED {
        @Override
        List<Finding> findings(Gathered gathered, Thresholds thresholds, Naming naming) {
            long missing = Composition.notInformed(gathered.total());
            long all = gathered.total().count(Count.TO_BE_INFORMED);
            if (missing <= 0) {
                return List.of();
            }
            return List.of(new Finding(
                    name(),
                    new Text(
                            "应反馈%s件中尚有%s件未向诉求人反馈结果，反馈回复率%s。"
                                    .formatted(
                                            Written.number(all),
                                            Written.number(missing),
                                            Written.percent(Rate.FEEDBACK.of(gathered.total()))),
                            "Of %s citizens to be informed %s have not been told yet; feedback rate %s."
                                    .formatted(
                                            Written.number(all),
                                            Written.number(missing),
                                            Written.percent(Rate.FEEDBACK.of(gathered.total())))),
                    figures("toBeInformed", all, "informed", all - missing, "notInformed", missing),
                    gathered.totalQuery()));
        }
    },
    /** More rework, supervision or granted returns than before. */
    REPEATED_WORK {
        @Override
        List<Finding> findings(Gathered gathered, Thresholds thresholds, Naming naming) {
            var findings = new ArrayList<Finding>();
            for (Count count : List.of(Count.REWORKED, Count.SUPERVISED, Count.RETURNS_GRANTED)) {
                long now = gathered.total().count(count);
                long before = gathered.totalBefore().count(count);
                BigDecimal change = Change.percent(now, before);
                if (now >= thresholds.rounds() && change != null && change.compareTo(thresholds.change()) >= 0) {
                    findings.add(new Finding(
                            name(),
                            new Text(
                                    "%s%s件，比上期%s。"
                                            .formatted(
                                                    count.name(false),
                                                    Written.number(now),
                                                    Written.moved(change, "%", false)),
                                    "%s: %s, %s on the period before."
                                            .formatted(
                                                    count.name(true),
                                                    Written.number(now),
                                                    Written.moved(change, "%", true))),
                            figures(count.code(), now, "before", before, "changePercent", change),
                            gathered.totalQuery()));
                }
            }
            return findings;
        }
    };

    private static final Text PREVIOUS = new Text("比上期", "the period before");
    private static final Text YEAR_BEFORE = new Text("比上年同期", "the same period of the year before");

    /** What the rule finds. */
    abstract List<Finding> findings(Gathered gathered, Thresholds thresholds, Naming naming);

    /** A finding, or nothing. */
    private record Found(Finding finding) {
        static final Found NOTHING = new Found(null);

        void ifFound(List<Finding> findings) {
            if (finding != null) {
                findings.add(finding);
            }
        }
    }

    @FunctionalInterface
    private interface Telling {
        Finding of(String unit, Figures figures);
    }

    List<Finding> surges(Gathered gathered, Dimension dimension, Thresholds thresholds, Naming naming, Text noun) {
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
                .map(surge -> new Finding(
                        name(),
                        new Text(
                                "%s%s%s件，比上期增加%s件，上升%s。"
                                        .formatted(
                                                naming.of(dimension, surge.key())
                                                        .zh(),
                                                noun.zh(),
                                                Written.number(surge.now()),
                                                Written.number(surge.now() - surge.before()),
                                                Written.percent(surge.growth())),
                                "%s: %s%s, %s more than in the period before, up %s."
                                        .formatted(
                                                naming.of(dimension, surge.key())
                                                        .en(),
                                                Written.number(surge.now()),
                                                noun.en(),
                                                Written.number(surge.now() - surge.before()),
                                                Written.percent(surge.growth()))),
                        figures("received", surge.now(), "before", surge.before(), "changePercent", surge.growth()),
                        Query.compared(gathered, dimension)))
                .toList();
    }

    List<Finding> below(
            Gathered gathered, Thresholds thresholds, Naming naming, Rate rate, BigDecimal target, Text basis) {
        return worst(
                gathered,
                thresholds,
                unit -> rate.denominator(unit) >= thresholds.rounds()
                                && rate.of(unit).compareTo(target) < 0
                        ? rate.of(unit)
                        : null,
                (code, unit) -> new Finding(
                        name(),
                        new Text(
                                "%s%s%s（%s%s件），低于%s。"
                                        .formatted(
                                                naming.of(Dimension.UNIT, code).zh(),
                                                rate.name(false),
                                                Written.percent(rate.of(unit)),
                                                basis.zh(),
                                                Written.number(rate.denominator(unit)),
                                                Written.percent(target)),
                                "%s: %s %s (%s %s), below %s."
                                        .formatted(
                                                naming.of(Dimension.UNIT, code).en(),
                                                rate.name(true).toLowerCase(Locale.ROOT),
                                                Written.percent(rate.of(unit)),
                                                Written.number(rate.denominator(unit)),
                                                basis.en(),
                                                Written.percent(target))),
                        figures(
                                rate.code(),
                                rate.of(unit),
                                "numerator",
                                rate.numerator(unit),
                                "denominator",
                                rate.denominator(unit),
                                "target",
                                target),
                        Query.ofUnit(gathered.period(), code)));
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
