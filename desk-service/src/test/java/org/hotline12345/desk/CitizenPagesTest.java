package org.hotline12345.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hotline12345.testing.Browser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    private static final String PHOTO = """
            {"attachmentId": "5f0c2d1e-7a64-4b8e-9c3d-2f1a6b7c8d09", "name": "路灯.jpg", "type": "image/jpeg", "size": 10}""";

    @BeforeEach
    void limits() {
        services.answer(
                "intake",
                "public/attachments/limits",
                "{\"most\": 3, \"maxSize\": 2097152, \"types\": [\"JPEG\", \"PDF\"]}");
    }

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

        assertThat(browser.text("p.wrong")).isEqualTo("不是有效的电话号码");
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
    void files_go_with_what_is_added(@TempDir Path folder) throws IOException {
        look();
        services.answer("intake", "POST", "public/attachments", 201, PHOTO);
        services.answer("intake", "POST", "public/cases/supplements", 200, STATUS);
        browser.one("#more").sendKeys("又坏了一盏");
        browser.one("#files").sendKeys(file(folder, "路灯.jpg", 10));
        browser.submit("form[action*=supplements] button");

        assertThat(browser.text("#done")).isEqualTo("已补充。");
        assertThat(posts())
                .anyMatch(one -> one.contains("public/cases/supplements")
                        && one.contains("\"attachments\":[\"5f0c2d1e-7a64-4b8e-9c3d-2f1a6b7c8d09\"]"));
    }

    @Test
    void a_file_that_is_refused_leaves_what_was_to_be_added(@TempDir Path folder) throws IOException {
        look();
        services.answer("intake", "POST", "public/attachments", 422, "{\"status\": 422}");
        browser.one("#more").sendKeys("又坏了一盏");
        browser.one("#files").sendKeys(file(folder, "路灯.jpg", 10));
        browser.submit("form[action*=supplements] button");

        assertThat(browser.text("#files-wrong")).isEqualTo("“路灯.jpg”未通过安全检查，没有上传。");
        assertThat(browser.text("#more")).isEqualTo("又坏了一盏");
        assertThat(posts()).noneMatch(one -> one.contains("supplements"));
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
    void files_go_with_the_matter_and_one_that_is_refused_costs_nothing_that_was_written(@TempDir Path folder)
            throws IOException {
        services.answer("intake", "POST", "public/cases", 201, ENTERED);
        services.answer("intake", "POST", "public/attachments?name=" + encoded("路灯.jpg"), 201, PHOTO);
        services.answer("intake", "POST", "public/attachments?name=" + encoded("录音.mp3"), 415, "{\"status\": 415}");
        try (var plain = Browser.withoutScript()) {
            plain.visit(desk + "citizen/new");
            assertThat(plain.text("#files-hint")).contains("最多 3 个", "不超过 2 MB", "JPEG");
            plain.one("input[name=type][value=HELP]").click();
            plain.one("#text").sendKeys("路灯不亮");
            plain.one("input[name=anonymity][value=NO_CONTACT]").click();
            plain.one("#files").sendKeys(file(folder, "路灯.jpg", 10) + "\n" + file(folder, "录音.mp3", 10));
            plain.submit("#matter button");

            assertThat(plain.text("#files-wrong")).isEqualTo("“录音.mp3”不是可以接收的文件，只接收：JPEG、PDF。");
            assertThat(plain.text("#text")).isEqualTo("路灯不亮");
            assertThat(plain.text("#attached")).contains("路灯.jpg · 1 KB");
            assertThat(posts()).noneMatch(one -> one.contains("public/cases"));
            plain.screenshot("citizen-files-refused");

            plain.submit("#matter button");
            assertThat(plain.text("#code")).isEqualTo("40718263");
        }
        assertThat(posts())
                .filteredOn(one -> one.contains("public/cases"))
                .singleElement()
                .asString()
                .contains("\"attachments\":[\"5f0c2d1e-7a64-4b8e-9c3d-2f1a6b7c8d09\"]", "路灯不亮");
    }

    @Test
    void files_that_will_not_be_taken_are_said_at_the_field_before_anything_is_sent(@TempDir Path folder)
            throws IOException {
        open("citizen/new");
        browser.one("#files")
                .sendKeys(file(folder, "大.jpg", (2 << 20) + 1) + "\n" + file(folder, "程序.exe", 1) + "\n"
                        + file(folder, "一.pdf", 1) + "\n" + file(folder, "二.pdf", 1));

        assertThat(browser.text("#files-wrong")).contains("“大.jpg”超过 2 MB", "“程序.exe”不是可以接收的文件", "附件最多 3 个，请减少。");
        assertThat(browser.script("return document.getElementById('matter').checkValidity()"))
                .isEqualTo(false);
        pictures("citizen-files");
        assertThat(posts()).isEmpty();
    }

    @Test
    void a_file_that_waited_too_long_is_to_be_chosen_again(@TempDir Path folder) throws IOException {
        services.answer("intake", "POST", "public/attachments", 201, PHOTO);
        services.answer("intake", "POST", "public/cases", 400, """
                {"status": 400, "violations": [{"field": "attachments[0]", "message": "没有这个文件"}]}""");
        open("citizen/new");
        choose("type", "HELP");
        browser.one("#text").sendKeys("停水");
        choose("anonymity", "NO_CONTACT");
        browser.one("#files").sendKeys(file(folder, "路灯.jpg", 10));
        browser.submit("#matter button");

        assertThat(browser.text("#files-wrong")).isEqualTo("“路灯.jpg”已过期，请重新选择。");
        assertThat(browser.all("input[name=taken]")).isEmpty();
        assertThat(browser.text("#text")).isEqualTo("停水");
    }

    private static String file(Path folder, String name, int size) throws IOException {
        return Files.write(folder.resolve(name), new byte[size]).toString();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
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
