package org.hotline12345.assessment.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.awaitility.Awaitility;
import org.hotline12345.testing.Chromium;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The evaluation page in a real Chromium. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String AXE = axe();

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser open() {
        ChromeDriver driver = Chromium.open(options -> {});
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        return new Browser(driver);
    }

    /** Makes the screen so wide, in pixels of the style sheet. */
    void width(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
    }

    /** Shows the page as paper would. */
    void onPaper() {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
    }

    /** Shows the page as a screen does. */
    void onScreen() {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", ""));
    }

    void get(String url) {
        driver.get(url);
        awaitScreen();
    }

    void back() {
        driver.navigate().back();
        awaitScreen();
    }

    /** Until the screen has all its figures and charts. */
    void awaitScreen() {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> !one("#title").getText().isEmpty()
                        && all("#screen [aria-busy], #loading").isEmpty()
                        && !all("#screen > div").isEmpty());
    }

    String address() {
        return driver.getCurrentUrl();
    }

    String title() {
        return one("#title").getText();
    }

    String text(String css) {
        return one(css).getText();
    }

    WebElement one(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    void follow(WebElement link) {
        link.click();
        awaitScreen();
    }

    void press(CharSequence key) {
        driver.switchTo().activeElement().sendKeys(key);
    }

    /** Goes on by the tabulator until the element has the focus. */
    void tabTo(WebElement element) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> {
            press(Keys.TAB);
            return driver.switchTo().activeElement().equals(element);
        });
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** By how much the page is wider than the screen. */
    long tooWide() {
        return (long) script("return document.documentElement.scrollWidth - window.innerWidth");
    }

    /** Until the page fits on the screen: charts are drawn anew a moment after its width changed. */
    void awaitFit() {
        Awaitility.await().atMost(PATIENCE).until(() -> tooWide() <= 0);
    }

    /** What the page complained about since it was asked last. */
    List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    /** What axe-core finds of serious or critical impact: rule, element, advice. */
    List<String> barriers() {
        driver.executeScript(AXE);
        Object found = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, { resultTypes: ['violations'] }).then(
                  result => done(result.violations
                    .filter(v => v.impact === 'serious' || v.impact === 'critical')
                    .flatMap(v => v.nodes.map(n => v.id + ' ' + n.html + ' ' + n.failureSummary))),
                  error => done(['axe failed: ' + error]));
                """);
        var barriers = new ArrayList<String>();
        ((List<?>) found).forEach(one -> barriers.add(one.toString()));
        return barriers;
    }

    /** The whole page, kept beside the test reports to be looked at. */
    void screenshot(String name) throws IOException {
        var shot = driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(
                folder.resolve(name + ".png"),
                Base64.getDecoder().decode(shot.get("data").toString()));
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
