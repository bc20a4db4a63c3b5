package org.hotline12345.assessment.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hotline12345.assessment.definition.Names;
import org.hotline12345.assessment.definition.model.Definition;
import org.hotline12345.assessment.definition.model.Definitions;
import org.hotline12345.assessment.evidence.FindCases.Evidence;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;

/** The cases behind a figure as rows of a table to be saved. */
public final class CaseTable {
    private static final Map<String, Text> FIGURES =
            Definitions.all().stream().collect(Collectors.toUnmodifiableMap(Definition::code, Definition::name));

    private static final Text COLUMNS = Names.of("cases.columns");

    private CaseTable() {}

    /** Names of the columns. */
    public static List<String> head(Language language) {
        return List.of(COLUMNS.in(language).split("\\|"));
    }

    /**
     * A fact behind a figure.
     *
     * @param names Answers the name of a unit.
     */
    public static List<Object> row(Evidence evidence, UnaryOperator<String> names, Language language) {
        var figure = FIGURES.get(evidence.of());
        return Arrays.asList(
                evidence.caseNumber(),
                evidence.round(),
                yes(evidence.counted(), language),
                figure == null ? evidence.of() : figure.in(language),
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
                grade(evidence.satisfaction(), language),
                yes(evidence.resolved(), language),
                evidence.caseId().toString(),
                evidence.workOrderId() == null ? null : evidence.workOrderId().toString());
    }

    private static String yes(Boolean value, Language language) {
        return value == null ? null : Names.of(value ? "yes" : "no").in(language);
    }

    private static String grade(String satisfaction, Language language) {
        return satisfaction == null
                ? null
                : Names.of("satisfaction." + satisfaction).in(language);
    }
}
