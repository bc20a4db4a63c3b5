package org.hotline12345.assessment.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hotline12345.assessment.OwnDatabase;
import org.hotline12345.assessment.SampleCity;
import org.hotline12345.assessment.fact.model.Lives;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.Urgency;
import org.hotline12345.testing.Browser;
import org.hotline12345.testing.KafkaProbe;
import org.hotline12345.testing.TestDesk;
import org.hotline12345.testing.TestServers;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;

/** What the office does on the page, each by the people who may, in a real Chromium. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
@WithTestResource(TestServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficePageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final YearMonth DISPUTED = SampleCity.LAST.minusMonths(2);

    @TestHTTPResource("/")
    URL server;

    @Inject
    SampleCity city;

    private Browser browser;

    @BeforeAll
    void open() {
        city.make();
        browser = Browser.open();
    }

    @BeforeEach
    void anew() {
        browser.forget();
        browser.width(Browser.DESK);
        browser.errors();
    }

    @AfterAll
    void close() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hot-issues | 热点问题 | Hot issues
            campaigns | 专项整治 | Campaigns
            posts | 其他渠道留言 | Posts on other channels
            periodic&week=2025-W20 | 往年同期 | Same weeks of earlier years
            ranking&ruleSet=grades-by-volume | 单位排名 | Ranking
            bulletins | 情况通报 | Bulletins
            appeals | 异议 | Objections
            approvals | 审定 | Approval
            rule-sets | 考核规则 | Rule sets
            rule-set&id=grades-by-volume | 分档评价（按办件量分档，只评等次） | Grades within volume bands, without ranks
            samples | 督查抽样 | Samples
            rectifications | 限期整改 | Rectifications
            """)
    void every_screen_is_there_in_both_languages_on_desk_and_telephone(String screen, String chinese, String english)
            throws IOException {
        String address = "&screen=" + screen + "&period=" + SampleCity.LAST;
        as("?lang=zh" + address, "evaluator", "考评员-01", null);
        stands(chinese, screen.replaceAll("&.*=", "-") + "-zh-1280");
        browser.width(Browser.TELEPHONE);
        browser.get(server + "evaluation?lang=en" + address);
        stands(english, screen.replaceAll("&.*=", "-") + "-en-390");
    }

    @Test
    void a_bulletin_is_drafted_edited_and_issued_by_two_people() throws IOException {
        as("?screen=bulletins", "evaluator", "考评员-01", null);
        choose("#field-period", "other");
        write("#field-first", SampleCity.LAST.atDay(1).toString());
        write("#field-last", SampleCity.LAST.atEndOfMonth().toString());
        submit("form[aria-label='起草通报']", "已起草");
        assertThat(browser.title()).contains("2025年5月31日12345热线工作情况的通报");
        assertThat(browser.text("#screen .badge")).isEqualTo("草稿");
        assertThat(browser.text("#screen .document")).contains("总体情况", "办理情况");
        assertThat(buttons()).contains("保存", "刷新数据", "删除草稿").doesNotContain("印发");

        write("#field-PROBLEMS", "一是市水务局超期答复较多。\n二是个别单位未及时告知诉求人。");
        submit("form[aria-label='撰写']", "已保存");
        assertThat(browser.text("#screen .document")).contains("一是市水务局超期答复较多。");
        String address = browser.address();

        as(address, "office-leader", "热线办主任", null);
        assertThat(buttons()).contains("印发").doesNotContain("保存", "刷新数据");
        press("印发");
        browser.one("dialog button[type=submit]").click();
        await("dialog .error", "改进措施");
        assertThat(browser.errors()).allMatch(error -> error.contains("409"));

        as(address, "evaluator", "考评员-01", null);
        write("#field-MEASURES", "有关单位三个工作日内逐件说明原因并办结。");
        submit("form[aria-label='撰写']", "已保存");
        press("刷新数据");
        browser.one("dialog button[type=submit]").click();
        await("#done", "数据已刷新");
        assertThat(browser.one("#field-PROBLEMS").getDomProperty("value")).contains("一是", "二是");
        stands(browser.title(), "bulletin-draft-zh-1280");

        as(address, "office-leader", "热线办主任", null);
        press("印发");
        browser.one("dialog button[type=submit]").click();
        await("#done", "已印发");
        browser.awaitScreen();
        assertThat(browser.text("#screen .badge")).isEqualTo("已印发");
        assertThat(buttons()).doesNotContain("印发", "删除草稿");
        write("#field-text", "请各单位对照整改。");
        submit("form[aria-label='批示']", "已批示");
        assertThat(savedBy("下载 Word 文档")).endsWith(".docx");
        assertThat(savedBy("下载网页")).endsWith(".html");
        stands(browser.title(), "bulletin-issued-zh-1280");

        as(address, "unit-leader", "局长-01", "S-WATER");
        assertThat(browser.text("#screen")).contains("请各单位对照整改。");
        write("#field-note", "已传达。");
        submit("form[aria-label='签收']", "已签收");
        browser.width(Browser.TELEPHONE);
        stands(browser.title(), "bulletin-issued-zh-390");
        assertThat(browser.all("form[aria-label='签收']")).isEmpty();
        browser.follow(browser.one("#screen a[href*='screen=bulletins']"));
        assertThat(browser.text("#screen tbody")).contains("情况通报 · 2025年5月1日至2025年5月31日", "已印发");
        stands("情况通报", "bulletins-listed-zh-390");
    }

    @Test
    void an_appeal_is_filed_by_the_unit_and_decided_by_who_did_not_score() throws IOException {
        String period = "&period=" + DISPUTED;
        as("?screen=approvals&ruleSet=hundred-points" + period, "evaluator", "考评员-01", null);
        assertThat(browser.text("#screen [aria-current=step]")).contains("初评");
        press("开放异议");
        browser.one("dialog button[type=submit]").click();
        await("#done", "已开放异议");
        browser.awaitScreen();
        assertThat(browser.text("#screen [aria-current=step]")).contains("异议期");
        press("扣分");
        choose("dialog #field-unit", "S-POWER");
        write("dialog #field-points", "1.5");
        write("dialog #field-reason", "迟报周报");
        browser.one("dialog button[type=submit]").click();
        await("#done", "已扣分");
        stands("审定", "approvals-open-zh-1280");

        UUID late = finishedLate("S-EAST");
        as(
                "?screen=cases&ruleSet=hundred-points&item=on-time&counted=false&unit=S-EAST" + period,
                "unit-leader",
                "局长-02",
                "S-EAST");
        String number = "220173-" + late.toString().substring(0, 8);
        browser.follow(browser.one("#screen a[href*='screen=appeal&'][href*='caseId=" + late + "']"));
        assertThat(browser.text("#screen")).contains(number, "按时办结率");
        write("#field-reason", "系统停机半日,已另附说明。");
        write("#field-evidence", "信息中心〔2026〕7号");
        assertThat(browser.text("#field-toUnit"))
                .as("units by name")
                .contains("请求剔除")
                .doesNotContain("S-");
        stands("提出异议", "appeal-zh-1280");
        submit("form[aria-label='提出异议']", "异议已提交");
        assertThat(browser.title()).isEqualTo("异议");
        assertThat(browser.text("#screen tbody tr")).contains(number, "待裁定", "系统停机半日", "信息中心〔2026〕7号");
        assertThat(buttons()).doesNotContain("裁定");

        String appeals = "?screen=appeals&state=OPEN&ruleSet=hundred-points" + period;
        as(appeals, "evaluator", "考评员-01", null);
        assertThat(browser.text("#screen tbody tr")).contains(number);
        assertThat(buttons()).as("who scored does not decide").doesNotContain("裁定");
        assertThat(browser.errors()).isEmpty();

        as(appeals, "evaluator", "考评员-02", null);
        decide("停机属实。");
        await("#done", "已裁定");
        browser.get(server + "evaluation?screen=appeals&ruleSet=hundred-points" + period);
        assertThat(browser.text("#screen tbody tr")).contains("成立", "停机属实。", "考评员-02");
        stands("异议", "appeals-decided-zh-1280");

        as("?screen=approvals&ruleSet=hundred-points" + period, "office-leader", "热线办主任", null);
        Awaitility.await().atMost(PATIENCE).until(() -> {
            press("审定");
            browser.one("dialog button[type=submit]").click();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !browser.text("#done").isEmpty()
                            || !browser.all("dialog .error:not(:empty)").isEmpty());
            // the decision must have come back by the stream of the case first
            boolean approved = browser.text("#done").contains("已审定");
            if (!approved) {
                browser.get(browser.address());
            }
            return approved;
        });
        browser.awaitScreen();
        assertThat(browser.text("#screen [aria-current=step]")).contains("已审定");
        assertThat(buttons()).doesNotContain("审定", "扣分");
        browser.screenshot("approvals-approved-zh-1280");

        as("?screen=approvals&ruleSet=hundred-points" + period, "evaluator", "考评员-01", null);
        press("更正");
        write("dialog #field-reason", "台风期间的诉求应予剔除");
        browser.one("dialog button[type=submit]").click();
        await("#done", "已另开一版");
        browser.awaitScreen();
        assertThat(browser.text("#screen [aria-current=step]")).contains("异议期");
        assertThat(browser.text("#screen")).contains("第 2 版更正：台风期间的诉求应予剔除");
        press("剔除诉求");
        write("dialog #field-cases", number);
        write("dialog #field-reason", "台风");
        browser.one("dialog button[type=submit]").click();
        await("#done", "已剔除");
        browser.awaitScreen();
        stands("审定", "approvals-corrected-zh-1280");
        browser.get(server + "evaluation?screen=ranking&ruleSet=hundred-points&edition=1" + period);
        assertThat(browser.text("#screen .badge")).isEqualTo("已审定");
    }

    @Test
    void a_rule_set_is_tried_with_given_rates() {
        as("?screen=rule-sets", "evaluator", "考评员-01", null);
        browser.follow(browser.one("#screen a[href*='id=hundred-points']"));
        assertThat(browser.text("#screen pre")).contains("lossPerPoint: 0.5");
        write("#field-figure0", "89.82");
        write("#field-figure2", "70.59");
        browser.one("form[aria-label='试算'] button[type=submit]").click();
        await("#trial-total", "27.615");
        assertThat(browser.text("form[aria-label='试算']")).contains("14.82", "12.795");
        assertThat(browser.errors()).isEmpty();

        as("?screen=rule-set&id=weighted-rates", "admin", "管理员-01", null);
        String document = browser.one("#field-document").getDomProperty("value");
        write("#field-document", document.replace("weight", "wait"));
        submitRefused("form[aria-label='规则文件']", "items[0].points.kind");
    }

    @Test
    void a_finding_of_a_sample_is_put_right_and_verified() throws IOException {
        as("?screen=samples&period=" + SampleCity.LAST, "evaluator", "考评员-01", null);
        write("#field-name", "二季度督查");
        write("#field-perUnit", "1");
        submit("form[aria-label='抽取样本']", "已抽取 8 件");
        assertThat(browser.title()).isEqualTo("二季度督查");
        write("#field-number", "1");
        choose("#field-severity", "SERIOUS");
        write("#field-text", "答复未写明办理措施。");
        submit("form[aria-label='记录']", "已记录");
        press("责令限期整改");
        write("dialog [name=text]", "三日内重新答复诉求人。");
        browser.one("dialog button[type=submit]").click();
        await("#done", "已责令整改");
        browser.awaitScreen();
        stands("二季度督查", "sample-zh-1280");
        browser.follow(browser.one("#screen a[href*='screen=rectification&']"));
        String address = browser.address();
        String unit = given().header("Authorization", "Bearer " + token("evaluator", "reader", null))
                .get("/api/v1/rectifications?limit=1")
                .then()
                .extract()
                .path("items[0].unit");

        as(address, "unit-handler", "承办人-01", unit);
        write("#field-text", "已重新答复并回访。");
        submit("form[aria-label='报送整改情况']", "已报送");

        as(address, "evaluator", "考评员-02", null);
        press("整改到位");
        write("dialog #field-comment", "电话核实,属实。");
        browser.one("dialog button[type=submit]").click();
        await("#done", "已核验");
        browser.awaitScreen();
        assertThat(browser.text("#screen .badge")).isEqualTo("已整改");
        assertThat(browser.text("#screen table")).contains("已重新答复并回访。", "电话核实,属实。");
        stands("限期整改", "rectification-zh-1280");
    }

    @Test
    void a_hot_issue_loses_a_case_gets_it_back_is_confirmed_and_has_a_campaign() throws IOException {
        var told = List.of(
                told("翠湖小区供暖不热", "翠湖小区三号楼暖气片冰凉,室内只有十四度", 5),
                told("翠湖小区供暖温度不达标", "翠湖小区家中暖气不热,老人孩子受冻", 4),
                told("翠湖小区暖气不热无人管", "翠湖小区供暖以来一直不热,热力公司电话打不通", 3),
                told("反映翠湖小区供暖不热", "希望热力公司检查翠湖小区供暖管网,暖气不热", 1));
        try (var kafka = KafkaProbe.open()) {
            told.forEach(event -> kafka.produce(event, event.registeredAt()));
        }
        LocalDate today = LocalDate.now(ShanghaiTime.ZONE);
        String period = "&period=" + today.minusDays(9) + ".." + today;
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> given().header("Authorization", "Bearer " + token("evaluator", "reader", null))
                        .get("/api/v1/hot-issues?cases=4&from=" + today.minusDays(9) + "&to=" + today)
                        .then()
                        .extract()
                        .path("items.size()")
                        .equals(1));

        as("?screen=hot-issues" + period, "evaluator", "考评员-01", null);
        assertThat(browser.text("#screen tbody tr")).contains("翠湖小区", "系统发现", "4");
        stands("热点问题", "hot-issues-found-zh-1280");
        browser.follow(browser.one("#screen a[href*='screen=hot-issue&']"));
        stands(browser.title(), "hot-issue-zh-1280");
        // U3: the number leads to what was said
        String issue = browser.address();
        browser.follow(browser.one("#screen a[href*='screen=case&']"));
        assertThat(browser.text("#screen")).contains("翠湖小区", "暖气", "登记", "每次查阅均有记录");
        stands(browser.title(), "case-zh-1280");
        browser.get(issue);
        WebElement odd = browser.all("#screen input[type=checkbox]").get(3);
        String number = odd.getDomAttribute("aria-label").replaceAll(".* ", "");
        odd.click();
        press("移出所选诉求");
        write("dialog #field-reason", "另一件事。");
        browser.one("dialog button[type=submit]").click();
        await("#done", "已移出");
        browser.awaitScreen();
        assertThat(browser.all("#screen input[type=checkbox]")).hasSize(3);
        press("加入诉求");
        write("dialog #field-cases", number);
        write("dialog #field-reason", "核实后是同一件事。");
        browser.one("dialog button[type=submit]").click();
        await("#done", "已加入");
        browser.awaitScreen();
        assertThat(browser.all("#screen input[type=checkbox]")).hasSize(4);
        assertThat(browser.all("#screen a[href*='screen=campaign-plan']")).isEmpty();
        press("确认");
        write("dialog #field-name", "翠湖小区供暖");
        browser.one("dialog button[type=submit]").click();
        await("#done", "已确认");
        browser.awaitScreen();
        assertThat(browser.title()).isEqualTo("翠湖小区供暖");
        assertThat(browser.text("#screen .badge")).isEqualTo("已确认");
        browser.width(Browser.TELEPHONE);
        stands("翠湖小区供暖", "hot-issue-zh-390");
        browser.width(Browser.DESK);
        aCampaignIsOpenedInBatchesAndEnded(today);

        as("?screen=hot-issues" + period, "supervisor", "督办员-01", null);
        browser.follow(browser.one("#screen a[href*='screen=hot-issue&']"));
        assertThat(buttons()).doesNotContain("确认", "排除", "移出所选诉求");
        browser.follow(browser.one("#screen a[href*='screen=campaign&']"));
        assertThat(browser.text("#screen")).contains("已结束", "管网已改造。");
        assertThat(buttons()).doesNotContain("结束整治");
    }

    private void aCampaignIsOpenedInBatchesAndEnded(LocalDate today) throws IOException {
        browser.follow(browser.one("#screen a[href*='screen=campaign-plan']"));
        write("#field-goal", "供暖期前完成管网改造,逐户测温。");
        write("#field-target", "90");
        click("添加批次");
        write("#field-batch1-name", "三号楼");
        write("#field-batch1-to", today.plusDays(9).toString());
        write("#field-batch1-target", "50");
        stands("开展专项整治", "campaign-plan-zh-1280");
        submit("form.entry", "专项整治已开展");
        assertThat(browser.title()).isEqualTo("翠湖小区供暖");
        assertThat(browser.text("#screen .sentence")).contains("共 4 件", "目标 90.00%");
        assertThat(browser.text("#screen tbody tr")).contains("1. 三号楼", "其余单位", "已解决 0 / 4 件", "推进中");
        String address = browser.address();
        stands("翠湖小区供暖", "campaign-zh-1280");

        browser.follow(browser.one("#screen a[href*='screen=campaign-plan']"));
        write("#field-batch1-name", "全小区");
        write("#field-to", today.minusDays(1).toString());
        submitRefused("form.entry", "结束早于开始");
        assertThat(browser.errors()).allMatch(error -> error.contains("400"));
        write("#field-to", today.plusDays(60).toString());
        submit("form.entry", "方案已调整");
        assertThat(browser.text("#screen tbody tr")).contains("1. 全小区");
        browser.width(Browser.TELEPHONE);
        browser.get(address.replaceAll("&lang=..", "") + "&lang=en");
        stands("翠湖小区供暖", "campaign-en-390");
        browser.get(server + "evaluation?screen=campaigns");
        assertThat(browser.text("#screen tbody tr")).contains("翠湖小区供暖", "进行中", "90.00%");
        stands("专项整治", "campaigns-listed-zh-390");

        browser.width(Browser.DESK);
        browser.get(address);
        press("结束整治");
        write("dialog #field-note", "管网已改造。");
        browser.one("dialog button[type=submit]").click();
        await("#done", "专项整治已结束");
        browser.awaitScreen();
        assertThat(browser.text("#screen .badge")).isEqualTo("已结束");
    }

    @Test
    void posts_of_other_channels_are_taken_from_a_file_and_decided(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("posts.csv"), "来源,编号,发布时间,标题,内容\n人民网,P-1,2025-05-20,公园缺少路灯,东湖公园夜里很黑\n论坛,P-2,昨天,标题,内容\n");
        as("?screen=posts", "evaluator", "考评员-01", null);
        browser.one("#field-file").sendKeys(file.toString());
        submit("form[aria-label='导入留言']", "新增 1 条");
        assertThat(browser.text("#done")).contains("退回 1 行", "第 3 行");
        assertThat(browser.text("#screen tbody tr")).contains("公园缺少路灯", "人民网");
        press("认定");
        browser.one("dialog button[type=submit]").click();
        await("#done", "已认定");
        browser.awaitScreen();
        stands("其他渠道留言", "posts-listed-zh-1280");
    }

    @Test
    void units_stand_in_their_class_of_volume() {
        as("?screen=ranking&ruleSet=grades-by-volume&period=" + SampleCity.LAST, "evaluator", "考评员-01", null);
        assertThat(browser.text("#screen")).contains("件量分档", "不排名次");
        assertThat(browser.all("#screen .places h3").stream().map(WebElement::getText))
                .isNotEmpty()
                .anyMatch(title -> title.startsWith("市直部门 · 办件量小"));
        List<String> units = browser.all("#screen section.bands tbody td:last-child").stream()
                .map(WebElement::getText)
                .toList();
        assertThat(units).startsWith("0", "0").hasSize(3);
    }

    @Test
    void tables_are_saved_from_the_page() {
        as("?screen=ranking&period=" + SampleCity.LAST, "evaluator", "考评员-01", null);
        assertThat(savedBy("下载单位排名（Excel）"))
                .startsWith("scores-four-rates-2025-05-考评员-01-")
                .endsWith(".xlsx");
        assertThat(savedBy("下载单位指标（CSV）"))
                .startsWith("indicators-2025-05-by-unit-")
                .endsWith(".csv");
        assertThat(browser.errors()).isEmpty();
    }

    /** The screen as it stands, without complaints and barriers; kept as a picture. */
    private void stands(String title, String name) throws IOException {
        assertThat(browser.title()).isEqualTo(title);
        assertThat(browser.text("#message")).isEmpty();
        assertThat(browser.tooWide()).isLessThanOrEqualTo(0);
        assertThat(browser.barriers()).isEmpty();
        assertThat(browser.errors()).isEmpty();
        browser.screenshot("office-" + name);
    }

    private void as(String address, String role, String subject, String unit) {
        String query = address.substring(address.indexOf('?'));
        browser.get(TestDesk.signIn(server.toString(), token(role, subject, unit), query));
    }

    private static String token(String role, String subject, String unit) {
        var token = TestTokens.role(role).subject(subject);
        return (unit == null ? token : token.unit(unit)).build();
    }

    private void submit(String form, String done) {
        browser.one(form + " button[type=submit]").click();
        await("#done", done);
        browser.awaitScreen();
        assertThat(browser.errors()).isEmpty();
    }

    private void submitRefused(String form, String why) {
        browser.one(form + " button[type=submit]").click();
        await(form, why);
    }

    private void decide(String reason) {
        press("裁定");
        choose("dialog #field-granted", "true");
        write("dialog #field-reason", reason);
        browser.one("dialog button[type=submit]").click();
    }

    private void click(String button) {
        browser.all("#screen button").stream()
                .filter(one -> one.getText().equals(button))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + button + " in " + buttons()))
                .click();
    }

    /** Clicks on a button that asks. */
    private void press(String button) {
        click(button);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !browser.all("dialog[open]").isEmpty());
    }

    private List<String> buttons() {
        return browser.all("#screen button").stream().map(WebElement::getText).toList();
    }

    /** The name of the file that a button saves. */
    private String savedBy(String button) {
        browser.script(
                "window.saved = []; HTMLAnchorElement.prototype.click = function() { saved.push(this.download); };");
        click(button);
        Awaitility.await().atMost(PATIENCE).until(() -> browser.script("return saved[0]") != null);
        return (String) browser.script("return saved[0]");
    }

    private void write(String field, String text) {
        browser.script(
                "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change', {bubbles: true}));",
                browser.one(field),
                text);
    }

    private void choose(String select, String value) {
        browser.one(select + " option[value='" + value + "']").click();
    }

    private void await(String place, String text) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(browser.text(place)).contains(text));
    }

    /** A case that comes by the stream, to which the decision comes back, and counts against the unit. */
    private static UUID finishedLate(String unit) {
        var id = UUID.randomUUID();
        var order = UUID.randomUUID();
        var from = DISPUTED.atDay(10).atTime(1, 0).toInstant(ZoneOffset.UTC);
        var due = from.plus(5, ChronoUnit.DAYS);
        try (var kafka = KafkaProbe.open()) {
            List.of(
                            Lives.registered(id, IntakeOutcome.TO_DISPATCH, from),
                            Lives.dispatched(id, order, 1, DispatchCause.FIRST, unit, from),
                            Lives.deadline(id, order, 1, DeadlineKind.REPLY, due),
                            Lives.replied(id, order, 1, unit, due.plusSeconds(3_600)))
                    .forEach(event -> kafka.produce(event, from));
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> given().header("Authorization", "Bearer " + token("evaluator", "reader", null))
                        .get("/api/v1/scores/" + unit
                                + "/items/on-time/cases?counted=false&ruleSet=hundred-points&period=" + DISPUTED)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString()
                        .contains(id.toString()));
        return id;
    }

    private static CaseRegistered told(String title, String text, int daysAgo) {
        var id = UUID.randomUUID();
        return new CaseRegistered(
                id,
                "990101-" + id.toString().substring(0, 8),
                IntakeOutcome.TO_DISPATCH,
                "PHONE",
                null,
                CaseType.COMPLAINT,
                Urgency.ORDINARY,
                title,
                text,
                null,
                "990101",
                null,
                null,
                UUID.randomUUID(),
                Anonymity.NAMED,
                true,
                null,
                null,
                null,
                Instant.now().minus(daysAgo, ChronoUnit.DAYS).minusSeconds(60),
                null,
                null,
                null,
                null);
    }
}
