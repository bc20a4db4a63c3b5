package org.hotline12345.assessment.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hotline12345.assessment.definition.model.Definition;
import org.hotline12345.assessment.definition.model.Definitions;
import org.hotline12345.assessment.definition.model.Words;
import org.hotline12345.assessment.evidence.FindCases.Evidence;
import org.hotline12345.events.Satisfaction;

/** The cases behind a figure as rows of a table to be saved. */
public final class CaseTable {
    private static final Map<String, Words> FIGURES =
            Definitions.all().stream().collect(Collectors.toUnmodifiableMap(Definition::code, Definition::name));

    private static final Map<Satisfaction, String> GRADES_IN_ENGLISH = Map.of(
            Satisfaction.VERY_SATISFIED, "Very satisfied",
            Satisfaction.SATISFIED, "Satisfied",
            Satisfaction.BASICALLY_SATISFIED, "Basically satisfied",
            Satisfaction.DISSATISFIED, "Dissatisfied",
            Satisfaction.VERY_DISSATISFIED, "Very dissatisfied");

    private CaseTable() {}

    /** Names of the columns. */
    public static List<String> head(boolean english) {
        return english
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
                        "诉求编号", "轮次", "是否计入分子", "指标", "单位代码", "承办单位", "归期时间", "登记时间", "派单时间", "签收时限", "签收时间", "答复时限",
                        "办结时间", "反馈时间", "满意度", "是否解决", "诉求标识", "承办单标识");
    }

    /**
     * A fact behind a figure.
     *
     * @param names Answers the name of a unit.
     */
    public static List<Object> row(Evidence evidence, UnaryOperator<String> names, boolean english) {
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
