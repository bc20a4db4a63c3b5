package org.hotline12345.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.desk.People.AGENT;
import static org.hotline12345.desk.People.DISPATCHER;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The agents' desk on a small city. */
@QuarkusTest
class AgentDeskTest extends ScreenTest {
    private static final String TEXT = "小区二次供水泵房故障，六楼以上已经停水两天。";
    private static final String PHONE = "13900001111";
    private static final String CORRECTIONS = "cases/" + SmallCity.IN_HAND + "/corrections";

    @BeforeEach
    void city() {
        SmallCity.isTold(services);
    }

    @ParameterizedTest
    @CsvSource({
        "call, 来电受理, Call, #hints",
        "mine, 今日受理, Taken today, #screen tbody tr",
        "questions, 待补充, To be answered, #screen tbody tr",
        "search, 查询, Search, #screen tbody tr",
        "knowledge, 知识库, Knowledge base, #screen .article",
        "case&id=" + SmallCity.IN_HAND + ", 20261130000017, 20261130000017, #screen .course li",
        "correct&id=" + SmallCity.IN_HAND + ", 更正诉求 20261130000017, Correct case 20261130000017, #field-reason"
    })
    void every_screen_looks_right(String screen, String chinese, String english, String content) throws IOException {
        looksRight(AGENT, "agent?screen=" + screen, "agent-" + screen.replaceAll("&.*", ""), chinese, english, content);
    }

    @Test
    void a_question_of_a_dispatcher_is_answered() {
        String path = "triage-questions/019aa000-0000-7000-8000-000000000601/answer";
        services.answer("dispatch", "POST", path, 200, "{}");
        signIn(AGENT, "agent?lang=zh&screen=questions");
        browser.one("#screen tbody button").click();
        browser.await("dialog #learnt-true").click();
        browser.one("dialog [name=answer]").sendKeys("人民广场站A口");
        assertThat(browser.barriers()).isEmpty();
        browser.one("dialog button[type=submit]").click();

        browser.awaitText("#done", "已补充，诉求回到人工派单");
        assertThat(services.requests("dispatch"))
                .anyMatch(request ->
                        request.contains(path) && request.contains("\"learnt\":true") && request.contains("人民广场站A口"));
    }

    @Test
    void what_comes_in_meanwhile_is_said_and_shown_to_who_asks_for_it() throws IOException {
        String one = """
                {"questionId": "%s", "caseId": "019aa000-0000-7000-8000-000000000004", "caseNumber": "%s", "title": "共享单车占用盲道",
                 "urgency": "ORDINARY", "question": "请补充是哪个地铁口。", "askedBy": "dispatcher-07", "askedAt": "2026-11-30T09:25:00+08:00", "allowed": ["answer"]}""";
        String first = one.formatted("019aa000-0000-7000-8000-000000000601", "20261130000019");
        services.answer("dispatch", "triage-questions", "{\"items\": [" + first + "]}");
        signIn(AGENT, "agent?lang=zh&screen=questions");
        services.answer(
                "dispatch",
                "triage-questions",
                "{\"items\": [" + first + "," + one.formatted("019aa000-0000-7000-8000-000000000602", "20261130000031")
                        + "]}");

        browser.script("document.dispatchEvent(new Event('visibilitychange'))");

        browser.awaitText(".news", "新到 1 件。");
        assertThat(browser.text("#screen table")).doesNotContain("20261130000031");
        pictures("agent-news");
        browser.one(".news button").click();
        browser.awaitText("#screen table", "20261130000031");
    }

    @Test
    void a_call_is_taken_by_the_keyboard_alone() throws IOException {
        signIn(AGENT, "agent?lang=zh");
        assertThat(browser.focused()).isEqualTo(browser.one("[name='citizen.phone']"));

        browser.press(PHONE + Keys.ENTER);
        browser.awaitText("#screen .call", "该号码的诉求（2件）");
        assertThat(browser.focused()).isEqualTo(browser.one("[name=text]"));
        browser.press(TEXT);
        browser.awaitText("#hints", "转人工派单");
        browser.screenshot("agent-call-hints");
        assertThat(browser.barriers()).isEmpty();
        browser.tabTo(browser.one("[name=type]"));
        browser.press("投诉");
        browser.press(Keys.chord(Keys.CONTROL, Keys.ENTER));

        browser.awaitText("#case-number", "20261130000022");
        assertThat(browser.text("#query-code")).isEqualTo("K7P3MX");
        assertThat(browser.barriers()).isEmpty();
        browser.screenshot("agent-registered");
        assertThat(sent("intake", "POST /api/v1/cases ")).contains(PHONE, TEXT, "\"type\":\"COMPLAINT\"");
        browser.reload();
        assertThat(browser.text("#query-code")).isEqualTo("K7P3MX");
    }

    @Test
    void what_a_registration_brings_is_said_before_it() throws IOException {
        services.answer("dispatch", "POST", "routing/preview", 200, """
                {"outcome": "DISPATCH", "unit": "W", "unitName": "市水务局", "coUnits": [], "category": "C0102", "area": "220102", "decidedBy": "CATALOGUE",
                 "reason": "目录：供水", "candidates": [], "riskFlags": [], "emergency": {"systems": 1, "people": [
                 {"name": "李明", "roles": ["unit-handler"], "phone": "0431-88612345"}, {"name": "赵岩", "roles": ["unit-leader"], "phone": "0431-88610001"}]}}""");
        services.answer("followup", "POST", "registrations/preview", 200, """
                {"deadlines": [
                  {"kind": "SIGN", "title": "签收", "unit": "W", "dueAt": "2026-11-30T12:00:00+08:00", "provisional": false, "explanation": [{"step": "START", "text": "自派单起算"}]},
                  {"kind": "REPLY", "title": "答复", "unit": "W", "dueAt": "2099-12-01T11:30:00+08:00", "provisional": true, "explanation": [{"step": "START", "text": "自派单起算"}, {"step": "DUE", "text": "24小时内"}]}],
                 "messages": [{"kind": "REGISTERED", "title": "受理登记", "text": "您的诉求已受理，编号〔诉求编号〕，查询码〔查询码〕。", "parts": 1}], "sending": true}""");
        services.answer(
                "intake",
                "POST",
                "cases/preview",
                200,
                "{\"title\": \"小区二次供水泵房故障\", \"text\": \"小区停水两天，请联系139****1111。\"}");
        signIn(AGENT, "agent?lang=zh");
        browser.one("[name='citizen.phone']").sendKeys(PHONE);
        browser.one("[name=text]").sendKeys("小区停水两天，请联系" + PHONE + "。");
        browser.awaitText("#outlook", "选定诉求性质后显示。");
        browser.one("[name=type] option[value=HELP]").click();
        browser.one("[name=urgency] option[value=EMERGENCY]").click();

        browser.one("[name=address]").sendKeys("自强街88号");

        browser.awaitText("#outlook", "您的诉求已受理，编号〔诉求编号〕");
        assertThat(browser.text("#emergency")).contains("李明", "0431-88612345", "另自动推送到 1 个单位系统");
        assertThat(browser.text("#outlook"))
                .contains("答复", "市水务局", "暂定", "请联系139****1111")
                .doesNotContain(PHONE);
        assertThat(services.requests("dispatch")).anyMatch(request -> request.contains("\"urgency\":\"EMERGENCY\""));
        assertThat(sent("followup", "POST /api/v1/registrations/preview"))
                .contains("\"unit\":\"W\"", "\"contactable\":true", "\"category\":\"C0102\"")
                .doesNotContain(PHONE);
        pictures("agent-outlook");
        browser.one("#outcome-answer").click();
        Awaitility.await().until(() -> browser.all("#emergency").isEmpty());
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void that_no_article_fits_and_that_the_knowledge_base_is_away_is_said() {
        services.answer("intake", "knowledge", "{\"items\": [], \"next\": null}");
        signIn(AGENT, "agent?lang=zh&screen=knowledge&q=公积金");
        browser.awaitText("#screen", "没有符合的知识条目。");
        assertThat(services.requests("intake")).anyMatch(request -> request.contains("knowledge?q="));

        services.answer("intake", "GET", "knowledge", 503, "{\"status\": 503, \"detail\": \"服务暂时无法使用。\"}");
        browser.reload();

        browser.awaitText("#message", "服务暂时无法使用。");
    }

    @Test
    void the_telephone_of_a_screen_pop_leaves_the_address_and_its_caller_is_looked_up() {
        signIn(AGENT, "agent?lang=zh");

        go("agent?lang=zh#call=C-77&phone=" + PHONE);

        browser.awaitText("#screen .call", "该号码的诉求（2件）");
        assertThat(browser.address()).contains("call=C-77").doesNotContain(PHONE);
        assertThat(services.requests("intake").toString()).doesNotContain("phone=" + PHONE);
        assertThat(browser.one("[name='citizen.phone']").getDomProperty("value"))
                .isEqualTo(PHONE);
    }

    @Test
    void what_was_typed_survives_a_reload_without_telephone_and_name() {
        signIn(AGENT, "agent?lang=zh");
        browser.one("[name='citizen.phone']").sendKeys(PHONE);
        browser.one("[name='citizen.name']").sendKeys("赵女士");
        browser.one("[name=text]").sendKeys(TEXT);
        browser.one("#outcome-refuse").click();

        browser.reload();
        assertThat(browser.one("[name=text]").getDomProperty("value")).isEqualTo(TEXT);
        assertThat(browser.one("[name='nonAcceptance.told']").isDisplayed()).isTrue();
        assertThat(browser.one("[name='citizen.phone']").getDomProperty("value"))
                .isEmpty();
        assertThat(browser.script("return JSON.stringify({ ...sessionStorage, ...localStorage })"))
                .asString()
                .contains("停水")
                .doesNotContain(PHONE, "赵女士");
    }

    @Test
    void what_is_wrong_is_said_at_its_field() {
        services.answer("intake", "POST", "cases", 400, """
                {"status": 400, "title": "输入有误", "violations": [{"field": "citizen.phone", "message": "不是有效的电话号码"}]}""");
        signIn(AGENT, "agent?lang=zh");
        browser.one("[name='citizen.phone']").sendKeys("12");
        browser.one("[name=text]").sendKeys(TEXT);
        browser.one("[name=type] option[value=HELP]").click();
        browser.one("form.entry button[type=submit]").click();

        browser.awaitText(".field.tel", "不是有效的电话号码");
        assertThat(browser.focused()).isEqualTo(browser.one("[name='citizen.phone']"));
        assertThat(browser.one("[name=text]").getDomProperty("value")).isEqualTo(TEXT);
    }

    @Test
    void a_file_is_sent_at_once_survives_a_reload_and_goes_with_the_registration(@TempDir Path folder)
            throws IOException {
        services.answer("intake", "POST", "attachments", 201, """
                {"attachmentId": "5f0c2d1e-7a64-4b8e-9c3d-2f1a6b7c8d09", "name": "漏水.jpg", "type": "image/jpeg", "size": 482113}""");
        signIn(AGENT, "agent?lang=zh");
        browser.one("#field-files")
                .sendKeys(Files.writeString(folder.resolve("漏水.jpg"), "x").toString());
        browser.awaitText(".files", "JPEG · 471 KB");
        assertThat(browser.barriers()).isEmpty();
        browser.screenshot("agent-call-files");

        browser.reload();
        browser.awaitText(".files", "漏水.jpg");
        browser.one("[name=text]").sendKeys(TEXT);
        browser.one("[name=type] option[value=HELP]").click();
        browser.one("form.entry button[type=submit]").click();

        browser.awaitText("#case-number", "20261130000022");
        assertThat(sent("intake", "POST /api/v1/attachments?name=")).endsWith(" x");
        assertThat(sent("intake", "POST /api/v1/cases "))
                .contains("\"attachments\":[\"5f0c2d1e-7a64-4b8e-9c3d-2f1a6b7c8d09\"]");
    }

    @Test
    void a_file_that_is_not_taken_is_said_at_its_place_and_can_be_put_away(@TempDir Path folder) throws IOException {
        services.answer("intake", "POST", "attachments", 415, """
                {"status": 415, "detail": "按内容判断，只接收以下类型的文件：JPEG PNG PDF。"}""");
        signIn(AGENT, "agent?lang=zh");
        browser.one("#field-files")
                .sendKeys(Files.writeString(folder.resolve("a.exe"), "MZ").toString());

        browser.awaitText(".files .wrong", "只接收以下类型的文件");
        browser.one(".files button").click();
        assertThat(browser.all(".files li")).isEmpty();
    }

    @Test
    void a_file_that_is_dropped_or_pasted_is_sent_too() {
        services.answer("intake", "POST", "attachments", 201, """
                {"attachmentId": "5f0c2d1e-7a64-4b8e-9c3d-2f1a6b7c8d09", "name": "截图.png", "type": "image/png", "size": 2048}""");
        signIn(AGENT, "agent?lang=zh");
        browser.script("""
                const given = new DataTransfer();
                given.items.add(new File(['x'], '截图.png'));
                document.querySelector('.attach').dispatchEvent(new DragEvent('drop', { dataTransfer: given, bubbles: true }));
                document.querySelector('[name=text]').dispatchEvent(new ClipboardEvent('paste', { clipboardData: given, bubbles: true }));""");

        browser.awaitText(".files li:nth-child(2)", "截图.png");
        assertThat(services.requests("intake").stream()
                        .filter(request -> request.startsWith("POST /api/v1/attachments")))
                .hasSize(2);
    }

    @Test
    void the_files_of_a_case_are_listed_and_an_image_opens_in_a_window_of_its_own() {
        services.answer(
                "intake",
                "cases/" + SmallCity.IN_HAND + "/attachments/5f0c2d1e-7a64-4b8e-9c3d-2f1a6b7c8d01",
                "{\"an\":\"image\"}");
        signIn(AGENT, "agent?lang=zh&screen=case&id=" + SmallCity.IN_HAND);
        browser.awaitText(".files", "漏水照片.jpg");
        assertThat(browser.text(".files")).contains("JPEG · 471 KB", "MP3 · 3.0 MB");
        assertThat(browser.all(".files li:nth-child(2) button")).hasSize(1);
        browser.script("window.opened = []; HTMLAnchorElement.prototype.click = function () {"
                + " window.opened.push([this.href.split(':')[0], this.target, this.rel]); };");

        browser.one(".files li button").click();

        Awaitility.await()
                .until(
                        () -> browser.script("return JSON.stringify(window.opened)"),
                        told -> told.equals("[[\"blob\",\"_blank\",\"noopener\"]]"));
    }

    @Test
    void one_key_urges_the_latest_case_of_the_caller_with_what_was_typed() {
        services.answer("intake", "POST", "cases/" + SmallCity.IN_HAND + "/urges", 200, "{}");
        signIn(AGENT, "agent?lang=zh&phone=" + PHONE);
        browser.awaitText("#screen .call", "该号码的诉求（2件）");
        browser.one("[name=text]").sendKeys("今天还没有水");

        browser.press(Keys.chord(Keys.ALT, "u"));
        browser.await("dialog [name=text]");
        browser.one("dialog button[type=submit]").click();

        browser.awaitText("#done", "已催办");
        assertThat(sent("intake", "POST /api/v1/cases/" + SmallCity.IN_HAND + "/urges "))
                .contains("今天还没有水");
    }

    @Test
    void who_was_first_is_said_where_a_case_has_moved_on() {
        services.answer("intake", "POST", "cases/" + SmallCity.IN_HAND + "/withdrawal", 409, """
                {"status": 409, "detail": "当前状态为“已归档”，不能进行此操作。"}""");
        signIn(AGENT, "agent?lang=zh&screen=case&id=" + SmallCity.IN_HAND);
        browser.all("#screen .actions > button").get(2).click();
        browser.await("dialog [name=reason]").sendKeys("已经解决");
        browser.one("dialog button[type=submit]").click();

        browser.awaitText("dialog .error", "诉求人第1次催办：今天还没有水");
        assertThat(browser.one("dialog [name=reason]").getDomProperty("value")).isEqualTo("已经解决");
    }

    @Test
    void what_was_corrected_is_listed_with_the_open_matters_of_the_citizen() {
        signIn(AGENT, "agent?lang=zh&screen=case&id=" + SmallCity.IN_HAND);

        browser.awaitText("#screen", "来电人更正号码和地址");
        assertThat(browser.text("#screen"))
                .contains("赵** 139****11", "赵** 139****12", "宽城区", "南关区", "受理员-01")
                .contains("该诉求人的未结诉求（2件）", "夜间装修扰民", "本诉求");
    }

    @Test
    void only_what_is_not_as_it_was_is_sent_as_a_correction() {
        services.answer("intake", "POST", CORRECTIONS, 201, "{}");
        signIn(AGENT, "agent?lang=zh&screen=correct&id=" + SmallCity.IN_HAND);
        browser.await("[name='citizen.phone']").sendKeys(PHONE);
        browser.one("[name=area] option[value='']").click();
        browser.one("[name=urgency] option[value=URGENT]").click();
        browser.one("[name=reason]").sendKeys("来电人更正");
        browser.one("form.entry button[type=submit]").click();

        browser.awaitText("#done", "已更正");
        assertThat(browser.address()).contains("screen=case");
        assertThat(sent("intake", "POST /api/v1/" + CORRECTIONS + " "))
                .contains("\"phone\":\"" + PHONE + "\"", "\"urgency\":\"URGENT\"", "\"clear\":[\"AREA\"]", "来电人更正")
                .doesNotContain("\"title\"", "\"category\"", "\"anonymity\"", "\"respondent\"");
    }

    @Test
    void a_correction_that_was_begun_survives_a_reload_without_the_number() {
        signIn(AGENT, "agent?lang=zh&screen=correct&id=" + SmallCity.IN_HAND);
        browser.await("[name='citizen.phone']").sendKeys(PHONE);
        browser.one("[name=reason]").sendKeys("来电人更正");

        browser.reload();

        assertThat(browser.await("[name=reason]").getDomProperty("value")).isEqualTo("来电人更正");
        assertThat(browser.one("[name='citizen.phone']").getDomProperty("value"))
                .isEmpty();
    }

    @Test
    void who_was_first_is_said_where_a_correction_comes_second() {
        services.answer("intake", "POST", CORRECTIONS, 412, """
                {"status": 412, "detail": "内容已被他人更新。"}""");
        signIn(AGENT, "agent?lang=zh&screen=correct&id=" + SmallCity.IN_HAND);
        browser.await("[name=title]").clear();
        browser.one("[name=title]").sendKeys("停水三天");
        browser.one("[name=reason]").sendKeys("写错了");
        browser.one("form.entry button[type=submit]").click();

        browser.awaitText("form.entry .error", "他人已先处理");
        assertThat(browser.one("[name=title]").getDomProperty("value")).isEqualTo("停水三天");
    }

    @Test
    void a_citizen_who_calls_has_the_code_sent_again_and_messages_stopped() {
        String messages = "cases/" + SmallCity.IN_HAND + "/messages";
        services.answer("followup", "POST", messages + "/stop", 200, "{}");
        services.answer("intake", "POST", "cases/" + SmallCity.IN_HAND + "/query-code", 204, "");
        signIn(AGENT, "agent?lang=zh&screen=case&id=" + SmallCity.IN_HAND);
        browser.awaitText("#screen", "给诉求人的短信");
        assertThat(browser.text("#screen")).contains("受理登记", "已发送");

        press("重发查询码");
        browser.awaitText("#done", "新查询码将发送到登记的电话。");
        press("不再发送短信");
        browser.awaitText("#done", "已保存");

        assertThat(services.requests("followup"))
                .anyMatch(asked -> asked.startsWith("POST /api/v1/" + messages + "/stop"));
    }

    @Test
    void that_a_citizen_wants_no_messages_is_said_and_taken_back() {
        String messages = "cases/" + SmallCity.IN_HAND + "/messages";
        services.answer("followup", messages, """
                {"items": [], "stoppedAt": "2026-11-30T10:05:00+08:00", "stoppedBy": "agent-7"}""");
        services.answer("followup", "POST", messages + "/resumption", 200, "{}");
        signIn(AGENT, "agent?lang=zh&screen=case&id=" + SmallCity.IN_HAND);
        browser.awaitText("#screen", "已退订");
        assertThat(browser.text("#screen"))
                .contains("2026-11-30 10:05", "没有发送过短信")
                .doesNotContain("不再发送短信");

        press("恢复发送");
        browser.awaitText("#done", "已保存");

        assertThat(sent("followup", "POST /api/v1/" + messages + "/resumption")).isNotEmpty();
    }

    @Test
    void an_agent_of_a_unit_sees_the_case_without_messages() {
        services.answer("followup", "GET", "cases/" + SmallCity.IN_HAND + "/messages", 403, """
                {"status": 403, "detail": "无权"}""");
        signIn(AGENT, "agent?lang=zh&screen=case&id=" + SmallCity.IN_HAND);

        assertThat(browser.text("#message")).isEmpty();
        assertThat(browser.text("#screen")).contains("本诉求").doesNotContain("给诉求人的短信");
    }

    private void press(String button) {
        browser.all("#screen .actions > button").stream()
                .filter(one -> one.getText().equals(button))
                .findFirst()
                .orElseThrow()
                .click();
        browser.await("dialog button[type=submit]").click();
    }

    @Test
    void a_day_without_cases_and_a_service_that_is_away_are_said() {
        services.answer("intake", "cases", """
                {"items": [], "next": null}""");
        signIn(AGENT, "agent?lang=zh&screen=mine");
        assertThat(browser.text("#screen")).contains("今天还没有受理诉求");

        services.answer("intake", "GET", "cases", 503, """
                {"status": 503, "detail": "服务暂时无法访问，请稍后重试。"}""");
        browser.reload();
        assertThat(browser.text("#message")).contains("服务暂时无法访问");
    }

    @Test
    void somebody_of_another_desk_is_told_so() {
        signIn(DISPATCHER, "agent?lang=zh");
        assertThat(browser.text("#screen")).contains("您的角色无权");
    }
}
