package org.hotline12345.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.desk.People.ADMIN;
import static org.hotline12345.desk.People.AUDITOR;
import static org.hotline12345.desk.People.LEADER;
import static org.hotline12345.desk.People.OFFICE_LEADER;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** The desk of office and operation on what the services say of a few people, addresses and events. */
@QuarkusTest
class OfficeDeskTest extends ScreenTest {
    private static final String WEBHOOK = "00000000-0000-4000-8000-000000000401";

    @BeforeEach
    void city() {
        Cases.tell(services);
    }

    @ParameterizedTest
    @CsvSource({
        "operation, 运行总览, Operation",
        "people, 人员名录, People",
        "calendar&year=2026, 工作日历, Calendar",
        "policies, 时限规则, Deadline policies",
        "messages, 短信模板, Message texts",
        "message&kind=REGISTERED, 受理登记, 受理登记",
        "knowledge, 知识库, Knowledge base",
        "article&code=GS-TS-001, 停水的查询和报修, 停水的查询和报修",
        "webhooks, 推送, Webhooks",
        "deliveries&id=" + WEBHOOK + ", 推送记录, Deliveries",
        "parked, 搁置事件, Parked events",
    })
    void a_screen_looks_right(String screen, String chinese, String english) throws IOException {
        String name = "office-" + screen.replaceFirst("&.*", "");
        looksRight(ADMIN, "office?screen=" + screen, name, chinese, english, "#screen table");
    }

    @Test
    void a_policy_looks_right() throws IOException {
        looksRight(
                ADMIN,
                "office?screen=policy&id=changchun",
                "office-policy",
                "changchun · 版本 4",
                "changchun · Version 4",
                "#field-yaml");
    }

    @Test
    void the_plan_of_callbacks_looks_right() throws IOException {
        looksRight(ADMIN, "office?screen=plan", "office-plan", "回访方案", "Callback plan", "#field-document");
    }

    @Test
    void the_access_logs_look_right_to_the_auditor() throws IOException {
        looksRight(AUDITOR, "office?screen=logs", "office-logs", "访问留痕", "Access logs", "#screen table");
    }

    @Test
    void who_changed_a_webhook_is_read_beside_who_looked_at_what() {
        services.answer("dispatch", "change-log", """
                {"items": [{"kind": "WEBHOOK", "of": "019ab3c2-7d10-7a41-9c5e-3f0b6d2a8e11", "unit": "W", "action": "CHANGED",
                  "changes": [{"field": "url", "before": "https://a.example", "after": "https://b.example"}],
                  "subject": "管理员-02", "at": "2026-11-30T09:00:00+08:00"},
                 {"kind": "WEBHOOK", "of": "019ab3c2-7d10-7a41-9c5e-3f0b6d2a8e11", "unit": "W", "action": "SECRET_RENEWED",
                  "changes": [{"field": "secret", "before": null, "after": null}],
                  "subject": "管理员-02", "at": "2026-11-30T09:01:00+08:00"}], "next": null}""");
        signIn(AUDITOR, "office?screen=logs&log=changes&lang=zh");

        browser.awaitText("#screen table", "修改推送");
        assertThat(browser.text("#screen table")).contains("推送地址 https://a.example → https://b.example", "更换推送密钥");
    }

    @Test
    void the_webhooks_of_a_unit_look_right_to_its_leader() throws IOException {
        looksRight(LEADER, "unit?screen=webhooks", "unit-webhooks", "推送", "Webhooks", "#screen table");
    }

    @Test
    void what_waits_and_how_the_services_are_stands_on_one_page() {
        signIn(ADMIN, "office?lang=zh");

        browser.awaitText("#screen", "无应答");
        assertThat(browser.text("#screen")).contains("受理服务", "督办回访服务", "搁置事件：派单服务", "已停用的推送");
    }

    @Test
    void the_health_of_services_is_for_the_office_alone() {
        signIn(LEADER, "unit?screen=webhooks&lang=zh");
        Object status = browser.script(
                "return fetch('/services', {headers: {'X-Requested-With': 'JavaScript'}}).then(r => r.status)");
        assertThat(status).isEqualTo(403L);
        browser.errors();
    }

    @Test
    void a_person_is_filed_and_what_is_wrong_is_said_at_the_field() {
        services.answer("dispatch", "PUT", "people/li-ming", 400, """
                {"violations": [{"field": "unit", "message": "必须填写"}]}""");
        signIn(ADMIN, "office?screen=people&lang=zh");
        button("登记人员");
        browser.one("dialog #field-subject").sendKeys("li-ming");
        browser.one("dialog #field-name").sendKeys("李明");
        new Select(browser.one("dialog #field-roles")).selectByValue("unit-handler");

        browser.one("dialog button[type=submit]").click();

        browser.awaitText("dialog", "必须填写");
        assertThat(browser.one("dialog #field-name").getAttribute("value")).isEqualTo("李明");
        services.answer("dispatch", "PUT", "people/li-ming", 201, "{}");
        browser.one("dialog button[type=submit]").click();
        browser.awaitText("#done", "已登记");
        assertThat(services.requests("dispatch"))
                .anyMatch(one ->
                        one.startsWith("PUT /api/v1/people/li-ming") && one.contains("\"roles\":[\"unit-handler\"]"));
    }

    @Test
    void a_file_of_people_is_taken_whole_or_said_line_by_line_what_is_wrong() throws IOException {
        services.answer("dispatch", "POST", "people/import", 200, """
                {"rows": 2, "created": 0, "changed": 0, "unchanged": 0,
                 "problems": [{"line": 3, "column": "roles", "problem": "没有此角色：king", "problemEn": "no such role: king"}]}""");
        var file = Files.createTempFile("people", ".csv");
        Files.writeString(file, "subject,name,roles,unit\nli,李,agent,\n");
        signIn(ADMIN, "office?screen=people&lang=zh");

        button("导入 CSV");
        browser.one("dialog input[type=file]").sendKeys(file.toString());
        browser.one("dialog button[type=submit]").click();

        browser.awaitText("dialog .error", "第 3 行 roles：没有此角色：king");
    }

    @Test
    void a_webhook_is_registered_and_its_secret_shown_once() {
        services.answer("dispatch", "POST", "units/W/webhooks", 201, """
                {"webhookId": "00000000-0000-4000-8000-000000000403", "secret": "whsec_QUJD"}""");
        signIn(LEADER, "unit?screen=webhooks&lang=zh");

        browser.one("#field-url").sendKeys("https://xietong.water.example/in" + Keys.ENTER);

        assertThat(browser.await("dialog .secret").getText()).isEqualTo("whsec_QUJD");
        assertThat(services.requests("dispatch"))
                .anyMatch(one -> one.startsWith("POST /api/v1/units/W/webhooks") && one.contains("\"EMERGENCY\""));
    }

    @Test
    void what_did_not_arrive_is_sent_again_by_hand() {
        services.answer(
                "dispatch",
                "POST",
                "webhooks/" + WEBHOOK + "/deliveries/00000000-0000-4000-8000-000000000502/redeliver",
                202,
                "{}");
        signIn(ADMIN, "office?screen=deliveries&id=" + WEBHOOK + "&lang=zh");

        button("重新推送");
        browser.one("dialog button[type=submit]").click();

        browser.awaitText("#done", "已重新推送");
    }

    @Test
    void an_event_is_discarded_by_two_people() {
        services.answer("dispatch", "POST", "parked-events/7/discard", 200, "{}");
        services.answer("dispatch", "POST", "parked-events/8/discard/confirm", 200, "{}");
        signIn(ADMIN, "office?screen=parked&lang=zh");

        button("丢弃");
        browser.one("dialog #field-reason").sendKeys("来源已更正");
        browser.one("dialog button[type=submit]").click();
        browser.awaitText("#done", "须由另一位管理员确认");
        button("确认丢弃");
        assertThat(browser.text("dialog")).contains("来源系统重复推送");
        browser.one("dialog button[type=submit]").click();

        browser.awaitText("#done", "已丢弃");
        assertThat(services.requests("dispatch"))
                .anyMatch(one -> one.contains("parked-events/7/discard {\"reason\":\"来源已更正\"}"))
                .anyMatch(one -> one.contains("parked-events/8/discard/confirm {\"version\":1}"));
    }

    @Test
    void a_policy_is_tried_before_it_is_put_in_force() {
        services.answer("followup", "POST", "policies/changchun/preview", 200, """
                {"id": "changchun", "version": 4, "deadlines": [{"kind": "REPLY", "title": "办理答复", "startedAt": "2026-11-30T09:00:00+08:00",
                  "dueAt": "2026-12-07T09:00:00+08:00", "explanation": [{"text": "自派单起5个工作日"}]}]}""");
        services.answer("followup", "POST", "policies/changchun/activation", 200, "{}");
        signIn(ADMIN, "office?screen=policy&id=changchun&lang=zh");

        browser.all("#screen form button[type=submit]").get(0).click();
        browser.awaitText("#screen", "2026-12-07 09:00");
        button("启用");
        browser.one("dialog button[type=submit]").click();

        browser.awaitText("#done", "已启用");
        assertThat(services.requests("followup"))
                .anyMatch(one -> one.contains("/preview") && one.contains("\"version\":4"))
                .anyMatch(one -> one.contains("/activation") && one.contains("\"openCases\":\"KEEP\""));
    }

    @Test
    void a_text_for_citizens_is_looked_at_kept_and_put_in_force() {
        services.answer("followup", "POST", "message-templates/REGISTERED/preview", 400, """
                {"violations": [{"field": "text", "message": "缺少 {code}"}]}""");
        services.answer("followup", "POST", "message-templates/REGISTERED/versions", 200, """
                {"version": 3, "preview": "您好", "parts": 1}""");
        services.answer("followup", "POST", "message-templates/REGISTERED/decision", 200, "{}");
        signIn(ADMIN, "office?screen=message&kind=REGISTERED&lang=zh");

        browser.await("#screen form button.quiet").click();
        browser.awaitText("#screen [role=status]", "缺少 {code}");
        browser.one("#screen form button[type=submit]").click();
        browser.awaitText("#done", "3");
        button("启用");
        assertThat(browser.text("dialog")).contains("您的诉求已受理");
        browser.one("dialog button[type=submit]").click();

        browser.awaitText("#done", "已启用");
        assertThat(services.requests("followup")).anyMatch(one -> one.contains("REGISTERED/decision {\"version\":2}"));
    }

    @Test
    void a_new_article_looks_right() throws IOException {
        looksRight(ADMIN, "office?screen=article", "office-article-new", "新建条目", "New article", "#field-code");
    }

    @Test
    void an_article_is_written_kept_as_a_draft_of_the_browser_and_what_is_wrong_said_at_the_field() {
        services.answer("intake", "PUT", "knowledge/SB-001", 400, """
                {"violations": [{"field": "validTo", "message": "不能早于有效期起"}]}""");
        signIn(ADMIN, "office?screen=article&lang=zh");
        browser.await("#field-code").sendKeys("SB-001");
        browser.one("#field-title").sendKeys("社保查询");
        browser.one("#field-text").sendKeys("在网上或窗口查询。");
        browser.one("#field-keywords").sendKeys("社保，缴费记录");
        new Select(browser.one("#field-areas")).selectByValue("220102");
        browser.reload();
        assertThat(browser.await("#field-title").getDomProperty("value")).isEqualTo("社保查询");
        browser.one("#screen form button[type=submit]").click();
        browser.awaitText("#screen form", "不能早于有效期起");

        services.answer("intake", "PUT", "knowledge/SB-001", 200, "{\"code\": \"SB-001\", \"version\": 1}");
        services.answer("intake", "knowledge/SB-001", Cases.read("article.json"));
        services.answer("intake", "knowledge/SB-001/versions", Cases.read("article-versions.json"));
        browser.one("#screen form button[type=submit]").click();

        browser.awaitText("#done", "第1版已保存");
        assertThat(services.requests("intake"))
                .anyMatch(one -> one.startsWith("PUT /api/v1/knowledge/SB-001")
                        && one.contains("\"keywords\":[\"社保\",\"缴费记录\"]")
                        && one.contains("\"areas\":[\"220102\"]"));
    }

    @Test
    void an_article_is_published_and_retired_with_a_reason() {
        services.answer("intake", "POST", "knowledge/GS-TS-001/publication", 200, "{}");
        services.answer("intake", "POST", "knowledge/GS-TS-001/retirement", 200, "{}");
        signIn(OFFICE_LEADER, "office?screen=article&code=GS-TS-001&lang=zh");

        button("发布");
        assertThat(browser.text("dialog")).contains("第3版");
        browser.one("dialog button[type=submit]").click();
        browser.awaitText("#done", "已发布");
        button("停用");
        browser.one("dialog [name=reason]").sendKeys("政策已调整");
        browser.one("dialog button[type=submit]").click();

        browser.awaitText("#done", "已停用");
        assertThat(services.requests("intake"))
                .anyMatch(one -> one.contains("GS-TS-001/publication"))
                .anyMatch(one -> one.contains("GS-TS-001/retirement {\"reason\":\"政策已调整\"}"));
    }

    @Test
    void the_list_of_articles_is_narrowed_to_those_to_be_reviewed() {
        signIn(ADMIN, "office?screen=knowledge&state=REVIEW&q=停水&lang=zh");

        browser.awaitText("#screen table", "居住证的申领条件和办理时间");
        assertThat(browser.text("#screen table")).contains("41", "2026-11-01");
        assertThat(services.requests("intake"))
                .anyMatch(
                        one -> one.contains("knowledge?q=") && one.contains("reviewBy=20") && !one.contains("state="));
    }

    @Test
    void who_does_not_edit_articles_is_told_so() {
        signIn(AUDITOR, "office?screen=knowledge&lang=zh");
        browser.awaitText("#screen", "您的角色无权查看");
    }

    @Test
    void a_day_of_the_citys_own_is_added_to_those_there_are() {
        services.answer("followup", "PUT", "calendars/2026/local-days", 200, """
                {"recomputed": 12, "moved": 3}""");
        signIn(ADMIN, "office?screen=calendar&year=2026&lang=zh");

        button("增加一天");
        browser.script("document.querySelector('dialog #field-date').value = '2026-09-01'");
        browser.one("dialog #field-name").sendKeys("停课");
        browser.one("dialog [name=source]").sendKeys("长府办发〔2026〕40号");
        browser.one("dialog button[type=submit]").click();

        browser.awaitText("#done", "重新计算 12 个时限，3 个有变动");
        assertThat(services.requests("followup"))
                .anyMatch(one -> one.startsWith("PUT") && one.contains("防汛停工") && one.contains("停课"));
    }

    @Test
    void who_only_reads_changes_nothing() {
        signIn(OFFICE_LEADER, "office?screen=plan&lang=zh");
        for (String screen : List.of("people", "policies", "webhooks")) {
            go("office?screen=" + screen + "&lang=zh");
            browser.await("#screen table");
            assertThat(browser.text("#screen")).doesNotContain("登记人员", "以此为底稿", "登记推送地址");
        }
        go("office?screen=parked&lang=zh");
        assertThat(browser.text("#screen")).contains("您的角色无权查看");
    }

    private void button(String text) {
        browser.await("#screen table");
        browser.all("#screen button").stream()
                .filter(one -> one.getText().equals(text))
                .findFirst()
                .orElseThrow()
                .click();
        browser.await("dialog[open]");
    }
}
