package org.hotline12345.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.desk.People.HANDLER;
import static org.hotline12345.desk.People.LEADER;
import static org.hotline12345.desk.People.REVIEWER;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import org.hotline12345.embedded.signin.Person;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** The desk of the units on what the services say of a few cases. */
@QuarkusTest
class UnitDeskTest extends ScreenTest {
    private static final String ORDER = "unit?screen=order&id=" + Cases.ORDER;
    private static final String REPLIES = "work-orders/" + Cases.ORDER + "/replies";

    @BeforeEach
    void cases() {
        Cases.tell(services);
        services.answer(
                "dispatch", "POST", "work-orders/" + Cases.ORDER + "/reply-check", 200, Cases.read("reply-check.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "inbox, 待办, Inbox",
        "reviews, 审核审签, Reviews",
        "leaders, 领导阅批, Leaders' list",
        "co-handling, 协办事项, Co-handling",
        "telling, 告知诉求人, Telling citizens",
        "urges, 催办督办, Urges and supervisions",
        "deputies, AB角, Deputies",
    })
    void a_screen_looks_right(String screen, String chinese, String english) throws IOException {
        looksRight(who(screen), "unit?screen=" + screen, "unit-" + screen, chinese, english, "#screen table");
    }

    private static Person who(String screen) {
        return switch (screen) {
            case "leaders", "deputies" -> LEADER;
            case "reviews" -> REVIEWER;
            default -> HANDLER;
        };
    }

    @Test
    void the_inbox_says_what_was_taken_from_the_unit_and_why() {
        signIn(HANDLER, "unit?screen=inbox&lang=zh");
        browser.awaitText("#screen", "近七日被撤的承办单");
        assertThat(browser.text("#screen")).contains("误派，路灯归城市管理局", "市城市管理局");
    }

    @Test
    void an_order_that_was_taken_says_why_and_where_it_went() {
        services.answer(
                "dispatch",
                "work-orders/" + Cases.ORDER,
                Cases.read("order.json").replaceFirst("\\{", """
                                {"recall": {"toUnit": "C", "reason": "误派", "recalledBy": "d", "recalledAt": "2026-11-29T10:12:00+08:00"},"""));
        signIn(HANDLER, ORDER + "&lang=zh");
        assertThat(browser.text("#screen")).contains("已于2026-11-29 10:12撤单，改派至市城市管理局：误派");
    }

    @Test
    void an_order_looks_right() throws IOException {
        String title = "高层二次供水加压泵噪声扰民";
        looksRight(HANDLER, ORDER, "unit-order", title, title, "#field-text");
    }

    @Test
    void a_reply_in_review_looks_right() throws IOException {
        String title = "高层二次供水加压泵噪声扰民";
        looksRight(
                REVIEWER, "unit?screen=order&id=" + Cases.IN_REVIEW, "unit-review", title, title, "#screen .reply ins");
    }

    @Test
    void an_order_whose_reply_is_being_corrected_looks_right() throws IOException {
        String title = "高层二次供水加压泵噪声扰民";
        looksRight(
                HANDLER,
                "unit?screen=order&id=" + Cases.CORRECTED,
                "unit-corrected",
                title,
                title,
                "#screen .reply.superseded");
    }

    @Test
    void its_author_takes_a_reply_back_and_nobody_else_is_offered_it() {
        services.answer("dispatch", "POST", "replies/00000000-0000-4000-8000-000000000713/take-back", 200, "{}");
        signIn(HANDLER, "unit?lang=zh&screen=order&id=" + Cases.CORRECTED);
        assertThat(browser.text("#screen")).contains("此答复已于2026-11-27 16:00被更正", "更正原因：联系电话写错");

        click("撤回答复");
        browser.one("dialog textarea").sendKeys("电话仍有误");
        browser.one("dialog button[type=submit]").click();

        browser.awaitText("#done", "答复已撤回。");
        assertThat(services.requests("dispatch"))
                .anyMatch(request ->
                        request.startsWith("POST /api/v1/replies/00000000-0000-4000-8000-000000000713/take-back")
                                && request.contains("电话仍有误"));
        browser.forget();
        signIn(REVIEWER, "unit?lang=zh&screen=order&id=" + Cases.CORRECTED);
        assertThat(browser.text("#screen")).doesNotContain("撤回答复");
    }

    @Test
    void an_issued_reply_is_corrected_with_its_words_and_a_reason() {
        services.answer(
                "dispatch",
                "work-orders/" + Cases.CORRECTED,
                Cases.read("order-corrected.json")
                        .replace("\"take-back\"", "\"corrections\"")
                        .replace("\"correction\": \"REPLY_IN_REVIEW\", ", "")
                        .replace("\"state\": \"IN_REVIEW\"", "\"state\": \"TAKEN_BACK\""));
        services.answer(
                "dispatch",
                "POST",
                "work-orders/" + Cases.CORRECTED + "/reply-check",
                200,
                Cases.read("reply-check.json"));
        services.answer("dispatch", "POST", "work-orders/" + Cases.CORRECTED + "/corrections", 201, "{}");
        signIn(HANDLER, "unit?lang=zh&screen=order&id=" + Cases.CORRECTED);
        assertThat(browser.one("#field-text").getDomProperty("value")).contains("0431-80000001");
        assertThat(browser.one("#field-reason").getDomProperty("value")).isEqualTo("联系电话写错");

        browser.one("#field-text").sendKeys("请以此为准。");
        click("提交更正");

        browser.awaitText("#done", "更正已提交审核。");
        assertThat(services.requests("dispatch"))
                .anyMatch(request -> request.startsWith("POST /api/v1/work-orders/" + Cases.CORRECTED + "/corrections")
                        && request.contains("\"reason\":\"联系电话写错\"")
                        && request.contains("请以此为准。"));
    }

    @Test
    void a_supervision_looks_right() throws IOException {
        looksRight(
                HANDLER,
                "unit?screen=supervision&id=" + Cases.SUPERVISION,
                "unit-supervision",
                "督〔2026〕7号",
                "S 2026/7",
                "#field-text");
    }

    @Test
    void the_inbox_is_counted_and_narrowed_by_words_and_by_what_is_due() {
        String words = "q=%E6%B0%B4%E5%8E%8B";
        services.answer("dispatch", "units/W/inbox?" + words + "&limit=50", """
                {"items": [%s], "next": null}""".formatted(
                        order("00000000-0000-4000-8000-000000000002")));
        services.answer("dispatch", "units/W/inbox/counts?" + words, """
                {"total": 1, "states": {"PENDING_SIGN": 1}, "due": {"OVERDUE": 0, "TODAY": 0, "TOMORROW": 0, "LATER": 1, "NO_DATE": 0},
                "categories": [], "handlers": []}""");
        services.answer("dispatch", "units/W/inbox?due=OVERDUE&limit=50", "{\"items\": [], \"next\": null}");
        signIn(HANDLER, "unit?screen=inbox&lang=zh");
        assertThat(browser.text(".counts .over")).isEqualTo("1 已超期");
        assertThat(browser.text(".tabs")).contains("全部待办 5", "待签收 2");

        browser.one("#q").sendKeys("水压" + Keys.ENTER);

        browser.awaitText(".tabs", "全部待办 1");
        assertThat(browser.text(".orders")).contains("硅谷大街1188号水压不足").doesNotContain("丁香苑");
        browser.back();
        browser.awaitText(".tabs", "全部待办 5");
        browser.one(".counts .over a").click();
        browser.awaitText(".orders", "没有符合条件");
    }

    @Test
    void several_are_signed_at_once_and_it_is_said_which_could_not_be() {
        services.answer("dispatch", "POST", "units/W/inbox/sign", 200, """
                {"signed": ["00000000-0000-4000-8000-000000000001"], "others": [
                {"workOrderId": "00000000-0000-4000-8000-000000000002", "caseNumber": "220173-20261124-000002", "state": "SIGNED"}]}""");
        signIn(HANDLER, "unit?screen=inbox&lang=zh");

        browser.one("#sign-all").click();
        browser.one(".orders button[type=submit]").click();

        browser.awaitText("#done", "已签收 1 件。");
        assertThat(browser.text("#done")).contains("1 件未能签收", "办理中");
    }

    @Test
    void a_reply_is_checked_while_it_is_written_and_survives_a_reload() {
        signIn(HANDLER, ORDER + "&lang=zh");

        browser.one("#field-text").sendKeys("11月26日已更换。");

        browser.awaitText(".check-result", "没有写明做了什么");
        assertThat(browser.text(".check-result")).contains("有严重问题的答复不能提交");
        browser.reload();
        assertThat(browser.one("#field-text").getAttribute("value")).endsWith("11月26日已更换。");
    }

    @Test
    void files_of_the_case_stand_with_its_words_and_those_of_a_reply_with_the_reply() {
        signIn(HANDLER, ORDER + "&lang=zh");

        assertThat(browser.text(".reply .files"))
                .contains("维修记录.pdf", "PDF · 88 KB")
                .doesNotContain("现场照片");
        assertThat(browser.all(".files").stream().map(org.openqa.selenium.WebElement::getText))
                .anyMatch(text -> text.contains("现场照片.jpg"));
    }

    @Test
    void a_reply_that_was_sent_back_is_begun_again_with_its_files() {
        services.answer("dispatch", "POST", REPLIES, 201, "{}");
        signIn(HANDLER, ORDER + "&lang=zh");
        assertThat(browser.text("form.entry .files")).contains("维修记录.pdf", "PDF · 88 KB");
        browser.one("#field-text").sendKeys("11月26日已更换。");

        submitReply();

        browser.awaitText("#done", "答复已提交");
        assertThat(posts())
                .anyMatch(post -> post.contains("/replies")
                        && post.contains("\"attachments\":[\"5f0c2d1e-7a64-4b8e-9c3d-2f1a6b7c8d03\"]"));
    }

    @Test
    void somebody_who_was_first_is_named_and_nothing_typed_is_lost() {
        services.answer("dispatch", "POST", REPLIES, 412, """
                {"type": "https://hotline12345.org/problems/precondition-failed", "detail": "数据已更新为版本 9，请重新读取后再试。"}""");
        signIn(HANDLER, ORDER + "&lang=zh");
        browser.one("#field-text").sendKeys("11月26日已更换。");

        submitReply();

        browser.awaitText(".entry .error", "他人已先处理");
        assertThat(browser.text(".entry .error")).contains("办理中", "2026-11-2");
        assertThat(browser.one("#field-text").getAttribute("value")).endsWith("11月26日已更换。");
    }

    @Test
    void what_is_wrong_is_said_at_the_field() {
        services.answer("dispatch", "POST", REPLIES, 400, """
                {"violations": [{"field": "reviewDate", "message": "必须填写"}, {"field": "other", "message": "别处有误"}]}""");
        signIn(HANDLER, ORDER + "&lang=zh");

        submitReply();

        browser.awaitText("#field-reviewDate-wrong", "必须填写");
        assertThat(browser.text(".entry .error")).contains("别处有误");
        assertThat(browser.focused()).isEqualTo(browser.one("#field-reviewDate"));
    }

    @Test
    void what_the_rules_allow_is_said_before_more_time_is_asked_for() {
        services.answer("dispatch", "POST", "work-orders/" + Cases.ORDER + "/extension-request", 201, "{}");
        signIn(HANDLER, ORDER + "&lang=zh");

        button("申请延期");

        assertThat(browser.text("dialog")).contains("还可延期 1 次，共 5 个工作日");
        browser.one("dialog #field-workingDays").sendKeys("3");
        browser.one("dialog #field-reason").sendKeys("等待设备到货");
        browser.one("dialog button[type=submit]").click();
        browser.awaitText("#done", "延期申请已提交");
        assertThat(posts()).anyMatch(post -> post.contains("/extension-request") && post.contains("\"workingDays\":3"));
    }

    @Test
    void a_reviewer_sends_a_reply_back_with_words_by_the_keyboard_alone() {
        services.answer("dispatch", "POST", "replies/00000000-0000-4000-8000-000000000702/review", 200, "{}");
        signIn(REVIEWER, "unit?screen=order&id=" + Cases.IN_REVIEW + "&lang=zh");

        browser.tabTo(browser.one(".reply .actions button:nth-child(2)"));
        browser.press(Keys.ENTER);
        browser.await("dialog[open]");
        browser.tabTo(browser.one("dialog #field-comment"));
        browser.press("请写明依据。");
        browser.tabTo(browser.one("dialog button[type=submit]"));
        browser.press(Keys.ENTER);

        browser.awaitText("#done", "已退回修改");
        assertThat(posts()).anyMatch(post -> post.contains("{\"approved\":false,\"comment\":\"请写明依据。\"}"));
    }

    @Test
    void the_page_says_that_there_is_nothing_and_what_failed() {
        services.answer("dispatch", "units/W/inbox", "{\"items\": [], \"next\": null}");
        signIn(HANDLER, "unit?screen=inbox&lang=zh");
        assertThat(browser.text("#screen")).contains("没有承办单。");

        services.answer("dispatch", "GET", "units/W/inbox", 503, "{\"detail\": \"服务暂时无法访问，请稍后重试。\"}");
        browser.visit(browser.address());
        browser.awaitText("#message", "服务暂时无法访问");
    }

    @Test
    void who_may_not_see_a_screen_is_told_so() {
        signIn(HANDLER, "unit?screen=leaders&lang=zh");

        assertThat(browser.text("#screen")).contains("您的角色无权查看");
    }

    private static String order(String id) {
        try {
            for (var order :
                    new ObjectMapper().readTree(Cases.read("orders.json")).get("items")) {
                if (order.get("workOrderId").asText().equals(id)) {
                    return order.toString();
                }
            }
            throw new AssertionError(id);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void people_stand_there_by_name_and_who_is_not_in_the_directory_by_subject() {
        signIn(HANDLER, "unit?screen=inbox&lang=zh");

        browser.awaitText(".orders", "周敏");
        assertThat(browser.text(".orders")).contains("承办人-W2").doesNotContain("承办人-W ");
        assertThat(services.requests("dispatch").stream()
                        .filter(one -> one.contains("people/names"))
                        .count())
                .as("one call for all that a screen shows")
                .isEqualTo(1);
    }

    @Test
    void who_handles_an_order_is_chosen_from_the_people_of_the_unit() {
        services.answer("dispatch", "POST", "work-orders/" + Cases.ORDER + "/assignee", 200, "{}");
        signIn(HANDLER, ORDER + "&lang=zh");

        button("指定经办人");
        new Select(browser.await("dialog #field-subject")).selectByVisibleText("吴娟 · 处长-W");
        browser.one("dialog button[type=submit]").click();

        browser.awaitText("#done", "已指定经办人");
        assertThat(posts()).anyMatch(post -> post.contains("/assignee") && post.contains("\"subject\":\"处长-W\""));
    }

    private void submitReply() {
        browser.one("form.entry:has(#field-text) button[type=submit]").click();
    }

    private void click(String text) {
        browser.all("#screen button").stream()
                .filter(one -> one.getText().equals(text))
                .findFirst()
                .orElseThrow()
                .click();
    }

    private void button(String text) {
        browser.all("#screen .order-actions button").stream()
                .filter(one -> one.getText().equals(text))
                .findFirst()
                .orElseThrow()
                .click();
        browser.await("dialog[open]");
    }

    private List<String> posts() {
        return services.requests("dispatch").stream()
                .filter(one -> one.startsWith("POST"))
                .toList();
    }
}
