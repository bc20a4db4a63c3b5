package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.token.Identity;
import org.hotline12345.testing.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The core of the work of units, supervisors and callback agents, done on their pages by the people of the demo city. */
@ExtendWith(SharedSuite.class)
class CaseDesksIT {
    private static final String WATER_SUPPLY = "C010216";

    private static Desks desks;
    private static Browser browser;

    @BeforeAll
    static void open() {
        desks = new Desks(SharedSuite.client());
        browser = Browser.open();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @Test
    void an_order_goes_from_the_inbox_to_the_citizen_who_is_told_asked_and_satisfied() throws IOException {
        String title = "页面办理：小区停水两天";
        JsonNode registered = desks.register(title, "小区自来水停水两天，请尽快维修。", WATER_SUPPLY, "13900000701", Map.of());
        String caseId = registered.path("caseId").asText();
        JsonNode order = desks.openOrder(caseId);
        String unit = order.path("unit").asText();

        signIn("unit?screen=inbox", "承办人-" + unit);
        browser.follow(link(title));
        browser.one(".order-actions form button").click();
        browser.awaitText("#done", "已签收");
        new Select(browser.await("#field-disposition")).selectByValue("RESOLVED");
        browser.one("#field-text").sendKeys("11月24日供水抢修队更换了加压泵，已恢复供水，联系电话0431-12345678");
        browser.await(".check-result p, .check-result li");
        browser.script(
                "document.querySelector('#field-contactedAt').value = new Date(Date.now() + 8 * 3600000 - 60000).toISOString().slice(0, 16)");
        browser.screenshot("unit-desk");
        browser.one("form.entry:has(#field-text) button[type=submit]").click();
        browser.awaitText("#done", "答复已提交");

        approve("处长-" + unit, title, "已审核通过");
        approve("分管领导-" + unit, title, "已审签");
        desks.awaitStatus(caseId, "REPLIED");

        tell(unit, title);
        callBack(title);
        desks.awaitStatus(caseId, "CLOSED");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void a_supervisor_urges_a_unit_supervises_it_and_ends_that_with_a_finding() throws IOException {
        JsonNode registered = desks.register("页面督办：路面塌陷", "路面塌陷半米，请尽快修复。", WATER_SUPPLY, "13900000702", Map.of());
        JsonNode order = desks.openOrder(registered.path("caseId").asText());
        String path = "supervisor?screen=order&id=" + order.path("workOrderId").asText();
        await("follow-up to know the order")
                .atMost(Desks.PATIENCE)
                .ignoreExceptions()
                .until(() -> SharedSuite.client()
                                .as(Identity.of("督办员-01", "supervisor"))
                                .get(
                                        ServiceName.FOLLOWUP,
                                        "/cases/" + registered.path("caseId").asText() + "/deadlines")
                                .join()
                                .json()
                                .path("items")
                                .size()
                        > 0);

        signIn(path, "督办员-01");
        open(".order-actions button", "催办");
        browser.one("dialog #field-note").sendKeys("请今日到场处置");
        browser.one("dialog button[type=submit]").click();
        browser.awaitText("#done", "催〔");
        assertThat(browser.text("#screen")).contains("请今日到场处置");

        open(".order-actions button", "督办");
        browser.one("dialog #field-order").sendKeys("三日内修复并书面报告");
        browser.one("dialog #field-dueWorkingDays").sendKeys("3");
        browser.one("dialog button[type=submit]").click();
        browser.awaitText("#done", "督〔");
        assertThat(browser.text("#screen")).contains("三日内修复并书面报告");
        browser.screenshot("supervisors-desk");

        open(".order-actions button", "结束督办");
        browser.one("dialog #field-finding").sendKeys("已到场处置");
        browser.one("dialog button[type=submit]").click();
        browser.awaitText("#done", "督办已结束");
        assertThat(browser.text("#screen")).contains("已结束", "已到场处置");
        assertThat(browser.errors()).isEmpty();
    }

    private static void approve(String who, String title, String said) {
        signIn("unit?screen=reviews", who);
        browser.follow(link(title));
        browser.one(".reply .actions button").click();
        browser.await("dialog[open] button[type=submit]").click();
        browser.awaitText("#done", said);
    }

    /** The unit tells the citizen the result: before that nobody asks. */
    private static void tell(String unit, String title) {
        signIn("unit?screen=telling", "承办人-" + unit);
        String telling = browser.address();
        await("the result of " + title + " to be told").atMost(Desks.PATIENCE).until(() -> {
            browser.get(telling);
            return browser.text("#screen").contains(title);
        });
        link(title).findElements(By.xpath("./ancestor::tr//button")).stream()
                .filter(one -> one.getText().equals("登记告知"))
                .findFirst()
                .orElseThrow()
                .click();
        browser.await("dialog[open] #field-reached");
        browser.one("dialog button[type=submit]").click();
        browser.awaitText("#done", "已登记");
    }

    /** Takes what may be called, also outside the hours, until the citizen is among them; then records the answer. */
    private static void callBack(String title) throws IOException {
        signIn("callback?screen=next", "回访员-01");
        String next = browser.address();
        await("the callback of " + title).atMost(Desks.PATIENCE).until(() -> {
            browser.get(next);
            WebElement many = browser.one("#field-max");
            many.clear();
            many.sendKeys("50");
            browser.one("#field-anyHour").click();
            browser.one("form.entry button[type=submit]").click();
            browser.await("#done:not(:empty)");
            browser.get(next);
            return browser.text("#screen").contains(title);
        });
        browser.follow(link(title));
        new Select(browser.await("#field-satisfaction")).selectByValue("SATISFIED");
        new Select(browser.one("#field-informed")).selectByValue("true");
        new Select(browser.one("#field-resolved")).selectByValue("true");
        browser.screenshot("callback-desk");
        browser.one("form.entry:has(#field-satisfaction) button[type=submit]").click();
        browser.awaitText("#done", "回访结果已登记");
    }

    /** Somebody of the hotline, or of the unit whose code stands behind the dash; units' people are found by it. */
    private static void signIn(String address, String who) {
        browser.forget();
        browser.visit(SharedSuite.stack().url(Part.DESK) + "/" + address + "&lang=zh");
        browser.one("input[name=word]")
                .sendKeys(who.endsWith("-01") ? "热线中心" : who.substring(who.indexOf('-') + 1), Keys.ENTER);
        browser.await("button[value='" + who + "']").click();
        browser.awaitScreen();
    }

    private static WebElement link(String text) {
        return browser.one("#screen").findElement(By.linkText(text));
    }

    private static void open(String buttons, String text) {
        browser.all(buttons).stream()
                .filter(one -> one.getText().equals(text))
                .findFirst()
                .orElseThrow()
                .click();
        browser.await("dialog[open]");
    }
}
