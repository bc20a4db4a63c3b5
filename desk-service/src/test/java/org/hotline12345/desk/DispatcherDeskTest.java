package org.hotline12345.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.desk.People.AGENT;
import static org.hotline12345.desk.People.CENTRE_REVIEWER;
import static org.hotline12345.desk.People.DISPATCHER;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The dispatchers' desk on a small city. */
@QuarkusTest
class DispatcherDeskTest extends ScreenTest {
    private static final String TRIAGE = "dispatcher?lang=zh&screen=triage";
    private static final String DECISION = "triage/" + SmallCity.IN_TRIAGE + "/decision";

    @BeforeEach
    void city() {
        SmallCity.isTold(services);
    }

    @ParameterizedTest
    @CsvSource({
        "triage, triage, 人工派单, Triage, #screen .rows li",
        "triage&case=" + SmallCity.IN_TRIAGE + ", triage-case, 人工派单, Triage, #screen .candidates li",
        "questions, questions, 待补充, To be answered, #screen tbody tr",
        "workload, workload, 派单员工作量, Workload, #screen tbody tr",
        "returns, returns, 退单裁定, Returns, #screen tbody tr",
        "return&id=" + SmallCity.RETURN + "&order=" + SmallCity.ORDER + ", return, 停水两天无人维修, 停水两天无人维修, #screen form",
        "extensions, extensions, 延期审批, Extensions, #screen tbody tr",
        "extension&id=" + SmallCity.EXTENSION + "&order=" + SmallCity.ORDER
                + ", extension, 停水两天无人维修, 停水两天无人维修, #screen form",
        "risks, risks, 风险预警, Risk alerts, #screen .badge.RISK",
        "links, links, 关联复核, Links, #screen .columns",
        "merge&case=" + SmallCity.IN_TRIAGE + "&with=" + SmallCity.IN_HAND + ", merge, 并单, Merge, #screen .columns",
        "search, search, 查询, Search, #screen tbody tr",
        "case&id=" + SmallCity.IN_TRIAGE + ", case, 20261130000021, 20261130000021, #screen .course li",
        "correct&id=" + SmallCity.IN_TRIAGE
                + ", correct, 更正诉求 20261130000021, Correct case 20261130000021, #field-reason"
    })
    void every_screen_looks_right(String screen, String name, String chinese, String english, String content)
            throws IOException {
        looksRight(DISPATCHER, "dispatcher?screen=" + screen, "dispatcher-" + name, chinese, english, content);
    }

    @ParameterizedTest
    @CsvSource({
        "centre-reviews, centre-reviews, 中心审核, Centre review, #screen tbody tr",
        "centre-review&order=" + SmallCity.AT_CENTRE + ", centre-review, 停水两天无人维修, 停水两天无人维修, #screen .reply"
    })
    void what_waits_for_the_reviewer_of_the_centre_looks_right(
            String screen, String name, String chinese, String english, String content) throws IOException {
        looksRight(CENTRE_REVIEWER, "dispatcher?screen=" + screen, "dispatcher-" + name, chinese, english, content);
    }

    @Test
    void the_reviewer_of_the_centre_finds_a_reply_in_the_list_and_gives_the_centres_word() {
        services.answer("dispatch", "POST", "replies/019aa000-0000-7000-8000-000000000301/centre-review", 200, "{}");
        signIn(CENTRE_REVIEWER, "dispatcher?lang=zh");
        browser.awaitText("#screen", "停水两天无人维修");

        browser.one("#screen tbody a").click();
        browser.awaitText("#screen .reply", "更换了爆裂的管段");
        browser.one(".reply .actions button").click();
        browser.one("dialog button[type=submit]").click();

        browser.awaitText("#done", "已审核，答复生效。");
        assertThat(services.requests("dispatch"))
                .anyMatch(request ->
                        request.startsWith("POST /api/v1/replies/019aa000-0000-7000-8000-000000000301/centre-review")
                                && request.contains("\"approved\":true"));
    }

    @Test
    void a_dispatcher_corrects_what_the_case_is_routed_by_and_nothing_else() {
        signIn(DISPATCHER, "dispatcher?lang=zh&screen=correct&id=" + SmallCity.IN_TRIAGE);

        browser.await("[name=area]");
        assertThat(browser.all("form.entry select, form.entry input:not([type=search])"))
                .extracting(field -> field.getDomProperty("name"))
                .containsExactly("category", "area", "urgency", "reason");
    }

    @Test
    void a_digit_chooses_the_unit_and_enter_dispatches_and_the_next_is_there() {
        services.answer("dispatch", "POST", DECISION, 200, "{}");
        signIn(DISPATCHER, "dispatcher?lang=zh");
        browser.press(Keys.ENTER);
        browser.awaitText("#screen .beside", "夜间装修扰民");
        assertThat(browser.focused()).isEqualTo(browser.one("#candidate-0"));

        browser.press("2");
        assertThat(browser.one("[name=category]").getDomProperty("value")).isEqualTo("C0303");
        browser.press(Keys.ENTER);

        browser.awaitText("#done", "诉求 20261130000021 已派至市公安局");
        browser.awaitText("#screen .beside", "共享单车占用盲道");
        assertThat(services.requests("dispatch"))
                .anyMatch(request ->
                        request.startsWith("POST /api/v1/" + DECISION) && request.contains("\"unit\":\"P\""));
        browser.back();
        assertThat(browser.text("#screen .beside")).contains("夜间装修扰民");
    }

    @Test
    void another_unit_is_found_among_many_by_its_name() {
        String streets = IntStream.range(0, 40)
                .mapToObj(i -> unit("S" + i, "第" + i + "街道"))
                .collect(Collectors.joining(","));
        services.answer("dispatch", "units", "{\"items\": [%s, %s]}".formatted(streets, unit("H", "市住建局")));
        services.answer("dispatch", "POST", DECISION, 200, "{}");
        signIn(DISPATCHER, TRIAGE + "&case=" + SmallCity.IN_TRIAGE);
        assertThat(browser.one("[name=unit]").isDisplayed()).isFalse();

        browser.press("3");
        browser.one("fieldset input[type=search]").sendKeys("住建" + Keys.ENTER);
        assertThat(browser.one("[name=unit]").getDomProperty("value")).isEqualTo("H");
        browser.one("form.entry button[type=submit]").click();

        browser.awaitText("#done", "已派至市住建局");
    }

    private static String unit(String code, String name) {
        return "{\"code\": \"%s\", \"name\": \"%s\", \"active\": true}".formatted(code, name);
    }

    @Test
    void who_was_first_is_said_and_what_was_written_stays() {
        services.answer("dispatch", "POST", DECISION, 409, """
                {"status": 409, "detail": "当前状态为“已派单”，不能进行此操作。"}""");
        signIn(DISPATCHER, TRIAGE + "&case=" + SmallCity.IN_TRIAGE);
        browser.one("[name=note]").sendKeys("请尽快到场");
        browser.one("form.entry button[type=submit]").click();

        browser.awaitText("form .error", "已于2026-11-29 09:12派至市水务局");
        browser.reload();
        assertThat(browser.one("[name=note]").getDomProperty("value")).isEqualTo("请尽快到场");
    }

    @Test
    void a_case_that_somebody_else_dispatched_says_where_it_is() {
        services.answer("dispatch", "triage", """
                {"items": [], "next": null}""");
        signIn(DISPATCHER, TRIAGE + "&case=" + SmallCity.IN_TRIAGE);
        assertThat(browser.text("#screen")).contains("没有待人工派单的诉求", "已不在人工派单中", "派至市水务局");
    }

    @Test
    void a_return_is_granted_to_the_unit_that_was_suggested() {
        String decision = "return-requests/" + SmallCity.RETURN + "/decision";
        services.answer("dispatch", "POST", decision, 400, """
                {"status": 400, "violations": [{"field": "upstreamReference", "message": "请填写其意见的文号"}]}""");
        signIn(DISPATCHER, "dispatcher?lang=zh&screen=return&id=" + SmallCity.RETURN + "&order=" + SmallCity.ORDER);
        browser.one("#granted-true").click();
        browser.one("[name=note]").sendKeys("产权属物业");
        browser.one("form.entry button[type=submit]").click();
        browser.awaitText("#where .wrong", "请填写其意见的文号");

        services.answer("dispatch", "POST", decision, 200, "{}");
        browser.one("[name=upstreamReference]").sendKeys("省函7号");
        browser.one("form.entry button[type=submit]").click();

        browser.awaitText("#done", "已同意退单");
        assertThat(services.requests("dispatch"))
                .anyMatch(request -> request.startsWith("POST /api/v1/" + decision)
                        && request.contains("省函7号")
                        && request.contains("\"toUnit\":\"H\""));
    }

    @Test
    void the_queue_says_until_when_and_what_the_agent_answered() {
        signIn(DISPATCHER, TRIAGE + "&case=" + SmallCity.IN_TRIAGE);
        assertThat(browser.text("#screen .rows")).contains("2026-11-30 09:30", "已催办 2 次", "已补充");
        assertThat(browser.text("#screen .beside")).contains("装修的是几号楼？", "人民大街12号3号楼5层。", "agent-03");
    }

    @Test
    void the_agent_is_asked_back_and_the_next_case_is_there() {
        services.answer("dispatch", "POST", "triage/" + SmallCity.IN_TRIAGE + "/question", 201, "{}");
        signIn(DISPATCHER, TRIAGE + "&case=" + SmallCity.IN_TRIAGE);
        button("#screen .beside", "退回补充").click();
        browser.await("dialog [name=question]").sendKeys("几号楼？");
        assertThat(browser.barriers()).isEmpty();
        browser.one("dialog button[type=submit]").click();

        browser.awaitText("#done", "已退回补充");
        browser.awaitText("#screen .beside", "共享单车占用盲道");
        assertThat(services.requests("dispatch"))
                .anyMatch(request -> request.contains("/question") && request.contains("几号楼？"));
    }

    @Test
    void a_case_is_refused_from_triage_with_the_way_told() {
        services.answer("intake", "POST", "cases/" + SmallCity.IN_TRIAGE + "/non-acceptance", 200, "{}");
        signIn(DISPATCHER, TRIAGE + "&case=" + SmallCity.IN_TRIAGE);
        button("#screen .beside", "不予受理").click();
        new Select(browser.await("dialog [name=reason]")).selectByIndex(1);
        browser.one("dialog [name=told]").sendKeys("请拨打110");
        browser.one("dialog button[type=submit]").click();

        browser.awaitText("#done", "诉求 20261130000021 已不予受理");
        assertThat(services.requests("intake"))
                .anyMatch(request -> request.contains("/non-acceptance") && request.contains("请拨打110"));
    }

    @Test
    void a_case_that_waits_for_the_agent_says_so_and_may_be_dispatched_all_the_same() {
        services.answer("dispatch", "triage", "{\"items\": [], \"next\": null}");
        services.answer("dispatch", "triage?caseId=" + SmallCity.IN_TRIAGE + "&askedBack=true", """
                {"items": [{"caseId": "%s", "caseNumber": "20261130000021", "type": "HELP", "urgency": "ORDINARY", "channel": "PHONE",
                "title": "停水", "text": "停水", "round": 1, "cause": "FIRST", "reason": "没有规则", "candidates": [], "mergeCandidates": [],
                "riskFlags": [], "sentAt": "2026-11-30T09:12:01+08:00", "registeredAt": "2026-11-30T09:12:00+08:00",
                "allowed": ["decision", "question"]}], "next": null}""".formatted(
                        SmallCity.IN_TRIAGE));
        signIn(DISPATCHER, TRIAGE + "&case=" + SmallCity.IN_TRIAGE);
        assertThat(browser.text("#screen .beside")).contains("正等受理员答复", "派单");
        assertThat(browser.all("#screen .beside button"))
                .noneMatch(one -> one.getText().equals("退回补充"));
    }

    @Test
    void an_order_is_redirected_from_its_case() {
        services.answer("dispatch", "POST", "work-orders/" + SmallCity.ORDER + "/redirect", 200, "{}");
        signIn(DISPATCHER, "dispatcher?lang=zh&screen=case&id=" + SmallCity.IN_HAND);
        button("#screen", "改派").click();
        new Select(browser.await("dialog [name=unit]")).selectByValue("C");
        browser.one("dialog [name=reason]").sendKeys("误派");
        assertThat(browser.barriers()).isEmpty();
        browser.one("dialog button[type=submit]").click();

        browser.awaitText("#done", "已改派至");
        assertThat(services.requests("dispatch"))
                .anyMatch(request ->
                        request.contains("/redirect") && request.contains("\"unit\":\"C\"") && request.contains("误派"));
    }

    private WebElement button(String place, String text) {
        return browser.all(place + " button").stream()
                .filter(one -> one.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_risk_is_seen_to_with_what_was_done() {
        services.answer("dispatch", "POST", "risk-alerts/019aa000-0000-7000-8000-000000000501/seen", 200, "{}");
        signIn(DISPATCHER, "dispatcher?lang=zh&screen=risks");
        browser.one("#screen tbody button").click();
        browser.await("dialog [name=note]").sendKeys("已通知公安到场");
        browser.one("dialog button[type=submit]").click();

        browser.awaitText("#done", "已登记处置");
    }

    @Test
    void the_case_names_its_risks_with_the_words_they_rest_on() {
        signIn(DISPATCHER, "dispatcher?lang=zh&screen=case&id=" + SmallCity.IN_TRIAGE);
        assertThat(browser.text("#screen")).contains("轻生 “跳楼”", "尚未处理").doesNotContain("[object");
    }

    @Test
    void somebody_of_another_desk_is_told_so() {
        signIn(AGENT, "dispatcher?lang=zh");
        assertThat(browser.text("#screen")).contains("您的角色无权");
    }
}
