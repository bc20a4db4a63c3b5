package org.hotline12345.assessment.scoring.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.UnitLevel;

/**
 * A unit's score as people read it, in both languages, so that an approved one can be shown unchanged for ever.
 *
 * @param group Comparison group. May be null.
 * @param level Level. May be null.
 * @param band Class by the number of cases. May be null.
 * @param total Total; null if there was nothing to score.
 * @param scaled Whether the total was scaled up from the items that had a denominator.
 * @param grade Grade. May be null.
 * @param rank Place; null if it has none.
 * @param before The score without the appeals that were granted and with the cases that the office left out; null if none touched
 *     it.
 * @param exclusions What the office left out of it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UnitSheet(
        String unit,
        String name,
        String group,
        UnitLevel level,
        Text band,
        Standing standing,
        BigDecimal total,
        boolean scaled,
        String grade,
        Integer rank,
        Integer of,
        List<Line> items,
        List<Line> bonuses,
        List<Deducted> deductions,
        Before before,
        List<Excluded> exclusions)
        implements Listed {
    public UnitSheet {
        // scores approved before there were any
        exclusions = exclusions == null ? List.of() : exclusions;
    }

    /** Whether a unit is placed or listed apart. */
    public enum Standing {
        /** Placed in its group. */
        PLACED,
        /** It had fewer cases than the rule set asks for, or too little of it could be scored. */
        FEW_CASES,
        /** It had nothing to be scored. */
        WITHOUT_CASES
    }

    /**
     * An item.
     *
     * @param code What it rests on; null for a weighted sum.
     * @param value Rate in per cent or count. May be null.
     * @param target From where full marks are given. May be null.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            String item,
            Text name,
            String code,
            BigDecimal value,
            BigDecimal target,
            Long numerator,
            Long denominator,
            BigDecimal points,
            BigDecimal max,
            Text how) {
        public static Line of(Score.ItemScore scored) {
            return new Line(
                    scored.item().item(),
                    scored.item().name().text(),
                    scored.item().basisCode(),
                    scored.value(),
                    scored.item().points().target(),
                    scored.numerator(),
                    scored.denominator(),
                    plain(scored.points()),
                    scored.item().points().max(),
                    scored.how());
        }

        /** The lines of items scored. */
        public static List<Line> of(List<Score.ItemScore> scored) {
            return scored.stream().map(Line::of).toList();
        }
    }

    /**
     * Points taken off. Each kind has a cap of its own, so the total may have lost less than their sum.
     *
     * @param id Id of the deduction, of the finding, or of the order that was not followed.
     * @param reason Why; the text of the finding or of the order.
     * @param by Who took them off; who found it; who gave the order or verified it.
     * @param at When; the time that was over.
     */
    public record Deducted(UUID id, Kind kind, BigDecimal points, String reason, String by, Instant at) {
        /** For what points are taken off. */
        public enum Kind {
            /** A person did, with a reason. */
            BY_HAND("人工扣分", "by hand", Cap.BY_HAND),
            /** A unit did not report in time that it had put something right. */
            RECTIFICATION_LATE("整改逾期未报", "rectification not reported in time", Cap.ORDERS),
            /** It had not been put right, or not for long. */
            RECTIFICATION_NOT_FULFILLED("整改不到位", "rectification not fulfilled", Cap.ORDERS),
            /** Supervision found something minor. */
            FINDING_MINOR("督查发现一般问题", "minor finding of supervision", Cap.FINDINGS),
            /** Supervision found something serious. */
            FINDING_SERIOUS("督查发现较重问题", "serious finding of supervision", Cap.FINDINGS),
            /** Supervision found something grave. */
            FINDING_GRAVE("督查发现严重问题", "grave finding of supervision", Cap.FINDINGS);

            /** What has a cap of its own. */
            public enum Cap {
                /** What people took off. */
                BY_HAND,
                /** What orders to put something right cost. */
                ORDERS,
                /** What findings cost. */
                FINDINGS
            }

            private final Text text;
            private final Cap cap;

            Kind(String chinese, String language, Cap cap) {
                this.text = new Text(chinese, language);
                this.cap = cap;
            }

            /** Under which cap it falls. */
            public Cap cap() {
                return cap;
            }

            /** The words that people read. */
            public Text text() {
                return text;
            }
        }

        public Deducted {
            // scores approved before there were others had this kind only
            kind = kind == null ? Kind.BY_HAND : kind;
        }
    }

    /**
     * Cases that the office left out.
     *
     * @param id Id of the decision.
     * @param item From which item; null: from all.
     * @param cases How many of them concern the unit.
     * @param reason Why.
     * @param by Who decided.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Excluded(UUID id, String item, int cases, String reason, String by, Instant at) {}

    /**
     * The score without appeals.
     *
     * @param total Total. May be null.
     * @param grade Grade. May be null.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Before(BigDecimal total, String grade, List<Line> items) {}

    @Override
    public UnitSheet sheet() {
        return this;
    }

    /** Points without needless noughts, never in scientific notation. */
    public static BigDecimal plain(BigDecimal number) {
        return number == null ? null : new BigDecimal(PointsRule.plain(number));
    }
}
