package org.hotline12345.chassis.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemTexts;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.ETags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorAndTagTest {
    @Test
    void a_cursor_gives_back_what_it_was_made_of() {
        Instant time = Instant.parse("2026-01-05T01:02:03.000004Z");
        var id = UUID.randomUUID();
        Cursor cursor = Cursor.decode(Cursor.encode(time, id, 7, "停水"));
        assertThat(cursor.instant(0)).isEqualTo(time);
        assertThat(cursor.time(0).toInstant()).isEqualTo(time);
        assertThat(cursor.uuid(1)).isEqualTo(id);
        assertThat(cursor.number(2)).isEqualTo(7);
        assertThat(cursor.text(3)).isEqualTo("停水");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!", "YQ", ""})
    void a_text_that_is_no_cursor_is_refused(String text) {
        assertThatThrownBy(() -> Cursor.decode(text).number(0))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.type()).isEqualTo(ProblemType.INVALID_CURSOR));
    }

    @Test
    void a_page_is_followed_by_another_only_if_there_is_more() {
        var page = Page.of(List.of(1, 2, 3), 2, n -> "after" + n);
        assertThat(page.items()).containsExactly(1, 2);
        assertThat(page.next()).isEqualTo("after2");
        assertThat(Page.of(List.of(1, 2), 2, n -> "after" + n).next()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            nullValues = "none",
            value = {
                "none, true",
                "*, true",
                "'\"3\"', true",
                "'\"2\", \"3\"', true",
                "'\"2\"', false",
                "'W/\"3\"', false"
            })
    void a_version_is_checked_strongly(String ifMatch, boolean good) {
        if (good) {
            ETags.check(ifMatch, 3);
            assertThat(ETags.tag(3)).isEqualTo("\"3\"");
        } else {
            assertThatThrownBy(() -> ETags.check(ifMatch, 3)).isInstanceOf(Problem.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, ZH",
                "zh-CN, ZH",
                "en, EN",
                "'de, en;q=0.5', EN",
                "'en;q=0.3, zh;q=0.8', ZH",
                "fr, ZH",
                "';;q=x', ZH"
            })
    void the_language_is_the_preferred_of_the_two(String header, Language language) {
        assertThat(Language.of(header)).isEqualTo(language);
    }

    @Test
    void every_problem_has_texts_in_both_languages() throws IllegalAccessException {
        for (var field : ProblemType.class.getDeclaredFields()) {
            if (field.getType() == ProblemType.class) {
                var type = (ProblemType) field.get(null);
                for (Language language : Language.values()) {
                    assertThat(ProblemTexts.find(language, type.slug() + ".title", List.of()))
                            .as("%s in %s", type.slug(), language)
                            .isPresent();
                    assertThat(ProblemTexts.find(language, type.slug() + ".detail", List.of()))
                            .as("%s in %s", type.slug(), language)
                            .isPresent();
                }
            }
        }
    }
}
