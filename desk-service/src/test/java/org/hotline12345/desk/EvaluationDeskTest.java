package org.hotline12345.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.desk.People.EVALUATOR;
import static org.hotline12345.desk.People.HANDLER;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The frame of every desk, on that of the evaluation staff; the screens themselves are tested before their service. */
@QuarkusTest
class EvaluationDeskTest extends ScreenTest {
    @BeforeEach
    void service() {
        services.answer("assessment", "viewer", """
                {"subject": "考评员-01", "name": "杨洋", "roles": ["evaluator"]}""");
        services.answer("assessment", "indicators/definitions", """
                {"items": []}""");
        services.answer("assessment", "rule-sets", """
                {"items": [{"id": "four-rates", "name": {"zh": "四率", "en": "Four rates"}, "version": 3,
                  "from": "2026-01-01", "items": [], "active": true}]}""");
        services.answer("assessment", "reporting-calendars", """
                {"items": []}""");
        services.answer("assessment", "indicators/dimensions", """
                {"groups": [], "units": [], "areas": [], "categories": [], "channels": [], "types": []}""");
    }

    @Test
    void a_screen_looks_right() throws IOException {
        looksRight(
                EVALUATOR, "evaluation?screen=rule-sets", "evaluation-rule-sets", "考核规则", "Rule sets", "#screen table");
    }

    @Test
    void a_sample_is_drawn_for_the_agents_of_the_centre() throws IOException {
        services.answer("followup", "social-surveys", """
                {"items": [
                  {"id": "019aa000-0000-7000-8000-000000000901", "title": "供热季专项回访", "surveyor": "热线中心", "from": "2026-11-01", "to": "2026-11-30", "size": 200, "seed": "a",
                   "drawn": 200, "answered": 120, "byAgents": true, "unreached": 14},
                  {"id": "019aa000-0000-7000-8000-000000000902", "title": "下半年满意度调查", "surveyor": "市统计局", "from": "2026-07-01", "to": "2026-12-31", "size": 1000, "seed": "b",
                   "drawn": 1000, "answered": 0, "byAgents": false, "unreached": 0}]}""");
        services.answer("followup", "POST", "social-surveys", 201, "{\"drawn\": 50}");
        looksRight(
                EVALUATOR,
                "evaluation?screen=surveys",
                "evaluation-surveys",
                "社会调查",
                "Social surveys",
                "#screen table");

        go("evaluation?screen=surveys&lang=zh");
        browser.await("#field-title").sendKeys("冬季专项回访");
        browser.one("#field-surveyor").sendKeys("热线中心");
        browser.script("document.getElementById('field-from').value = '2026-11-01'");
        browser.script("document.getElementById('field-to').value = '2026-11-30'");
        browser.one("#field-byAgents").click();
        browser.one("#screen form button[type=submit]").click();

        browser.awaitText("#done", "50");
        assertThat(services.requests("followup"))
                .anyMatch(request -> request.startsWith("POST /api/v1/social-surveys ")
                        && request.contains("\"byAgents\":true")
                        && request.contains("\"size\":200"));
    }

    @Test
    void the_frame_says_who_is_signed_in_and_where_else_they_work() {
        services.answer("assessment", "viewer", """
                {"subject": "承办人-W", "name": "周敏", "unit": "W", "unitName": "市水务局", "roles": ["unit-handler"]}""");

        signIn(HANDLER, "evaluation");

        assertThat(browser.text("#viewer")).isEqualTo("周敏 · 市水务局");
        assertThat(browser.one("#language").getAttribute("href")).endsWith("lang=en");
        assertThat(browser.script("return document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage })"))
                .asString()
                .doesNotContain("eyJ");
    }

    @Test
    void templates_take_what_comes_from_outside_as_text() {
        signIn(EVALUATOR, "evaluation?screen=rule-sets");

        Object seen = browser.script("""
                return import('/assets/shell/view.js').then(({ html, render }) => {
                  const place = document.createElement('div');
                  render(html`<p>${'<b>粗</b>'}</p>`, place);
                  return place.textContent;
                });""");

        assertThat(seen).isEqualTo("<b>粗</b>");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void what_was_written_is_there_after_a_reload_until_it_was_sent() {
        signIn(EVALUATOR, "evaluation?screen=rule-sets");
        write("未写完的话");

        browser.reload();
        assertThat(write("")).isEqualTo("未写完的话");
        browser.script("document.querySelector('#sign-out').addEventListener('click', e => e.preventDefault());"
                + "document.querySelector('#sign-out').click();");
        assertThat(write("")).isEqualTo("");
    }

    @Test
    void an_ended_session_is_said_and_renewed_in_another_window_and_nothing_is_lost() {
        services.answer("assessment", "sample-plans", """
                {"items": []}""");
        signIn(EVALUATOR, "evaluation?screen=samples");
        browser.one("#field-name").sendKeys("四季度抽查");
        browser.forget();

        browser.one("#screen form button[type=submit]").click();

        browser.awaitText("#message", "登录已失效");
        assertThat(browser.one("#message a").getAttribute("target")).isEqualTo("_blank");
        assertThat(browser.one("#field-name").getAttribute("value")).isEqualTo("四季度抽查");
        browser.visit(browser.one("#message a").getAttribute("href"));
        browser.one("button[value='" + EVALUATOR.subject() + "']").click();
        browser.awaitText("h1", "已重新登录");
        go("evaluation?screen=samples");
        assertThat(browser.one("#field-name").getAttribute("value")).isEqualTo("四季度抽查");
    }

    @Test
    void a_service_that_is_away_is_said_on_the_page() {
        services.answer("assessment", "GET", "rule-sets", 503, """
                {"status": 503, "detail": "服务暂时无法访问，请稍后重试。"}""");

        browser.visit(desk.resolve("/evaluation?screen=samples").toString());
        browser.one("button[value='" + EVALUATOR.subject() + "']").click();

        browser.awaitText("#message", "服务暂时无法访问，请稍后重试。");
    }

    @Test
    void signing_out_leads_to_the_sign_in_again_with_no_token_in_the_address() {
        signIn(EVALUATOR, "evaluation?screen=rule-sets");

        browser.one("#sign-out").click();

        browser.await("button[value='" + EVALUATOR.subject() + "']");
        assertThat(browser.address()).doesNotContain("eyJ");
    }

    /** Builds a form with a draft, says what stands in it, and writes into it. */
    private Object write(String words) {
        return browser.script("""
                return import('/assets/shell/forms.js').then(({ field, form }) => {
                  const context = { viewer: { subject: '考评员-01' } };
                  const node = form(context, { submit: '提交', draft: 'test' }, [field('words', '意见', 'textarea')], () => {});
                  const area = node.querySelector('textarea');
                  const found = area.value;
                  if (arguments[0]) { area.value = arguments[0]; node.dispatchEvent(new Event('input')); }
                  return found;
                });""", words);
    }
}
