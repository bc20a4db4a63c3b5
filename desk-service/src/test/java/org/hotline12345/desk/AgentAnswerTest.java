package org.hotline12345.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.desk.People.AGENT;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Agents answer on the spot, with articles of the knowledge base: during the call, and on the page of a case. */
@QuarkusTest
class AgentAnswerTest extends ScreenTest {
    private static final String TEXT = "小区二次供水泵房故障，六楼以上已经停水两天。";
    private static final String CASE = "cases/" + SmallCity.IN_TRIAGE;
    private static final String ANSWER = "POST /api/v1/" + CASE + "/direct-answer ";

    @BeforeEach
    void city() {
        SmallCity.isTold(services);
        services.answer("intake", "POST", CASE + "/direct-answer", 200, "{}");
    }

    @Test
    void an_article_is_opened_by_a_key_and_answers_the_case() throws IOException {
        signIn(AGENT, "agent?lang=zh");
        browser.one("[name=text]").sendKeys(TEXT);
        browser.awaitText("#hints", "停水的查询和报修");
        assertThat(browser.text("#hints")).contains("停水超过公告时间仍未恢复的").doesNotContain("用此条答复");

        browser.press(Keys.chord(Keys.ALT, "k"));

        browser.awaitText("#hints", "用此条答复");
        assertThat(browser.text("#hints")).contains("二次供水设施由供水企业或物业维护", "条目GS-TS-001，第2版", "负责解释：市水务局");
        pictures("agent-article");
        browser.one("#hints .article button").click();
        browser.awaitText("#answer-article", "依据知识条目GS-TS-001（第2版）停水的查询和报修");
        assertThat(browser.focused()).isEqualTo(browser.one("[name='directAnswer.text']"));
        assertThat(browser.barriers()).isEmpty();
        browser.reload();
        browser.awaitText("#answer-article", "GS-TS-001");
        browser.one("[name=type] option[value=HELP]").click();
        browser.one("form.entry button[type=submit]").click();

        browser.awaitText("#case-number", "20261130000022");
        assertThat(sent("intake", "POST /api/v1/cases "))
                .contains("\"by\":\"KNOWLEDGE\"", "\"article\":{\"code\":\"GS-TS-001\",\"version\":2}", "转供水企业办理");
    }

    @Test
    void an_answer_of_the_agents_own_names_no_article_and_keeps_what_was_written() {
        signIn(AGENT, "agent?lang=zh");
        browser.one("[name=text]").sendKeys(TEXT);
        browser.one("#outcome-answer").click();
        browser.one("[name='directAnswer.text']").sendKeys("已告知抢修电话。");
        browser.awaitText("#hints", "停水的查询和报修");
        browser.one("#hints .article summary").click();
        browser.one("#hints .article button").click();
        browser.awaitText("#answer-article", "GS-TS-001");
        assertThat(browser.one("[name='directAnswer.text']").getDomProperty("value"))
                .startsWith("已告知抢修电话。\n二次供水设施");

        browser.one("[name='directAnswer.by'] option[value=AGENT]").click();

        Awaitility.await().until(() -> !browser.one("#answer-article").isDisplayed());
        browser.one("[name=type] option[value=HELP]").click();
        browser.one("form.entry button[type=submit]").click();
        browser.awaitText("#case-number", "20261130000022");
        assertThat(sent("intake", "POST /api/v1/cases "))
                .contains("\"by\":\"AGENT\"")
                .doesNotContain("GS-TS-001");
    }

    @Test
    void a_case_is_answered_with_an_article_on_its_page() throws IOException {
        services.answer("intake", "POST", "knowledge/search", 200, """
                {"items": [{"code": "HB-ZS-003", "version": 4, "title": "夜间装修噪声的投诉", "passage": "夜间十点以后不得施工。…",
                 "text": "夜间十点以后不得施工。\\n可请物业当场制止，也可拨打12345。", "areas": [], "unitName": "市生态环境局"}], "next": null}""");
        openAnswer();
        browser.awaitText("dialog .article summary", "夜间十点以后不得施工");
        assertThat(sent("intake", "POST /api/v1/knowledge/search ")).contains("\"title\":\"夜间装修扰民\"", "邻居家装修半夜施工");

        browser.one("dialog .article summary").click();
        pictures("agent-case-answer");
        browser.one("dialog .article button").click();

        browser.awaitText("dialog #answer-article", "依据知识条目HB-ZS-003（第4版）夜间装修噪声的投诉");
        assertThat(browser.focused()).isEqualTo(browser.one("dialog [name=text]"));
        assertThat(browser.barriers()).isEmpty();
        browser.one("dialog button[type=submit]").click();
        browser.awaitText("#done", "已直接答复");
        assertThat(sent("intake", ANSWER))
                .contains("\"by\":\"KNOWLEDGE\"", "\"article\":{\"code\":\"HB-ZS-003\",\"version\":4}", "可请物业当场制止");
    }

    @Test
    void a_case_is_answered_without_an_article_where_the_knowledge_base_is_away() {
        services.answer("intake", "POST", "knowledge/search", 503, "{\"status\": 503, \"detail\": \"服务暂时无法使用。\"}");
        openAnswer();
        browser.awaitText("dialog", "暂时读不到知识库，不影响答复。");

        browser.one("dialog [name=text]").sendKeys("已请物业当场制止。");
        browser.one("dialog button[type=submit]").click();

        browser.awaitText("#done", "已直接答复");
        assertThat(sent("intake", ANSWER))
                .contains("\"by\":\"AGENT\"", "已请物业当场制止。")
                .doesNotContain("article");
    }

    @Test
    void that_no_article_fits_a_case_is_said_on_its_page() {
        services.answer("intake", "POST", "knowledge/search", 200, "{\"items\": [], \"next\": null}");

        openAnswer();

        browser.awaitText("dialog", "没有符合的知识条目。");
    }

    private void openAnswer() {
        signIn(AGENT, "agent?lang=zh&screen=case&id=" + SmallCity.IN_TRIAGE);
        browser.awaitText("#screen", "直接答复");
        browser.all("#screen .actions > button").stream()
                .filter(one -> one.getText().equals("直接答复"))
                .findFirst()
                .orElseThrow()
                .click();
        browser.await("dialog [name=text]");
    }
}
