package org.hotline12345.desk.citizen;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hotline12345.desk.citizen.CitizenServices.Asker;
import org.hotline12345.desk.citizen.Seal.OwnCase;

/** Who looks at a page: in which language, from where, and at which case. */
@RequestScoped
class Visit {
    /** The field of a form with its mark. */
    static final String MARK = "form";

    private static final String COOKIE = "hotline_case";
    private static final Duration LOOKS = Duration.ofMinutes(30);
    private static final Duration FORM_HOLDS = Duration.ofHours(4);
    private static final int LONGEST_KEY = 100;

    private final HttpServerRequest request;
    private final Seal seal;
    private final Clock clock = Clock.systemUTC();

    Visit(HttpServerRequest request, Seal seal) {
        this.request = request;
        this.seal = seal;
    }

    /** {@code zh} or {@code en}: as the address says, else as the browser asks. */
    String language() {
        String wanted = isAsked() ? request.getParam("lang") : request.getHeader("Accept-Language");
        return wanted != null && wanted.toLowerCase(Locale.ROOT).startsWith("en") ? "en" : "zh";
    }

    private boolean isAsked() {
        return request.getParam("lang") != null;
    }

    /** The language for the address of the next page; empty where the browser's is shown. */
    String languageAsked() {
        return isAsked() ? "lang=" + language() : "";
    }

    Map<String, String> texts() {
        return CitizenTexts.in(language());
    }

    String text(String key) {
        return texts().get(key);
    }

    /**
     * For the services.
     *
     * @param key of the form, by which one that is sent twice is one. May be null.
     */
    Asker asker(String key) {
        var address = request.remoteAddress();
        boolean usable = key != null && !key.isBlank() && key.length() <= LONGEST_KEY;
        return new Asker(
                address == null ? "unknown" : address.hostAddress(),
                language(),
                usable ? key : UUID.randomUUID().toString());
    }

    /** The case that is looked at. */
    Optional<OwnCase> opened() {
        return seal.open(cookie(), clock.instant());
    }

    /** Keeps the case for a while. */
    NewCookie keep(OwnCase own) {
        return cookie(seal.seal(own, clock.instant().plus(LOOKS)), (int) LOOKS.toSeconds());
    }

    NewCookie forget() {
        return cookie("", 0);
    }

    /** The mark of a form of nobody, and of one about the case that is looked at. */
    String mark(boolean ofCase) {
        return seal.mark(ofCase && opened().isPresent() ? cookie() : "", clock.instant());
    }

    /** Whether a page of these sent the form: foreign pages cannot read its mark, nor send from this origin. */
    boolean isOfAPage(MultivaluedMap<String, String> form, boolean ofCase) {
        String site = request.getHeader("Sec-Fetch-Site");
        Instant now = clock.instant();
        return (site == null || site.equals("same-origin"))
                && seal.isMark(form.getFirst(MARK), ofCase ? cookie() : "", now, FORM_HOLDS);
    }

    private String cookie() {
        Cookie cookie = request.getCookie(COOKIE);
        return cookie == null ? "" : cookie.getValue();
    }

    private NewCookie cookie(String value, int seconds) {
        return new NewCookie.Builder(COOKIE)
                .value(value)
                .path("/citizen")
                .maxAge(seconds)
                .httpOnly(true)
                .secure(request.isSSL() || "https".equals(request.scheme()))
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
