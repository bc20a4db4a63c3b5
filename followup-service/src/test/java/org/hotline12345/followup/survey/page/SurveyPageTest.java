package org.hotline12345.followup.survey.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.Stage.as;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.FollowupTest;
import org.hotline12345.followup.MovableClock;
import org.hotline12345.testing.Chromium;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The survey page on a telephone: a real Chromium, 390 pixels wide, script switched off. */
@QuarkusTest
class SurveyPageTest extends FollowupTest {
    private static final int WIDTH = 390;

    @TestHTTPResource("/")
    URL server;

    private final CaseEvents events = new CaseEvents();

    @Test
    void a_citizen_answers_on_a_telephone_in_chinese_and_corrects_in_english() throws IOException {
        MovableClock.set("2026-03-11T10:00");
        stage.answered(events, "2026-03-11T09:00");
        ChromeDriver browser = telephone();
        try {
            browser.get(link());
            assertThat(browser.findElement(By.tagName("html")).getDomAttribute("lang"))
                    .isEqualTo("zh-CN");
            assertThat(text(browser)).contains("您对办理结果是否满意", "水管已修复", "办理不及时", "主要原因");
            fits(browser);
            screenshot(browser, "survey-390-zh.png");
            browser.findElement(By.cssSelector("input[name=satisfaction][value=DISSATISFIED]"))
                    .click();
            browser.findElement(By.cssSelector("input[name=resolved][value=false]"))
                    .click();
            browser.findElement(By.cssSelector("input[name=reasons][value=SLOW]"))
                    .click();
            browser.findElement(By.cssSelector("input[name=reasons][value=NOT_SOLVED]"))
                    .click();
            browser.findElement(By.id("words")).sendKeys("等了三天");
            browser.findElement(By.cssSelector("button[type=submit]")).click();
            awaitOne(browser, "#thanks");
            assertThat(browser.findElement(By.id("thanks")).getText()).contains("谢谢");
            fits(browser);
            CallbackCompleted first = stage.await(events, CallbackCompleted.class);
            assertThat(first.satisfaction()).isEqualTo(Satisfaction.DISSATISFIED);
            assertThat(first.reason()).isEqualTo("问题没有解决；办理不及时；等了三天");
            assertThat(first.objective()).isFalse();
            stage.await(events, ReworkOrdered.class);

            browser.findElement(By.id("language")).click();
            awaitOne(browser, "html[lang=en]");
            assertThat(text(browser)).contains("Are you satisfied with the result?", "It took too long");
            assertThat(browser.findElement(By.cssSelector("input[name=reasons][value=SLOW]"))
                            .isSelected())
                    .isTrue();
            fits(browser);
            screenshot(browser, "survey-390-en.png");
            browser.findElement(By.cssSelector("input[name=satisfaction][value=SATISFIED]"))
                    .click();
            browser.findElement(By.cssSelector("button[type=submit]")).click();
            assertThat(stage.await(events, CallbackCompleted.class, CallbackCompleted::correction)
                            .satisfaction())
                    .isEqualTo(Satisfaction.SATISFIED);
            // the page before held the same thanks
            awaitOne(browser, "input[name=satisfaction][value=SATISFIED][checked]");
            assertThat(browser.findElement(By.id("thanks")).getText()).contains("Thank you");
            assertThat(browser.getCurrentUrl()).endsWith("?lang=en");
        } finally {
            browser.quit();
        }
    }

    /** A click may come back before the page it leads to is there. */
    private static void awaitOne(ChromeDriver browser, String css) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(browser.findElements(By.cssSelector(css)))
                        .as(() -> text(browser))
                        .hasSize(1));
    }

    private String link() {
        List<Map<String, Object>> items = as("callback-agent", "anna")
                .body("{\"max\": 200}")
                .post("/api/v1/callbacks/claim")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
        String url = items.stream()
                .filter(item -> item.get("caseId").equals(events.caseId.toString()))
                .findFirst()
                .orElseThrow()
                .get("surveyUrl")
                .toString();
        return URI.create(server.toString()).resolve(URI.create(url).getPath()).toString();
    }

    /** Nothing is wider than the screen, and what is touched is large enough. */
    private static void fits(ChromeDriver browser) {
        for (WebElement element : browser.findElements(By.cssSelector("main, main *"))) {
            var place = element.getRect();
            assertThat(place.getX() + place.getWidth())
                    .as("right edge of <%s> %s", element.getTagName(), element.getText())
                    .isLessThanOrEqualTo(WIDTH);
        }
        for (WebElement label : browser.findElements(By.cssSelector("fieldset label:has(input), button"))) {
            assertThat(label.getRect().getHeight()).as(label.getText()).isGreaterThanOrEqualTo(32);
        }
    }

    private static String text(ChromeDriver browser) {
        return browser.findElement(By.tagName("body")).getText();
    }

    private static void screenshot(ChromeDriver browser, String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(folder.resolve(name), browser.getScreenshotAs(OutputType.BYTES));
    }

    private static ChromeDriver telephone() {
        ChromeDriver browser = Chromium.open(options -> options.setExperimentalOption(
                "mobileEmulation",
                Map.of("deviceMetrics", Map.of("width", WIDTH, "height", 844, "pixelRatio", 2.0, "touch", false))));
        Chromium.withoutScript(browser);
        return browser;
    }
}
