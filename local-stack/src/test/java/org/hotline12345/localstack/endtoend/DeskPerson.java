package org.hotline12345.localstack.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.testing.Browser;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** One of the people of the demo city in a browser of his or her own: signed in once, at whatever desk. */
final class DeskPerson implements AutoCloseable {
    private final String subject;
    private final Browser browser = Browser.open();

    private DeskPerson(String subject) {
        this.subject = subject;
    }

    /** Somebody of the hotline, led to a screen by the provider's page. */
    static DeskPerson ofTheHotline(String subject, String address) {
        return new DeskPerson(subject).signedIn(subject, address);
    }

    /** Somebody of a unit, who is found there by its code. */
    static DeskPerson ofUnit(String post, String unit, String address) {
        return new DeskPerson(post + "-" + unit).signedIn(unit, address);
    }

    private DeskPerson signedIn(String word, String address) {
        browser.visit(url(address));
        if (browser.all("button[value='" + subject + "']").isEmpty()) {
            browser.one("input[name=word]").sendKeys(word, Keys.ENTER);
        }
        browser.await("button[value='" + subject + "']").click();
        browser.awaitScreen();
        return this;
    }

    private static String url(String address) {
        return SharedSuite.stack().url(Part.DESK) + "/" + address + "&lang=zh";
    }

    Browser browser() {
        return browser;
    }

    /** A screen as a link would show it: {@code desk?screen=name}. */
    void go(String address) {
        browser.get(url(address));
    }

    /** The same, read again and again until it says these words: what others did comes a moment later. */
    void goUntil(String address, String words) {
        goUntil(address, "#screen", words);
    }

    /** The same, where only a part of the screen is to say it. */
    void goUntil(String address, String css, String words) {
        await(words + " at " + address).atMost(Desks.PATIENCE).until(() -> {
            go(address);
            return browser.text(css).contains(words);
        });
    }

    /** Goes where the link of these words leads. */
    void follow(String words) {
        browser.follow(browser.await("#screen").findElement(By.linkText(words)));
    }

    /** Presses the button of these words; a dialog is there then, if the button opens one. */
    void press(String words) {
        button("#screen", words).click();
    }

    /** Presses the button of these words in the row of a table that the link of other words stands in. */
    void pressBeside(String link, String words) {
        WebElement row = browser.one("#screen").findElement(By.linkText(link)).findElement(By.xpath("./ancestor::tr"));
        row.findElement(By.xpath(".//button[normalize-space()='" + words + "']"))
                .click();
    }

    private WebElement button(String css, String words) {
        return browser.await(css).findElement(By.xpath(".//button[normalize-space()='" + words + "']"));
    }

    /** Fills in a field of the dialog that is open, else of the screen. */
    void fill(String name, String text) {
        field(name).sendKeys(text);
    }

    /** Writes something else into a field. */
    void rewrite(String name, String text) {
        field(name).clear();
        field(name).sendKeys(text);
    }

    /** Adds a file to the form, and waits until it has arrived. */
    void attach(Path file) {
        browser.one("#screen input[type=file]").sendKeys(file.toString());
        browser.awaitText("#screen .files li:has(small)", file.getFileName().toString());
    }

    /** Chooses in a list, by the code. */
    void choose(String name, String code) {
        new Select(field(name)).selectByValue(code);
    }

    /** Chooses one of several, by its code. */
    void tick(String name, String code) {
        browser.one("#screen [name='" + name + "'][value='" + code + "']").click();
    }

    /** What stands in the address under this name. */
    String ofAddress(String name) {
        return browser.address().replaceAll(".*[?&]" + name + "=([^&]+).*", "$1");
    }

    /** What stands in a field. */
    String written(String name) {
        return field(name).getDomProperty("value");
    }

    private WebElement field(String name) {
        return await(name + " of " + subject)
                .atMost(Desks.PATIENCE)
                .until(() -> fieldsNow(name), found -> !found.isEmpty())
                .get(0);
    }

    /** A dialog opens a moment after its button was pressed. */
    private List<WebElement> fieldsNow(String name) {
        boolean dialog = !browser.all("dialog[open]").isEmpty();
        return browser.all((dialog ? "dialog[open]" : "#screen") + " [name='" + name + "']");
    }

    /** Sends the dialog that is open. */
    void sendDialog(String done) {
        browser.await("dialog[open] button[type=submit]").click();
        browser.awaitText("#done", done);
    }

    /** Sends the form of the screen that has this field. */
    void send(String field, String done) {
        browser.one("#screen form.entry:has([name='" + field + "']) button[type=submit]")
                .click();
        browser.awaitText("#done", done);
    }

    /** What the pages complained about since it was asked last, requests that failed among it. */
    List<String> complaints() {
        return browser.errors();
    }

    /** The screen as it is, for who looks into a walk that ended early. */
    void screenshot(String name) {
        try {
            browser.screenshot(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        browser.close();
    }

    @Override
    public String toString() {
        return subject;
    }
}
