package org.hotline12345.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import org.hotline12345.bench.model.Assumption;
import org.hotline12345.bench.model.Assumptions;
import org.hotline12345.localstack.language.Words;
import org.hotline12345.testing.ProjectRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTableTest {
    private static final Assumptions USUAL = Assumptions.usual();

    @ParameterizedTest
    @CsvSource({"en, docs/scale.md", "zh, docs/scale.zh.md"})
    void the_manual_shows_what_the_command_prints(String language, String manual) throws IOException {
        ScaleTable table = new ScaleTable(Words.in(Locale.forLanguageTag(language)));

        assertThat(Files.readString(ProjectRoot.find().resolve(manual)))
                .contains(table.markdown(USUAL))
                .contains(table.markdownOfAssumptions(USUAL));
    }

    @Test
    void who_gives_the_cases_sees_one_place_and_what_was_given() {
        String text = new ScaleTable(Words.in(Locale.ENGLISH))
                .text(USUAL.with(Assumption.CASES, 12_000).with(Assumption.PEAK, 8));

        assertThat(text.lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line.split(" {2,}")).containsExactly("cases a day", "12,000"));
        assertThat(text.lines().filter(line -> line.startsWith("peak ")))
                .singleElement()
                .asString()
                .contains("8", "given");
    }

    @Test
    void every_number_is_named() {
        String text = new ScaleTable(Words.in(Locale.CHINESE)).text(USUAL);

        assertThat(Arrays.stream(Assumption.values()).map(Assumption::key)).allMatch(text::contains);
    }
}
