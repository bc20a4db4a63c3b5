package org.hotline12345.testing;

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
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** Pages in a real Chromium. A module that uses it depends on Selenium itself. */
public final class Browser implements AutoCloseable {
    /** Width of a screen on a desk, in pixels of the style sheet. */
    public static final int DESK = 1280;

    /** Width of a telephone. */
    public static final int TELEPHONE = 390;

    private static final int HEIGHT = 900;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(30);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Opens one as wide as a desk's. */
    public static Browser open() {
        return on(Chromium.open(options -> {}));
    }

    /** Opens one for pages that must work without script. */
    public static Browser withoutScript() {
        ChromeDriver driver = Chromium.open(options -> {});
        Chromium.withoutScript(driver);
        return on(driver);
    }

    private static Browser on(ChromeDriver driver) {
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        var browser = new Browser(driver);
        browser.width(DESK);
        return browser;
    }

    /** Makes the screen so wide, in pixels of the style sheet. */
    public void width(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
    }

    /** Shows the page as paper would. */
    public void onPaper() {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
    }

    /** Shows the page as a screen does. */
    public void onScreen() {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", ""));
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(POLL);
    }

    /** Any page. */
    public void visit(String url) {
        driver.get(url);
    }

    /** A screen of a desk, with all that it shows. */
    public void get(String url) {
        visit(url);
        awaitScreen();
    }

    /** A screen of a desk, as somebody who is chosen where the provider of this machine asks. */
    public void signIn(String url, String subject) {
        visit(url);
        one("button[value='" + subject + "']").click();
        awaitScreen();
    }

    /** Who is signed in, here and at the provider, for {@link #signedIn(Object)} of any browser. */
    public Object signedIn() {
        return driver.executeCdpCommand("Network.getAllCookies", Map.of()).get("cookies");
    }

    /** Is signed in as it or another browser was. */
    public void signedIn(Object before) {
        driver.executeCdpCommand("Network.setCookies", Map.of("cookies", before));
    }

    /** Forgets who is signed in, here and at the provider. */
    public void forget() {
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    }

    /** The screen before, as the browser's button does it. */
    public void back() {
        driver.navigate().back();
        awaitScreen();
    }

    /** The same screen read anew. */
    public void reload() {
        driver.navigate().refresh();
        awaitScreen();
    }

    /** Does something in a second window of the same person, which is closed then. */
    public void inSecondWindow(Runnable doing) {
        String first = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        try {
            width(DESK);
            doing.run();
        } finally {
            driver.close();
            driver.switchTo().window(first);
        }
    }

    /** Until the screen has all its figures and charts. */
    public void awaitScreen() {
        await().ignoreExceptions().until(() -> (boolean) script("""
                return document.querySelector('#title').textContent !== ''
                  && document.querySelector('#screen [aria-busy], #loading') === null
                  && document.querySelector('#screen > div') !== null;"""));
    }

    /** Until there is such an element; the page's words tell where there is none. */
    public WebElement await(String css) {
        await().untilAsserted(() ->
                Assertions.assertThat(all(css)).as(() -> css + " in: " + text()).isNotEmpty());
        return one(css);
    }

    /** Until an element says these words. */
    public void awaitText(String css, String words) {
        await().ignoreExceptions().until(() -> text(css).contains(words));
    }

    /** The address of the page. */
    public String address() {
        return driver.getCurrentUrl();
    }

    /** The heading of the screen. */
    public String title() {
        return text("#title");
    }

    /** All words of the page. */
    public String text() {
        return text("body");
    }

    /** The words of an element. */
    public String text(String css) {
        return one(css).getText();
    }

    /** The first such element. */
    public WebElement one(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    /** All such elements. */
    public List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Goes where a link leads. */
    public void follow(WebElement link) {
        link.click();
        awaitScreen();
    }

    /** Clicks what leads to another page, or to the same one anew, and waits until that is there. */
    public void submit(String css) {
        script("window.isBefore = true");
        one(css).click();
        await().ignoreExceptions().until(() ->
                (boolean) script("return window.isBefore === undefined && document.readyState === 'complete'"));
    }

    /** Sends a key to what has the focus. */
    public void press(CharSequence key) {
        focused().sendKeys(key);
    }

    /** Goes on by the tabulator until the element has the focus. */
    public void tabTo(WebElement element) {
        await().pollInterval(Duration.ofMillis(1)).until(() -> {
            press(Keys.TAB);
            return focused().equals(element);
        });
    }

    /** What has the focus. */
    public WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** What a script in the page gives back. */
    public Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** By how much the page is wider than the screen. */
    public long tooWide() {
        return (long) script("return document.documentElement.scrollWidth - window.innerWidth");
    }

    /** Until the page fits on the screen: charts are drawn anew a moment after its width changed. */
    public void awaitFit() {
        await().until(() -> tooWide() <= 0);
    }

    /** What the page complained about since it was asked last. */
    public List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    /** What axe-core finds of serious or critical impact: rule, element, advice. */
    public List<String> barriers() {
        if ((boolean) script("return typeof axe === 'undefined'")) {
            script(Axe.SCRIPT);
        }
        // a rule's own impact, which every rule has, is that of all it finds
        Object found = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                const harmless = axe._audit.rules.filter(rule => rule.impact === 'minor' || rule.impact === 'moderate');
                axe.run(document, {
                  resultTypes: ['violations'],
                  rules: Object.fromEntries(harmless.map(rule => [rule.id, { enabled: false }]))
                }).then(
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
    public void screenshot(String name) throws IOException {
        var shot = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "optimizeForSpeed", true));
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(
                folder.resolve(name + ".png"),
                Base64.getDecoder().decode(shot.get("data").toString()));
    }

    @Override
    public void close() {
        driver.quit();
    }

    /** Only who asks for barriers needs axe-core. */
    private static final class Axe {
        /** Each colour is read once: axe reads those of each element for each text on it, in a third of its time. */
        private static final String COLOURS = """

                const { Color } = axe.commons.color;
                const parse = Color.prototype.parseString;
                const parsed = new Map();
                Color.prototype.parseString = function (text) {
                  if (!parsed.has(text)) {
                    const { r, g, b, alpha } = parse.call(this, text);
                    parsed.set(text, { r, g, b, alpha });
                  }
                  return Object.assign(this, parsed.get(text));
                };
                """;

        /**
         * What axe keeps beside its objects it keeps in them: it makes a colour with six such fields for each element below each text, and
         * in weak maps these take a quarter of its time.
         */
        private static final String FIELDS = """
                (function () {
                const WeakMap = class {
                  key = Symbol();
                  has(object) { return this.key in object; }
                  get(object) { return object[this.key]; }
                  set(object, value) { object[this.key] = value; return this; }
                  delete(object) { return delete object[this.key]; }
                };
                const WeakSet = class {
                  key = Symbol();
                  has(object) { return this.key in object; }
                  add(object) { object[this.key] = true; return this; }
                  delete(object) { return delete object[this.key]; }
                };
                """;

        private static final String SCRIPT = FIELDS + read() + COLOURS + "})();";

        private static String read() {
            try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
                return new String(script.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
