package org.hotline12345.assessment.definition.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.testing.ProjectRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    @ParameterizedTest
    @EnumSource
    void the_table_of_the_manual_is_that_of_the_definitions(Manual manual) throws IOException {
        Path document = ProjectRoot.find().resolve("docs").resolve(manual.file);
        String text = Files.readString(document);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        assertThat(text.indexOf(BEGIN))
                .as("the place of the table in %s", document)
                .isBetween(0, end);
        if (Boolean.getBoolean("hotline.docs.write")) {
            text = text.substring(0, begin) + manual.table() + text.substring(end);
            Files.writeString(document, text);
            end = text.indexOf(END);
        }

        assertThat(text.substring(begin, end))
                .as(
                        "the table in %s; if the change is wanted: ./mvnw -pl assessment-service test"
                                + " -Dtest=DefinitionsTest -Dhotline.docs.write=true",
                        document)
                .isEqualTo(manual.table());
    }

    private enum Manual {
        CHINESE("assessment.zh.md", Language.ZH, "| 指标 | 代码 | 口径（比率为分子 ÷ 分母） | 归期 |\n", "；", "："),
        ENGLISH(
                "assessment.md",
                Language.EN,
                "| figure | code | what is counted (numerator ÷ denominator) | belongs to a period |\n",
                "; ",
                ": ");

        private final String file;
        private final Language language;
        private final String head;
        private final String between;
        private final String reason;

        Manual(String file, Language language, String head, String between, String reason) {
            this.file = file;
            this.language = language;
            this.head = head;
            this.between = between;
            this.reason = reason;
        }

        private String table() {
            return head + "|---|---|---|---|\n"
                    + Definitions.all().stream().map(this::row).collect(Collectors.joining());
        }

        private String row(Definition definition) {
            String words = definition.words() != null
                    ? definition.words().in(language)
                    : definition.numerator().in(language) + " ÷ "
                            + definition.denominator().in(language);
            return "| %s | `%s` | %s | %s |\n"
                    .formatted(definition.name().in(language), definition.code(), words, period(definition));
        }

        /** Without the reasons, which stand below the table. */
        private String period(Definition definition) {
            return Stream.of(definition.period().in(language).split(between))
                    .map(one -> one.split(reason)[0])
                    .collect(Collectors.joining(between));
        }
    }

    private static void said(Text words) {
        assertThat(words.zh()).isNotBlank().doesNotMatch("[ -~]*");
        assertThat(words.en()).isNotBlank().isNotEqualTo(words.zh());
    }
}
