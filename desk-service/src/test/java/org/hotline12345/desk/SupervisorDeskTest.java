package org.hotline12345.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.desk.People.SUPERVISOR;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** The desk of the supervisors on what the services say of a few cases. */
@QuarkusTest
class SupervisorDeskTest extends ScreenTest {
    @BeforeEach
    void cases() {
        Cases.tell(services);
    }

    @ParameterizedTest
    @CsvSource({
        "today, 今日督办, Today",
        "decisions, 待决定, Decisions",
        "deadlines, 时限, Deadlines",
        "supervisions, 督办, Supervisions",
        "urges, 催办, Urges",
    })
    void a_screen_looks_right(String screen, String chinese, String english) throws IOException {
        looksRight(
                SUPERVISOR, "supervisor?screen=" + screen, "supervisor-" + screen, chinese, english, "#screen table");
    }

    @Test
    void an_order_looks_right() throws IOException {
        String title = "高层二次供水加压泵噪声扰民";
        looksRight(
                SUPERVISOR,
                "supervisor?screen=order&id=" + Cases.ORDER,
                "supervisor-order",
                title,
                title,
                "#screen .order-actions button");
    }

    @Test
    void a_supervision_looks_right() throws IOException {
        looksRight(
                SUPERVISOR,
                "supervisor?screen=supervision&id=" + Cases.SUPERVISION,
                "supervisor-supervision",
                "督〔2026〕7号",
                "S 2026/7",
                "#screen .order-actions button");
    }

    @Test
    void what_waits_for_a_decision_stands_in_one_list_the_earliest_due_first() {
        signIn(SUPERVISOR, "supervisor?screen=decisions&lang=zh");

        assertThat(browser.all("#screen tbody td:nth-child(2)"))
                .extracting(cell -> cell.getText())
                .containsExactly(
                        "二次不满意", "退单裁定", "待派单", "督办反馈", "待解释", "计划复核", "短信回复", "直接答复不满意", "待补充", "短信回复", "短信回复");
        assertThat(browser.text(".tabs")).contains("全部 11", "待派单 1", "待补充 1", "短信回复 3");
    }

    @Test
    void text_replies_that_nobody_handled_are_counted_and_listed() {
        signIn(SUPERVISOR, "supervisor?screen=today&lang=zh");
        assertThat(browser.text("#screen .counts")).contains("3 待处理的短信回复", "1 超时未处理的短信回复");

        browser.one("#screen .counts li:last-child a").click();

        browser.awaitText("#screen table", "由回访员处理");
        assertThat(browser.all("#screen tbody td:nth-child(2)"))
                .extracting(cell -> cell.getText())
                .containsOnly("短信回复")
                .hasSize(3);
    }

    @Test
    void what_comes_in_is_said_above_the_decisions_and_nothing_moves_under_a_hand() throws IOException {
        signIn(SUPERVISOR, "supervisor?screen=decisions&lang=zh");
        browser.one("#screen tbody tr:first-child button").click();
        browser.await("dialog #field-reason").sendKeys("泵房噪声仍超标");
        services.answer("followup", "explanations", """
                {"items": [
                  {"caseId": "00000000-0000-4000-8000-000000000141", "caseNumber": "220173-20261110-000041", "title": "申请免收滞纳金", "unit": "W",
                   "reason": "规定太死板", "dueAt": "2026-11-28T17:00:00+08:00"},
                  {"caseId": "00000000-0000-4000-8000-000000000142", "caseNumber": "220173-20261110-000042", "title": "申请减免供热费", "unit": "W",
                   "reason": "规定不合理", "dueAt": "2026-11-28T18:00:00+08:00"}]}""");

        browser.script("document.dispatchEvent(new Event('visibilitychange'))");

        browser.awaitText(".news", "新到 1 件。");
        assertThat(browser.one("dialog #field-reason").getDomProperty("value")).isEqualTo("泵房噪声仍超标");
        assertThat(browser.text("#screen table")).doesNotContain("申请减免供热费");
        browser.press(Keys.ESCAPE);
        pictures("supervisor-news");
        browser.one(".news button").click();
        browser.awaitText("#screen table", "申请减免供热费");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void a_figure_of_today_that_changed_is_said() {
        services.answer(
                "followup",
                "supervision-today",
                "{\"asOf\": \"2026-11-30T10:00:00+08:00\", \"red\": 1, \"items\": []}");
        signIn(SUPERVISOR, "supervisor?screen=today&lang=zh");
        services.answer(
                "followup",
                "supervision-today",
                "{\"asOf\": \"2026-11-30T10:05:00+08:00\", \"red\": 1, \"items\": []}");
        browser.script("document.dispatchEvent(new Event('visibilitychange'))");
        assertThat(browser.text(".news")).isEmpty();
        services.answer(
                "followup",
                "supervision-today",
                "{\"asOf\": \"2026-11-30T10:05:00+08:00\", \"red\": 2, \"items\": []}");
        browser.script("document.dispatchEvent(new Event('visibilitychange'))");

        browser.awaitText(".news", "列表已有变化。");
        browser.one(".news button").click();
        browser.awaitText("#screen .counts .over", "2");
    }

    @Test
    void dispatchers_are_urged_about_a_case_that_waits_in_triage() {
        String path = "triage-clocks/00000000-0000-4000-8000-000000000951/urges";
        services.answer("followup", "POST", path, 201, "{}");
        signIn(SUPERVISOR, "supervisor?screen=decisions&kind=triage&lang=zh");
        browser.one("#screen tbody button").click();
        browser.await("dialog [name=note]").sendKeys("请尽快派单");
        browser.one("dialog button[type=submit]").click();

        browser.awaitText("#done", "已催办");
        assertThat(services.requests("followup")).anyMatch(one -> one.contains(path) && one.contains("请尽快派单"));
    }

    @Test
    void a_second_dissatisfaction_is_decided_from_the_list() {
        services.answer("followup", "POST", "cases/00000000-0000-4000-8000-000000000103/rework-decision", 200, "{}");
        signIn(SUPERVISOR, "supervisor?screen=decisions&lang=zh");

        browser.one("#screen tbody tr:first-child button").click();
        new Select(browser.await("dialog #field-rework")).selectByValue("true");
        browser.one("dialog #field-reason").sendKeys("泵房噪声仍超标");
        browser.one("dialog button[type=submit]").click();

        browser.awaitText("#done", "已决定");
        assertThat(services.requests("followup"))
                .anyMatch(one -> one.contains("rework-decision") && one.contains("\"rework\":true"));
    }
}
