package org.hotline12345.assessment.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.time.LocalDate;
import java.time.ZoneId;
import org.hotline12345.assessment.OwnDatabase;
import org.hotline12345.assessment.SampleCity;
import org.hotline12345.testing.Browser;
import org.hotline12345.testing.TestDesk;
import org.hotline12345.testing.TestServers;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in a real Chromium, on a small city with thirteen months of cases. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
@WithTestResource(TestServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvaluationPageTest {
    private static final String MONTH = "&period=" + SampleCity.LAST;

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
        browser.onScreen();
        browser.width(Browser.DESK);
        browser.errors();
    }

    @AfterAll
    void close() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({
        "overview, 总览, Overview, #screen .rate",
        "ranking, 单位排名, Ranking, #screen table",
        "unit&unit=S-WATER, 市水务局, 市水务局, #screen .chart svg",
        "trend, 指标走势, Trend, #screen .chart svg",
        "breakdown, 分类统计, Breakdown, #screen .chart svg",
        "breakdown&by=area, 分类统计, Breakdown, #screen .chart svg",
        "heat&indicator=onTimeRate, 属地 × 类别, Areas × categories, #screen .heat svg",
        "cases&figure=onTimeRate, 按时办结率：相关诉求, On-time rate: cases, #screen tbody tr"
    })
    void every_screen_is_there_in_both_languages_on_desk_and_telephone(
            String screen, String chinese, String english, String content) throws IOException {
        String name = screen.replaceAll("&.*=", "-");
        signIn("?lang=zh&screen=" + screen + MONTH);
        shows(chinese, content);
        assertThat(browser.barriers()).isEmpty();
        browser.screenshot(name + "-zh-1280");
        browser.width(Browser.TELEPHONE);
        browser.awaitFit();
        browser.screenshot(name + "-zh-390");

        browser.get(server + "evaluation?lang=en&screen=" + screen + MONTH);
        shows(english, content);
        assertThat(browser.barriers()).isEmpty();
        browser.screenshot(name + "-en-390");
        browser.width(Browser.DESK);
        browser.awaitFit();
        browser.screenshot(name + "-en-1280");
    }

    private void shows(String title, String content) {
        assertThat(browser.title()).isEqualTo(title);
        assertThat(browser.text("#message")).isEmpty();
        assertThat(browser.all(content)).isNotEmpty();
        assertThat(browser.tooWide()).isLessThanOrEqualTo(0);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void a_figure_leads_to_its_cases_page_by_page() {
        signIn("?period=" + SampleCity.LAST.getYear());
        WebElement received = browser.one("#screen a[href*='figure=received&'], #screen a[href$='figure=received']");
        assertThat(Integer.parseInt(received.getText())).isGreaterThan(50);

        browser.follow(received);
        assertThat(browser.title()).isEqualTo("受理诉求量：相关诉求");
        assertThat(browser.all("#screen tbody tr")).hasSize(50);
        String first = browser.text("#screen tbody th");
        browser.follow(browser.one("a[rel=next]"));
        assertThat(browser.text("#screen tbody th")).isNotEqualTo(first);
        browser.back();
        assertThat(browser.text("#screen tbody th")).isEqualTo(first);
        browser.back();
        assertThat(browser.title()).isEqualTo("总览");
    }

    @Test
    void a_cell_of_areas_by_categories_leads_to_its_cases() {
        signIn("?screen=heat" + MONTH);
        WebElement cell = browser.one("#screen table a[href*='area=9901'][href*='category=S02']");
        int expected = Integer.parseInt(cell.getText());

        browser.follow(cell);
        assertThat(browser.all("#screen tbody tr")).hasSize(expected);
        assertThat(browser.text("#period")).contains("北城区", "交通运输");
    }

    @Test
    void why_the_score_of_a_unit_fell_is_found_from_the_ranking_on() {
        signIn("?screen=ranking" + MONTH);
        browser.follow(browser.one("#screen a[href*='unit=" + SampleCity.WORSE + "']"));
        assertThat(browser.text(".sentence")).contains("下降", "按时办结率");

        WebElement missing = browser.one("#screen a[href*='item='][href*='counted=false'][aria-label^='按时办结率']");
        int expected = Integer.parseInt(missing.getText().replaceAll("\\D", ""));
        browser.follow(missing);
        assertThat(browser.title()).isEqualTo("市水务局 · 按时办结率：相关诉求");
        assertThat(browser.all("#screen tbody tr")).hasSize(expected);
        assertThat(browser.text("#screen tbody tr")).contains("✗ 未计入分子", "超 ");

        browser.follow(browser.one("a.button[href*='screen=unit']"));
        assertThat(browser.title()).isEqualTo("市水务局");
    }

    @Test
    void the_keyboard_reaches_navigation_and_definitions() {
        signIn("?period=" + SampleCity.LAST);
        browser.tabTo(browser.one("#screens a[href*='screen=trend']"));
        browser.press(Keys.ENTER);
        browser.awaitScreen();
        assertThat(browser.title()).isEqualTo("指标走势");
        assertThat(browser.focused()).isEqualTo(browser.one("#title"));
        assertThat(browser.one("#screens [aria-current=page]").getText()).isEqualTo("指标走势");

        browser.back();
        WebElement name = browser.one("#screen button.define");
        browser.tabTo(name);
        browser.press(Keys.ENTER);
        assertThat(browser.text("dialog")).contains("诉求受理率", "分子", "分母", "归期", "四舍五入");
        browser.press(Keys.ESCAPE);
        assertThat(browser.all("dialog")).isEmpty();
        assertThat(browser.focused()).isEqualTo(name);
    }

    @Test
    void filters_stand_in_the_address_and_the_token_does_not() {
        signIn("?period=" + SampleCity.LAST);
        String all = browser.text("#screen td:nth-child(2)");
        browser.one("#filters #channel option[value=WEB]").click();
        browser.follow(browser.one("#filters button[type=submit]"));
        assertThat(browser.address())
                .contains("channel=WEB", "period=" + SampleCity.LAST)
                .doesNotContain("token");
        assertThat(browser.text("#period")).contains("网站");
        String narrowed = browser.text("#screen td:nth-child(2)");
        assertThat(Integer.parseInt(narrowed)).isLessThan(Integer.parseInt(all));

        browser.get(browser.address());
        assertThat(browser.text("#screen td:nth-child(2)")).isEqualTo(narrowed);
    }

    @Test
    void name_and_date_of_the_viewer_are_on_screen_and_paper() throws IOException {
        signIn("?screen=ranking" + MONTH);
        String today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
        assertThat(browser.one("#watermark i").getDomAttribute("data-name")).isEqualTo("考评员-01 " + today);
        assertThat(browser.one("#watermark").getDomAttribute("aria-hidden")).isEqualTo("true");

        browser.onPaper();
        assertThat(browser.one("#watermark").isDisplayed()).isTrue();
        assertThat(browser.one("#screens").isDisplayed()).isFalse();
        assertThat(browser.one(".filters").isDisplayed()).isFalse();
        assertThat(browser.one("#screen table").isDisplayed()).isTrue();
        browser.screenshot("ranking-print");
    }

    @Test
    void what_is_refused_is_told_in_the_language_of_the_reader() {
        signIn("?period=yesterday");
        assertThat(browser.text("#message")).contains("统计期");
        browser.get(server + "evaluation?lang=en&period=yesterday");
        assertThat(browser.text("#message")).contains("period");
    }

    @Test
    void the_leader_of_a_unit_sees_its_own_sheet_and_no_other() {
        String token = TestTokens.role("unit-leader")
                .subject("局长-01")
                .unit(SampleCity.WORSE)
                .build();
        browser.get(TestDesk.signIn(server.toString(), token, "screen=unit" + MONTH));
        assertThat(browser.title()).isEqualTo("市水务局");
        assertThat(browser.text("#viewer")).isEqualTo("局长-01 · 市水务局");
        assertThat(browser.all("#unit option")).hasSize(2);

        browser.get(server + "evaluation?screen=unit&unit=S-HOUSING" + MONTH);
        assertThat(browser.text("#message")).isNotEmpty();
        assertThat(browser.all("#screen .sheet")).isEmpty();
    }

    private void signIn(String address) {
        String token = TestTokens.role("evaluator").subject("考评员-01").build();
        browser.get(TestDesk.signIn(server.toString(), token, address));
    }
}
