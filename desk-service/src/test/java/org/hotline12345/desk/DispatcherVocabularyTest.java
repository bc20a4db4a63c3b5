package org.hotline12345.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.desk.People.DISPATCHER;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vocabularies on the dispatchers' desk. */
@QuarkusTest
class DispatcherVocabularyTest extends ScreenTest {
    private static final String DRAFT = "dispatcher?lang=zh&screen=vocabulary&id=risk-words&of=dispatch&version=3";

    @BeforeEach
    void city() {
        SmallCity.isToldWithOfficeData(services);
    }

    @ParameterizedTest
    @CsvSource({
        "vocabularies, vocabularies, 词语表, Vocabularies, #screen tbody tr",
        "vocabulary&id=risk-words&of=dispatch&version=3, vocabulary, 风险词语, 风险词语, #screen textarea"
    })
    void every_screen_looks_right(String screen, String name, String chinese, String english, String content)
            throws IOException {
        looksRight(DISPATCHER, "dispatcher?screen=" + screen, "dispatcher-" + name, chinese, english, content);
    }

    @Test
    void a_draft_is_tried_and_the_texts_that_get_a_flag_more_are_seen_with_their_words() {
        signIn(DISPATCHER, DRAFT);
        browser.one("form[aria-label=试用] button[type=submit]").click();

        browser.awaitText("#tried", "第 3 版与第 2 版比较，读了 500 篇：有提示的由 21 篇变为 23 篇");
        assertThat(browser.text("#screen")).contains("多出提示的：3 篇", "“围堵”", "少了提示的：1 篇", "“着火”");
        assertThat(browser.barriers()).isEmpty();
        assertThat(services.requests("dispatch"))
                .anyMatch(request -> request.startsWith("POST /api/v1/vocabularies/risk-words/trial")
                        && request.contains("\"version\":3")
                        && request.contains("\"most\":500"));
    }

    @Test
    void what_is_wrong_with_a_document_stands_at_it_with_the_lines_and_nothing_is_lost() {
        services.answer("dispatch", "PUT", "vocabularies/risk-words", 400, """
                {"status": 400, "violations": [
                  {"field": "document", "message": "没有“dangerous”这一部分", "line": 7},
                  {"field": "document", "message": "“跳”太短，至少 2 个字", "line": 3}]}""");
        signIn(DISPATCHER, DRAFT);
        browser.one("[name=document]").sendKeys("[dangerous]");
        browser.one("form[aria-label=词语] button[type=submit]").click();

        browser.awaitText("form .wrong", "第 7 行 没有“dangerous”这一部分");
        assertThat(browser.text("form .wrong")).contains("第 3 行 “跳”太短");
        browser.reload();
        assertThat(browser.one("[name=document]").getDomProperty("value")).contains("[dangerous]");
    }

    @Test
    void a_new_version_is_stored_for_the_newest_and_shown_as_a_draft() {
        services.answer("dispatch", "PUT", "vocabularies/risk-words", 200, "{\"version\": 4}");
        services.answer("dispatch", "vocabularies/risk-words?version=4", """
                {"id": "risk-words", "name": "风险词语", "version": 4, "state": "DRAFT", "latest": 4, "versionInForce": 2,
                 "sections": [], "document": "[self-harm]", "allowed": ["edit", "trial"]}""");
        signIn(DISPATCHER, DRAFT);
        browser.one("[name=note]").sendKeys("增加“围堵”");
        browser.one("form[aria-label=词语] button[type=submit]").click();

        browser.awaitText("#done", "已存为第 4 版");
        assertThat(browser.text("#screen")).contains("草稿");
    }

    @Test
    void an_earlier_version_is_taken_back_to_with_a_reason() {
        services.answer("dispatch", "POST", "vocabularies/risk-words/activation", 200, "{}");
        signIn(DISPATCHER, DRAFT);
        browser.one("#screen tbody tr:last-child button").click();
        browser.await("dialog [name=reason]").sendKeys("误报较多");
        browser.one("dialog button[type=submit]").click();

        browser.awaitText("#done", "0 版（随软件提供） 已启用");
        assertThat(services.requests("dispatch"))
                .anyMatch(request -> request.startsWith("POST /api/v1/vocabularies/risk-words/activation")
                        && request.contains("\"version\":0")
                        && request.contains("误报较多"));
    }
}
