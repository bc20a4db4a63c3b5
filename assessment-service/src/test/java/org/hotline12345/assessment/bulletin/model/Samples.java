package org.hotline12345.assessment.bulletin.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.language.Text;

/** What bulletins are made of, for tests. */
public final class Samples {
    public static final Period WEEK = Period.parse("2026-W47");
    public static final Thresholds THRESHOLDS = new Thresholds(
            BigDecimal.TEN,
            BigDecimal.ONE,
            new BigDecimal("50"),
            20,
            10,
            new BigDecimal("95"),
            new BigDecimal("95"),
            new BigDecimal("20"),
            3);
    public static final Naming NAMING =
            (dimension, key) -> key == null ? new Text("未填写", "(not given)") : new Text("名" + key, "Name " + key);
    public static final Composition COMPOSITION = new Composition(THRESHOLDS, NAMING, 20);

    private Samples() {}

    /** Counts and their amounts in turn. */
    public static Figures figures(Object... countsAndAmounts) {
        var counts = new EnumMap<Count, Long>(Count.class);
        for (int i = 0; i < countsAndAmounts.length; i += 2) {
            counts.put((Count) countsAndAmounts[i], ((Number) countsAndAmounts[i + 1]).longValue());
        }
        return Figures.of(counts);
    }

    /** Figures in all, now, before and a year before. */
    public static Gathered totals(Figures now, Figures before, Figures yearBefore) {
        return gathered(now, before, yearBefore, Map.of(), Map.of());
    }

    /** Figures by one dimension; the totals are their sums. */
    public static Gathered by(Dimension dimension, Map<String, Figures> now, Map<String, Figures> before) {
        return gathered(
                Figures.sum(now.values()),
                Figures.sum(before.values()),
                Figures.none(),
                Map.of(dimension, now),
                Map.of(dimension, before));
    }

    public static Gathered gathered(
            Figures now,
            Figures before,
            Figures yearBefore,
            Map<Dimension, Map<String, Figures>> byNow,
            Map<Dimension, Map<String, Figures>> byBefore) {
        return new Gathered(
                WEEK,
                "/api/v1/indicators?period=2026-W47&by=none&compare=previous",
                "",
                2,
                now,
                before,
                yearBefore,
                byNow,
                byBefore,
                null,
                null,
                CaseListing.NONE,
                CaseListing.NONE);
    }

    /** The weekly bulletin of {@code PublishedFiguresTest}, with what else a bulletin tells made up. */
    public static Gathered publishedWeek() {
        long[] cases = {33_523, 21_570, 10_497, 3_783, 228, 1_583};
        String[] keys = {"CONSULTATION", "HELP", "COMPLAINT", "REPORT", "PRAISE", "SUGGESTION"};
        var types = new HashMap<String, Figures>();
        for (int i = 0; i < keys.length; i++) {
            types.put(keys[i], figures(Count.RECEIVED, cases[i]));
        }
        var units = new HashMap<String, Figures>();
        units.put(
                "WATER",
                figures(
                        Count.DUE,
                        200,
                        Count.FINISHED_ON_TIME,
                        180,
                        Count.OVERDUE,
                        20,
                        Count.TO_BE_INFORMED,
                        90,
                        Count.INFORMED,
                        80,
                        Count.ANSWERED,
                        40,
                        Count.SATISFIED,
                        30,
                        Count.SUPERVISED,
                        2,
                        Count.URGED,
                        3,
                        Count.REWORKED,
                        1));
        units.put("HOUSING", figures(Count.DUE, 31, Count.FINISHED_ON_TIME, 31));
        units.put("GAS", figures(Count.DUE, 4, Count.FINISHED_ON_TIME, 1, Count.OVERDUE, 3));
        var categories = Map.of("WATER", figures(Count.RECEIVED, 700), "ROADS", figures(Count.RECEIVED, 300));
        var total = figures(
                Count.RECEIVED,
                71_184,
                Count.ACCEPTED,
                71_184,
                Count.ANSWERED_DIRECTLY,
                37_527,
                Count.DISPATCHED,
                33_657,
                Count.DUE,
                231,
                Count.FINISHED,
                220,
                Count.FINISHED_ON_TIME,
                211,
                Count.OVERDUE,
                20,
                Count.TO_BE_INFORMED,
                14_513,
                Count.INFORMED,
                13_891,
                Count.CALLED_BACK,
                60,
                Count.ANSWERED,
                40,
                Count.SATISFIED,
                30,
                Count.SUPERVISED,
                2,
                Count.REWORKED,
                1);
        var lines = List.of(new CaseLine(
                UUID.fromString("00000000-0000-7000-8000-000000000001"),
                "220173-20261118-000017",
                1,
                new Text("名WATER", "Name WATER"),
                new Text("供水", "Water"),
                LocalDate.of(2026, 11, 20),
                null,
                true,
                CaseLine.Progress.OVERDUE));
        return new Gathered(
                WEEK,
                "/api/v1/indicators?period=2026-W47&by=none&compare=previous",
                "",
                2,
                total,
                figures(Count.RECEIVED, 62_000, Count.DUE, 200, Count.FINISHED_ON_TIME, 190),
                figures(Count.RECEIVED, 80_000),
                Map.of(Dimension.TYPE, types, Dimension.UNIT, units, Dimension.CATEGORY, categories),
                Map.of(Dimension.CATEGORY, Map.of("ROADS", figures(Count.RECEIVED, 400))),
                null,
                null,
                CaseListing.NONE,
                new CaseListing(lines, 4, 2));
    }

    /** Around a bulletin of {@link #WEEK}; without a number it is a draft. */
    public static Header header(IssueNumber number) {
        return new Header(
                Kind.BULLETIN,
                WEEK,
                null,
                null,
                null,
                new Text("市12345热线办公室", "12345 Hotline Office"),
                number,
                LocalDate.of(2026, 11, 24),
                Instant.parse("2026-11-23T01:00:00Z"));
    }

    /** Paragraphs of the staff. */
    public static Map<Section, List<String>> paragraphs() {
        return Map.of(Section.PROBLEMS, List.of("个别单位超期。"), Section.MEASURES, List.of("限期办结。", "逐件说明。"));
    }
}
