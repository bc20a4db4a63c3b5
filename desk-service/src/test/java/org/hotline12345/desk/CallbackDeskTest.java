package org.hotline12345.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.desk.People.CALLBACK_AGENT;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.support.ui.Select;

/** The desk of the callback agents on what the services say of a few cases. */
@QuarkusTest
class CallbackDeskTest extends ScreenTest {
    private static final String SURVEY_CALL = "callback?screen=survey-call&id=00000000-0000-4000-8000-000000000801";
    private static final String SURVEY_RESULT = "survey-calls/00000000-0000-4000-8000-000000000801/result";

    private static final String REPLY = "callback?screen=reply&id=00000000-0000-4000-8000-000000000821";
    private static final String REPLY_HANDLING = "text-replies/00000000-0000-4000-8000-000000000821/handling";
    private static final String REPLY_FREE = "callback?screen=reply&id=00000000-0000-4000-8000-000000000822";

    private static final String CALL = "callback?screen=call&id=" + Cases.CALLBACK;
    private static final String RESULT = "callbacks/" + Cases.CALLBACK + "/result";

    @BeforeEach
    void cases() {
        Cases.tell(services);
        services.answer("followup", "POST", RESULT, 200, "{}");
    }

    @ParameterizedTest
    @CsvSource({
        "next, 回访, Callbacks",
        "waiting, 回访清单, List of callbacks",
        "telling, 告知结果, Telling citizens",
        "replies, 短信回复, Text replies",
    })
    void a_screen_looks_right(String screen, String chinese, String english) throws IOException {
        looksRight(
                CALLBACK_AGENT, "callback?screen=" + screen, "callback-" + screen, chinese, english, "#screen table");
    }

    @Test
    void a_call_looks_right() throws IOException {
        looksRight(CALLBACK_AGENT, CALL, "callback-call", "丁香苑小区自来水停水两天", "丁香苑小区自来水停水两天", "#field-satisfaction");
    }

    @Test
    void all_open_matters_of_the_citizen_are_seen_in_one_call() {
        signIn(CALLBACK_AGENT, CALL + "&lang=zh");

        browser.awaitText("#screen", "该诉求人的未结诉求（2件）");
        assertThat(browser.text("#screen")).contains("夜间装修扰民", "待人工派单", "2026-12-04");
    }

    @Test
    void the_screen_of_who_calls_looks_right() throws IOException {
        looksRight(CALLBACK_AGENT, "callback?screen=matters", "callback-matters", "来电查询", "Who calls", "#field-phone");
    }

    @Test
    void who_calls_back_is_found_by_the_number() {
        services.answer("intake", "POST", "cases/open-matters", 200, Cases.read("open-matters.json"));
        signIn(CALLBACK_AGENT, "callback?screen=matters&lang=zh");
        browser.await("#field-phone").sendKeys("13900001111");
        browser.one("#field-purpose").sendKeys("诉求人回电");
        browser.one("#screen form button[type=submit]").click();

        browser.awaitText("#screen", "夜间装修扰民");
        assertThat(services.requests("intake"))
                .anyMatch(request -> request.startsWith("POST /api/v1/cases/open-matters ")
                        && request.contains("13900001111")
                        && request.contains("诉求人回电"));
        assertThat(browser.address()).doesNotContain("13900001111");
    }

    @Test
    void a_case_looks_right() throws IOException {
        String title = "丁香苑小区自来水停水两天";
        looksRight(
                CALLBACK_AGENT,
                "callback?screen=case&id=00000000-0000-4000-8000-000000000101",
                "callback-case",
                title,
                title,
                "#screen table");
    }

    @Test
    void what_the_citizen_answers_is_recorded_with_the_reasons_of_the_plan() {
        signIn(CALLBACK_AGENT, CALL + "&lang=zh");

        new Select(browser.one("#field-satisfaction")).selectByValue("DISSATISFIED");
        new Select(browser.one("#field-resolved")).selectByValue("false");
        browser.one("#field-reason-NOT_SOLVED").click();
        browser.one("#field-reason").sendKeys("高层还是没有水");
        browser.one("form.entry:has(#field-satisfaction) button[type=submit]").click();

        browser.awaitText("#done", "回访结果已登记");
        assertThat(services.requests("followup"))
                .anyMatch(one -> one.contains("/result")
                        && one.contains("\"reached\":true,\"resolved\":false,\"satisfaction\":\"DISSATISFIED\"")
                        && one.contains("\"reasons\":[\"NOT_SOLVED\"]"));
    }

    @Test
    void a_citizen_who_names_another_time_is_noted() {
        signIn(CALLBACK_AGENT, CALL + "&lang=zh");

        new Select(browser.one("#field-outcome")).selectByValue("CALL_AGAIN");
        browser.script("document.querySelector('#field-callAgainAt').value = '2099-11-30T19:30'");
        browser.one("form.entry:has(#field-outcome) button[type=submit]").click();

        browser.awaitText("#done", "已登记");
        assertThat(services.requests("followup"))
                .anyMatch(one -> one.contains(
                        "{\"reached\":false,\"outcome\":\"CALL_AGAIN\",\"callAgainAt\":\"2099-11-30T19:30:00+08:00\""));
    }

    @Test
    void the_number_is_shown_for_a_purpose_and_stays_in_no_storage() {
        services.answer("intake", "POST", "cases/00000000-0000-4000-8000-000000000101/contact", 200, """
                {"name": "王女士", "phone": "13900001111"}""");
        signIn(CALLBACK_AGENT, CALL + "&lang=zh");

        browser.one(".order-actions button").click();
        browser.await("dialog button[type=submit]").click();

        browser.awaitText("dialog .contact", "王女士 13900001111");
        assertThat(services.requests("intake")).anyMatch(one -> one.contains("{\"purpose\":\"回访\"}"));
        assertThat(browser.script("return JSON.stringify({ ...sessionStorage, ...localStorage })"))
                .asString()
                .doesNotContain("13900001111");
    }

    @Test
    void the_next_ones_are_taken_and_the_first_is_opened() {
        services.answer("followup", "POST", "callbacks/claim", 200, Cases.read("callbacks-claimed.json"));
        signIn(CALLBACK_AGENT, "callback?screen=next&lang=zh");

        browser.one("form.entry button[type=submit]").click();

        browser.awaitText("#done", "已领取 1 件");
        assertThat(browser.address()).contains("screen=call", Cases.CALLBACK);
    }

    @Test
    void a_call_for_a_survey_looks_right_and_says_that_it_is_one() throws IOException {
        String title = "丁香苑小区自来水停水两天";
        looksRight(CALLBACK_AGENT, SURVEY_CALL, "callback-survey-call", title, title, ".badge.SURVEY");
        assertThat(browser.text(".badge.SURVEY")).isEqualTo("Survey: 供热季专项回访, no. 17");
    }

    @Test
    void what_a_citizen_says_in_a_survey_is_recorded_by_its_questions() {
        services.answer("followup", "POST", SURVEY_RESULT, 200, "{}");
        signIn(CALLBACK_AGENT, SURVEY_CALL + "&lang=zh");
        assertThat(browser.text("#screen")).contains("社会调查 · 供热季专项回访 第17位", "正在进行“供热季专项回访”", "不影响诉求的办理");
        assertThat(browser.all("#field-toDispatcher")).isEmpty();

        new Select(browser.one("#field-satisfaction")).selectByValue("SATISFIED");
        browser.one("form.entry:has(#field-satisfaction) button[type=submit]").click();

        browser.awaitText("#done", "回访结果已登记");
        assertThat(services.requests("followup"))
                .anyMatch(one -> one.contains(SURVEY_RESULT)
                        && one.contains("\"satisfaction\":\"SATISFIED\"")
                        && !one.contains("explanation"));
    }

    @Test
    void citizens_of_a_survey_are_taken_on_the_same_desk() {
        services.answer("followup", "POST", "survey-calls/claim", 200, Cases.read("survey-calls.json"));
        signIn(CALLBACK_AGENT, "callback?screen=next&lang=zh");
        new Select(browser.one("#field-origin")).selectByVisibleText("社会调查");

        browser.one("form.entry button[type=submit]").click();

        browser.awaitText("#done", "已领取 1 件");
        assertThat(browser.address()).contains("screen=survey-call");
    }

    @Test
    void the_calls_for_surveys_are_listed_too() throws IOException {
        looksRight(
                CALLBACK_AGENT,
                "callback?screen=waiting&origin=SURVEY",
                "callback-surveys",
                "回访清单",
                "List of callbacks",
                ".badge.SURVEY");
    }

    @Test
    void a_text_reply_looks_right() throws IOException {
        looksRight(CALLBACK_AGENT, REPLY, "callback-reply", "短信回复", "Text reply", "#field-caseId");
    }

    @Test
    void text_replies_that_were_handled_look_right() throws IOException {
        looksRight(
                CALLBACK_AGENT,
                "callback?screen=replies&state=HANDLED",
                "callback-replies-handled",
                "短信回复",
                "Text replies",
                ".badge.SUPPLEMENTED");
    }

    @Test
    void text_replies_show_until_when_they_are_to_be_handled_with_their_mark_and_urge() {
        signIn(CALLBACK_AGENT, "callback?screen=replies&lang=zh");

        browser.awaitText("#screen table", "2026-11-30 17:30");
        assertThat(browser.text("#screen tbody tr:first-child")).contains("红牌", "已催办 1 次：2026-11-30 17:30");
        assertThat(browser.text("#screen tbody tr:nth-child(2)")).contains("黄牌").doesNotContain("已催办");
        assertThat(browser.text("#screen")).contains("1 件短信回复已超时");
        browser.one("#screen tbody tr:first-child a").click();
        browser.awaitText("#screen dl", "红牌");
    }

    @Test
    void who_calls_citizens_back_is_told_of_text_replies_that_are_overdue() {
        signIn(CALLBACK_AGENT, "callback?screen=next&lang=zh");
        browser.awaitText("#screen", "1 件短信回复已超时，请尽快处理");

        browser.one("#screen .error a").click();

        browser.awaitText("#screen table", "门牌号说错了");
    }

    @Test
    void where_no_text_reply_waits_it_says_so() {
        signIn(CALLBACK_AGENT, "callback?screen=replies&state=WAITING&lang=zh");

        browser.awaitText("#screen", "没有符合条件的短信回复");
        assertThat(browser.text("#screen")).contains("待处理 3", "待核对号码 0", "内容已保存，不会丢失");
    }

    @Test
    void who_has_no_right_to_text_replies_is_told() {
        services.answer("followup", "GET", "text-replies", 403, """
                {"title": "没有权限", "detail": "您没有此项权限。", "status": 403}""");
        signIn(CALLBACK_AGENT, "callback?screen=replies&lang=zh");

        browser.awaitText("#message", "您的角色无权查看这些数据");
    }

    @Test
    void a_text_reply_is_taken_before_it_is_handled() {
        services.answer("followup", "POST", "text-replies/00000000-0000-4000-8000-000000000822/claim", 200, "{}");
        signIn(CALLBACK_AGENT, REPLY_FREE + "&lang=zh");
        assertThat(browser.all("#field-caseId")).isEmpty();

        browser.await("form.entry button[type=submit]").click();

        browser.awaitText("#done", "已领取");
    }

    @Test
    void a_text_reply_is_added_to_the_case_that_it_is_about() {
        services.answer("followup", "POST", REPLY_HANDLING, 200, "{}");
        signIn(CALLBACK_AGENT, REPLY + "&lang=zh");
        browser.await("#field-caseId");
        new Select(browser.one("#field-caseId")).selectByValue("00000000-0000-4000-8000-000000000102");

        browser.one("form.entry:has(#field-caseId) button[type=submit]").click();

        browser.awaitText("#done", "已补充到诉求");
        assertThat(browser.address()).contains("screen=replies");
        assertThat(services.requests("followup"))
                .anyMatch(one -> one.contains(REPLY_HANDLING)
                        && one.contains("\"outcome\":\"SUPPLEMENTED\"")
                        && one.contains("\"caseId\":\"00000000-0000-4000-8000-000000000102\""));
    }

    @Test
    void a_digit_chooses_what_came_of_a_text_reply() {
        services.answer("followup", "POST", REPLY_HANDLING, 200, "{}");
        signIn(CALLBACK_AGENT, REPLY + "&lang=zh");
        browser.await("#outcome-SUPPLEMENTED").sendKeys("3");
        assertThat(browser.one("#field-caseId").isDisplayed()).isFalse();

        browser.one("form.entry:has(#field-caseId) button[type=submit]").click();

        browser.awaitText("#done", "处理结果已登记");
        assertThat(services.requests("followup"))
                .anyMatch(one ->
                        one.contains(REPLY_HANDLING) && one.contains("\"outcome\":\"NO_MATTER\",\"caseId\":null"));
    }

    @Test
    void a_text_reply_that_the_case_does_not_take_says_why() {
        services.answer("followup", "POST", REPLY_HANDLING, 409, """
                {"title": "该诉求不能补充", "detail": "受理服务未予补充：当前状态为“已归档”。", "status": 409}""");
        signIn(CALLBACK_AGENT, REPLY + "&lang=zh");

        browser.await("form.entry:has(#field-caseId) button[type=submit]").click();

        browser.awaitText("form.entry .error", "受理服务未予补充：当前状态为“已归档”。");
    }
}
