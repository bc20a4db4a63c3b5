package org.hotline12345.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A real Chromium without a window, its language Chinese. Where none is installed the test is reported as skipped, unless CI
 * requires one. A module that uses it depends on Selenium itself.
 */
public final class Chromium {
    /**
     * Chromium without all that makes it a program for people: it takes half of the time. Debian's script of this name in /usr/bin waits
     * for it instead of becoming it: the driver would end the script, leave the browser, and wait 20 seconds for its output to end.
     */
    private static final Path SHELL = Path.of("/usr/lib/chromium/chromium-headless-shell");

    private static final Path PROGRAM = Files.exists(SHELL) ? SHELL : Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private Chromium() {}

    /** Opens one; quit it. */
    public static ChromeDriver open(Consumer<ChromeOptions> more) {
        boolean installed = Files.exists(PROGRAM) && Files.exists(DRIVER);
        if (!installed && System.getenv("HOTLINE_REQUIRE_BROWSER") == null) {
            Assumptions.abort("needs Debian's package chromium-driver, which brings along chromium");
        }
        var options = new ChromeOptions();
        options.setBinary(PROGRAM.toString());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=zh-CN",
                "--accept-lang=zh-CN");
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        more.accept(options);
        return new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
    }

    /** From the next page on, pages run no script. */
    public static void withoutScript(ChromeDriver driver) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    }
}
