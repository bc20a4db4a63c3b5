package org.hotline12345.assessment.definition.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.testing.ProjectRoot;
import org.junit.jupiter.api.Test;

class DefinitionsTest {
    private static final String BEGIN = "<!-- made by DefinitionsTest: begin -->\n";
    private static final String END = "<!-- made by DefinitionsTest: end -->\n";

    @Test
    void every_figure_has_one_definition_that_says_all_of_it() {
        assertThat(Definitions.all()).extracting(Definition::code).doesNotHaveDuplicates();
        assertThat(Definitions.all())
                .extracting(Definition::code)
                .containsAll(Stream.of(Count.values()).map(Count::code).toList())
                .containsAll(Stream.of(Rate.values()).map(Rate::code).toList());
        assertThat(Definitions.all()).allSatisfy(definition -> {
            said(definition.name());
            said(definition.period());
            said(definition.rounding());
            if (definition.kind() == Definition.Kind.COUNT) {
                said(definition.words());
            } else {
                said(definition.numerator());
                said(definition.denominator());
                assertThat(definition.numerator()).isNotEqualTo(definition.denominator());
            }
            if (definition.inPerCent()) {
                said(definition.withoutDenominator());
            }
        });
    }

    @Test
    void what_is_open_now_belongs_to_no_period() {
        assertThat(Stream.of(Count.values()).filter(count -> !count.ofPeriod()))
                .containsExactly(Count.OPEN_NOW, Count.OVERDUE_NOW);
        assertThat(Stream.of(FactSource.values()).filter(source -> !source.flows()))
                .containsExactly(FactSource.CARRIED_OVER, FactSource.CARRIED_FORWARD, FactSource.OPEN);
    }

    /** {@code -Dhotline.docs.write=true} writes the table anew after a wanted change. */
    @Test
    void the_table_for_officials_is_that_of_the_definitions() throws IOException {
        Path document = ProjectRoot.find().resolve("docs/assessment.md");
        String text = Files.readString(document);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        assertThat(text.indexOf(BEGIN))
                .as("the place of the table in docs/assessment.md")
                .isBetween(0, end);
        if (Boolean.getBoolean("hotline.docs.write")) {
            text = text.substring(0, begin) + table() + text.substring(end);
            Files.writeString(document, text);
            end = text.indexOf(END);
        }

        assertThat(text.substring(begin, end))
                .as("the table in docs/assessment.md; if the change is wanted: ./mvnw -pl assessment-service test"
                        + " -Dtest=DefinitionsTest -Dhotline.docs.write=true")
                .isEqualTo(table());
    }

    private static String table() {
        return "| 指标 | code | 口径 (what is counted; numerator ÷ denominator) | 归期 |\n|---|---|---|---|\n"
                + Definitions.all().stream().map(DefinitionsTest::row).collect(Collectors.joining());
    }

    private static String row(Definition definition) {
        String words = definition.words() != null
                ? definition.words().zh()
                : definition.numerator().zh() + " ÷ " + definition.denominator().zh();
        return "| " + definition.name().zh() + " " + definition.name().en() + " | `" + definition.code() + "` | "
                + words + " | " + period(definition) + " |\n";
    }

    /** Without the reasons, which stand below the table. */
    private static String period(Definition definition) {
        return Stream.of(definition.period().zh().split(";"))
                .map(reason -> reason.split(":")[0])
                .collect(Collectors.joining("、"));
    }

    private static void said(Text words) {
        assertThat(words.zh()).isNotBlank().doesNotMatch("[ -~]*");
        assertThat(words.en()).isNotBlank().isNotEqualTo(words.zh());
    }
}
