package org.hotline12345.assessment.scoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hotline12345.assessment.export.model.Table;
import org.hotline12345.assessment.indicator.FindCases.Evidence;
import org.hotline12345.assessment.indicator.model.Definition;
import org.hotline12345.assessment.indicator.model.Definitions;
import org.hotline12345.assessment.indicator.model.Words;
import org.hotline12345.assessment.scoring.ReadScores.Ground;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.events.Satisfaction;

/** The ranking, and the cases behind an item, as tables to be saved. */
final class ScoreTables {
    private static final Map<String, Words> FIGURES =
            Definitions.all().stream().collect(Collectors.toUnmodifiableMap(Definition::code, Definition::name));

    private static final Map<Satisfaction, String> GRADES_IN_ENGLISH = Map.of(
            Satisfaction.VERY_SATISFIED, "Very satisfied",
            Satisfaction.SATISFIED, "Satisfied",
            Satisfaction.BASICALLY_SATISFIED, "Basically satisfied",
            Satisfaction.DISSATISFIED, "Dissatisfied",
            Satisfaction.VERY_DISSATISFIED, "Very dissatisfied");

    private ScoreTables() {}

    /** The table of the ranking. */
    static Table ranking(Ground ground, boolean english) {
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
        String period = ground.period().text();
        return new Table(
                "scores-" + rules.id() + "-" + period.replace("..", "_"),
                english
                        ? "Scores, " + period + ", " + rules.name().in(true)
                        : "考核成绩 " + ground.period().chinese() + " "
                                + rules.name().in(false),
                head,
                english);
    }

    /** A unit in the ranking. */
    static List<Object> row(UnitSheet sheet) {
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

    /** The table of the cases behind an item. */
    static Table cases(Ground ground, String unit, String nameOfUnit, RuleSet.Item item, boolean english) {
        String period = ground.period().text();
        String name = item.name().in(english);
        return new Table(
                "cases-" + unit + "-" + item.item() + "-" + period.replace("..", "_"),
                english
                        ? "Cases behind " + name + ", " + period + ", " + nameOfUnit
                        : name + "涉及诉求 " + ground.period().chinese() + " " + nameOfUnit,
                english
                        ? List.of(
                                "Case number",
                                "Round",
                                "Counted",
                                "Indicator",
                                "Unit code",
                                "Unit",
                                "Belongs to the period by",
                                "Registered",
                                "Dispatched",
                                "To be signed by",
                                "Signed",
                                "Due",
                                "Finished",
                                "Informed",
                                "Satisfaction",
                                "Solved",
                                "Case id",
                                "Work order id")
                        : List.of(
                                "诉求编号", "轮次", "是否计入分子", "指标", "单位代码", "承办单位", "归期时间", "登记时间", "派单时间", "签收时限", "签收时间",
                                "答复时限", "办结时间", "反馈时间", "满意度", "是否解决", "诉求标识", "承办单标识"),
                english);
    }

    /** A fact behind an item. */
    static List<Object> row(Evidence evidence, UnaryOperator<String> names, boolean english) {
        var figure = FIGURES.get(evidence.of());
        return Arrays.asList(
                evidence.caseNumber(),
                evidence.round(),
                yes(evidence.counted(), english),
                figure == null ? evidence.of() : figure.in(english),
                evidence.unit(),
                evidence.unit() == null ? null : names.apply(evidence.unit()),
                evidence.at(),
                evidence.registeredAt(),
                evidence.dispatchedAt(),
                evidence.signDueAt(),
                evidence.signedAt(),
                evidence.dueAt(),
                evidence.finishedAt(),
                evidence.informedAt(),
                grade(evidence.satisfaction(), english),
                yes(evidence.resolved(), english),
                evidence.caseId().toString(),
                evidence.workOrderId() == null ? null : evidence.workOrderId().toString());
    }

    private static String yes(Boolean value, boolean english) {
        if (value == null) {
            return null;
        }
        return english ? value ? "yes" : "no" : value ? "是" : "否";
    }

    private static String grade(String satisfaction, boolean english) {
        if (satisfaction == null) {
            return null;
        }
        var grade = Satisfaction.valueOf(satisfaction);
        return english ? GRADES_IN_ENGLISH.get(grade) : grade.chinese();
    }
}
