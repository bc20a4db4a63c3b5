package org.hotline12345.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.hotline12345.embedded.signin.Person;
import org.hotline12345.testing.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * Screens in a real Chromium, signed in as one of {@link People}, on services that answer what the test says. A desk's test is a
 * subclass with {@code @QuarkusTest}; how a screen is added is told in CONTRIBUTING.md.
 */
@WithTestResource(SignInProvider.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ScreenTest {
    private static final Map<Person, Object> SIGNED_IN = new HashMap<>();

    @TestHTTPResource("/")
    protected URI desk;

    protected final StandIns services = new StandIns();
    protected Browser browser;

    @BeforeAll
    void open() {
        browser = Browser.open();
    }

    @BeforeEach
    void anew() {
        services.forget();
        browser.forget();
        browser.script("try { sessionStorage.clear() } catch (e) { /* a page of nobody has none */ }");
        browser.onScreen();
        browser.width(Browser.DESK);
        browser.errors();
    }

    @AfterAll
    void close() {
        browser.close();
    }

    /** Opens a screen as somebody, who chooses himself at the provider once: {@code signIn(HANDLER, "unit?screen=inbox")}. */
    protected void signIn(Person person, String address) {
        if (SIGNED_IN.containsKey(person)) {
            browser.signedIn(SIGNED_IN.get(person));
            go(address);
        } else {
            browser.signIn(at(address), person.subject());
            SIGNED_IN.put(person, browser.signedIn());
        }
    }

    /** Opens another screen as the same person. */
    protected void go(String address) {
        browser.get(at(address));
    }

    /**
     * That a screen shows what it should in both languages on a desk and on a telephone, fits, has no errors, and nothing serious for
     * axe; its pictures are kept in {@code target/screenshots}.
     *
     * @param name Of the pictures.
     * @param content An element that must be there.
     */
    protected void looksRight(
            Person person, String address, String name, String chinese, String english, String content)
            throws IOException {
        String more = address.contains("?") ? "&lang=" : "?lang=";
        signIn(person, address + more + "zh");
        shows(chinese, content);
        pictures(name + "-zh");
        go(address + more + "en");
        shows(english, content);
        pictures(name + "-en");
    }

    private void shows(String title, String content) {
        assertThat(browser.text("#message")).isEmpty();
        assertThat(browser.title()).isEqualTo(title);
        browser.await(content);
        assertThat(browser.errors()).isEmpty();
    }

    protected void pictures(String name) throws IOException {
        for (int width : new int[] {Browser.TELEPHONE, Browser.DESK}) {
            browser.width(width);
            browser.awaitFit();
            assertThat(browser.barriers()).as(name + " at " + width).isEmpty();
            browser.screenshot(name + "-" + width);
        }
    }

    /** The first request to a service that begins like this, with its body; empty if there is none. */
    protected String sent(String service, String begin) {
        return services.requests(service).stream()
                .filter(request -> request.startsWith(begin))
                .findFirst()
                .orElse("");
    }

    private String at(String address) {
        return desk.resolve("/" + address).toString();
    }
}
