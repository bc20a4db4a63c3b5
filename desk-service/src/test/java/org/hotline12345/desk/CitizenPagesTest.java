package org.hotline12345.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.hotline12345.testing.Browser;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.support.ui.Select;

/** The pages for citizens, without signing in. */
@QuarkusTest
class CitizenPagesTest extends ScreenTest {
    private static final String ENTERED = """
            {"caseNumber": "220102-20260310-0000123", "queryCode": "40718263"}""";
    private static final String STATUS = """
            {"caseNumber": "220102-20260310-0000123", "status": "REPLIED", "statusText": "已答复",
             "registeredAt": "2026-03-10T01:00:00Z", "dueAt": "2026-03-17T09:30:00Z",
             "reply": {"at": "2026-03-12T02:00:00Z", "text": "市路灯处已答复（已解决）：路灯已修复。"},
             "allowed": ["supplements", "urges", "withdrawal"],
             "timeline": [{"at": "2026-03-10T01:00:00Z", "text": "您的诉求已登记"}, {"at": "2026-03-10T01:05:00Z", "text": "已派单至市路灯处"}]}""";

    @Test
    void a_matter_is_put_in_and_number_and_code_are_shown_large() throws IOException {
        services.answer("intake", "POST", "public/cases", 201, ENTERED);
        services.answer("intake", "public/areas", """
                [{"code": "2201", "name": "长春市", "parents": []}, {"code": "220102", "name": "南关区", "parents": ["2201"]},
                 {"code": "220103", "name": "宽城区", "parents": ["2201"]}, {"code": "220102001", "name": "民康街道", "parents": ["220102"]}]""");
        open("citizen/new");
        pictures("citizen-new");
        new Select(browser.one("#area")).selectByVisibleText("南关区 · 民康街道");

        choose("type", "HELP");
        browser.one("#text").sendKeys("小区路灯不亮。已经三天了");
        choose("anonymity", "NAMED");
        browser.one("#phone").sendKeys("18643210987");
        browser.submit("#matter button");

        assertThat(browser.address()).endsWith("/citizen/registered").doesNotContain("40718263");
        assertThat(browser.text("#number")).isEqualTo("220102-20260310-0000123");
        assertThat(browser.text("#code")).isEqualTo("40718263");
        assertThat(posts())
                .singleElement()
                .asString()
                .contains(
                        "\"area\":\"220102001\"",
                        "\"type\":\"HELP\"",
                        "\"text\":\"小区路灯不亮。已经三天了\"",
                        "\"phone\":\"18643210987\"");
        pictures("citizen-registered");
    }

    @Test
    void what_is_wrong_stands_at_its_field_and_nothing_written_is_lost() {
        services.answer("intake", "POST", "public/cases", 400, """
                {"status": 400, "violations": [{"field": "phone", "message": "不是有效的电话号码"}]}""");
        open("citizen/new");
        choose("type", "COMPLAINT");
        browser.one("#text").sendKeys("夜间施工");
        choose("anonymity", "NAMED");
        browser.one("#phone").sendKeys("12");
        browser.submit("#matter button");

        assertThat(browser.text(".wrong")).isEqualTo("不是有效的电话号码");
        assertThat(browser.text("#text")).isEqualTo("夜间施工");
        assertThat(browser.one("#phone").getAttribute("value")).isEqualTo("12");
        assertThat(browser.one("input[name=type][value=COMPLAINT]").isSelected())
                .isTrue();
    }

    @Test
    void a_long_matter_is_taken_whole() {
        String story = "夜间施工扰民。".repeat(200);
        services.answer("intake", "POST", "public/cases", 201, ENTERED);
        open("citizen/new");
        choose("type", "COMPLAINT");
        browser.one("#text").sendKeys(story);
        choose("anonymity", "NO_CONTACT");
        browser.submit("#matter button");

        assertThat(browser.text("#code")).isEqualTo("40718263");
        assertThat(posts()).singleElement().asString().contains(story);
    }

    @Test
    void a_service_that_is_away_is_said_and_nothing_written_is_lost() {
        services.answer("intake", "POST", "public/cases", 503, "{}");
        open("citizen/new");
        choose("type", "HELP");
        browser.one("#text").sendKeys("停水");
        choose("anonymity", "NO_CONTACT");
        String key = browser.one("input[name=key]").getAttribute("value");
        browser.submit("#matter button");

        assertThat(browser.text("#error")).contains("服务暂时无法访问");
        assertThat(browser.text("#text")).isEqualTo("停水");
        assertThat(browser.one("input[name=key]").getAttribute("value"))
                .as("whether it was taken nobody knows: sent again it is the same")
                .isEqualTo(key);
    }

    @Test
    void number_and_code_open_the_case_and_what_can_be_done_with_it() throws IOException {
        look();
        assertThat(browser.address()).endsWith("/citizen/case");
        assertThat(browser.text("#status")).isEqualTo("已答复");
        assertThat(browser.text("#reply")).contains("路灯已修复");
        pictures("citizen-case");

        services.answer("intake", "POST", "public/cases/supplements", 200, STATUS);
        browser.one("#more").sendKeys("又坏了一盏");
        browser.submit("form[action*=supplements] button");

        assertThat(browser.text("#done")).isEqualTo("已补充。");
        assertThat(services.requests("intake"))
                .anySatisfy(asked -> assertThat(asked)
                        .contains("POST /api/v1/public/cases/supplements", "又坏了一盏", "\"code\":\"40718263\""));
    }

    @Test
    void what_is_not_possible_any_more_is_said_beside_how_the_case_stands() {
        look();
        services.answer("intake", "POST", "public/cases/urges", 409, "{\"status\": 409}");
        browser.submit("form[action*=urges] button");

        assertThat(browser.text("#error")).contains("当前状态不能进行此项操作");
        assertThat(browser.text("#status")).isEqualTo("已答复");
    }

    @Test
    void the_result_is_rated_on_the_survey_page() {
        look();
        services.answer("followup", "POST", "public/surveys", 200, "{\"path\": \"/api/v1/survey/a-link\"}");
        browser.submit("form[action*=survey] button");

        assertThat(browser.address()).endsWith("/api/v1/survey/a-link");
    }

    @Test
    void who_leaves_a_shared_machine_leaves_nothing() {
        look();
        browser.submit("form[action*=leave] button");
        open("citizen/case");

        assertThat(browser.address()).endsWith("/citizen/find");
    }

    @Test
    void a_wrong_code_is_said_like_an_unknown_number() {
        services.answer("intake", "POST", "public/cases/status", 404, "{\"status\": 404}");
        open("citizen/find");
        browser.one("#caseNumber").sendKeys("220102-20260310-0000123");
        browser.one("#code").sendKeys("00000000");
        browser.submit("main button");

        assertThat(browser.text("#error")).isEqualTo("编号或查询码不正确。");
        assertThat(browser.one("#caseNumber").getAttribute("value")).isEqualTo("220102-20260310-0000123");
    }

    @Test
    void a_lost_code_is_asked_for_and_the_answer_gives_nothing_away() throws IOException {
        services.answer("intake", "POST", "public/query-codes", 202, "");
        open("citizen/lost");
        pictures("citizen-lost");
        browser.one("#caseNumber").sendKeys("220102-20260310-0000123");
        browser.one("#phone").sendKeys("18643210987");
        browser.submit("main button");

        assertThat(browser.text("#said")).startsWith("已收到。编号与电话相符的");
    }

    @Test
    void the_pages_are_in_english_too() throws IOException {
        open("citizen?lang=en");
        assertThat(browser.text("h1")).isEqualTo("Put a matter in");
        pictures("citizen-home-en");
        browser.submit(".way");
        assertThat(browser.address()).endsWith("/citizen/new?lang=en");
        assertThat(browser.text("main button")).isEqualTo("Send");
        pictures("citizen-new-en");
    }

    @Test
    void all_of_it_works_without_script() {
        services.answer("intake", "POST", "public/cases", 201, ENTERED);
        services.answer("intake", "POST", "public/cases/status", 200, STATUS);
        try (var plain = Browser.withoutScript()) {
            plain.visit(desk + "citizen");
            plain.submit(".way");
            plain.one("input[name=type][value=HELP]").click();
            plain.one("#text").sendKeys("路灯不亮");
            plain.one("input[name=anonymity][value=NO_CONTACT]").click();
            plain.submit("#matter button");
            assertThat(plain.text("#code")).isEqualTo("40718263");
            plain.submit("a.button");
            assertThat(plain.text("#status")).isEqualTo("已答复");
            assertThat(plain.text("#course")).contains("已派单至市路灯处");
        }
    }

    @Test
    void a_form_that_no_page_gave_out_is_not_sent_on() throws Exception {
        for (String more : new String[] {"", "&form=1.x"}) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(desk + "citizen/new"))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString("type=HELP&text=x" + more))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(400);
        }
        assertThat(posts()).isEmpty();
    }

    private void look() {
        services.answer("intake", "POST", "public/cases/status", 200, STATUS);
        open("citizen/find");
        browser.one("#caseNumber").sendKeys("220102-20260310-0000123");
        browser.one("#code").sendKeys("40718263");
        browser.submit("main button");
    }

    private void open(String address) {
        browser.visit(desk + address);
    }

    private void choose(String name, String value) {
        browser.one("input[name=" + name + "][value=" + value + "]").click();
    }

    private List<String> posts() {
        return services.requests("intake").stream()
                .filter(one -> one.startsWith("POST"))
                .toList();
    }
}
