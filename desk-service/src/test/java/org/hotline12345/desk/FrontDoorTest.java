package org.hotline12345.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.hotline12345.embedded.signin.Person;
import org.junit.jupiter.api.Test;

/** Signing in, and what goes through to the services with the person's token. */
@QuarkusTest
@WithTestResource(SignInProvider.class)
class FrontDoorTest {
    private static final Pattern HIDDEN = Pattern.compile("type=\"hidden\" name=\"(.*?)\" value=\"(.*?)\"");

    @TestHTTPResource("/")
    URI desk;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build();

    @Test
    void a_person_signs_in_and_comes_back_to_the_page_asked_for() throws Exception {
        HttpResponse<String> page = signIn(People.HANDLER, "evaluation?screen=unit");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri()).isEqualTo(desk.resolve("evaluation?screen=unit"));
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.body()).contains("/assets/shell/start.js").doesNotContain("eyJ");
        assertThat(call("GET", "session").body())
                .contains("\"subject\":\"承办人-W\"", "\"name\":\"周敏\"", "\"unit\":\"W\"", "\"roles\":[\"unit-handler\"]");
    }

    @Test
    void the_directory_of_people_is_told_who_signed_in() throws Exception {
        var services = new StandIns();
        services.forget();

        signIn(People.LEADER, "evaluation");

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(services.requests("dispatch")).contains("PUT /api/v1/people/me {\"name\":\"徐涛\"}"));
    }

    @Test
    void the_session_stands_in_cookies_that_scripts_and_other_sites_do_not_get() throws Exception {
        signIn(People.HANDLER, "evaluation");

        var session = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().startsWith("q_session"))
                .toList();
        assertThat(session).isNotEmpty().allSatisfy(cookie -> {
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.getValue()).doesNotContain("eyJhbGciOiJSUzI1NiI");
        });
    }

    @Test
    void a_call_reaches_the_service_with_the_token_and_without_the_session() throws Exception {
        signIn(People.HANDLER, "evaluation");

        HttpResponse<String> answer = call("GET", "dispatch/api/v1/echo/W?limit=5&after=%E4%B8%AD");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("GET /api/v1/echo/W?limit=5&after=%E4%B8%AD", "authorization Bearer ey", "cookie null");
        assertThat(answer.headers().firstValue("ETag")).contains("\"7\"");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void a_large_body_streams_through() throws Exception {
        signIn(People.HANDLER, "evaluation");

        HttpResponse<String> answer = browser.send(
                request("dispatch/api/v1/echo/attachments")
                        .header("Hotline-Desk", "1")
                        .POST(BodyPublishers.ofByteArray(new byte[20_000_000]))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.body()).contains("size 20000000");
    }

    @Test
    void a_change_that_no_page_of_the_desk_sent_is_refused() throws Exception {
        signIn(People.HANDLER, "evaluation");

        HttpResponse<String> answer = browser.send(
                request("dispatch/api/v1/work-orders/1/sign")
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("请求不是由本站页面发出。");
    }

    @Test
    void only_the_interfaces_of_services_are_reached() throws Exception {
        signIn(People.HANDLER, "evaluation");

        assertThat(call("GET", "dispatch/q/metrics").statusCode()).isEqualTo(404);
        assertThat(call("GET", "dispatch/api/v1/x/..%2f..%2f..%2fq/metrics").body())
                .doesNotContain("GET /q/metrics");
        assertThat(call("OPTIONS", "dispatch/api/v1/units").statusCode()).isEqualTo(405);
    }

    @Test
    void a_service_that_cannot_be_reached_is_a_problem_that_says_so() throws Exception {
        signIn(People.HANDLER, "evaluation");

        HttpResponse<String> answer = call("GET", "away/api/v1/cases");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.body()).contains("服务暂时无法访问，请稍后重试。");
    }

    @Test
    void a_service_that_does_not_answer_in_time_is_a_problem_too() throws Exception {
        signIn(People.HANDLER, "evaluation");

        assertThat(call("GET", "dispatch/api/v1/never").statusCode()).isEqualTo(503);
    }

    @Test
    void nobody_says_for_whom_or_from_where_a_call_is_but_the_door() throws Exception {
        signIn(People.HANDLER, "evaluation");

        HttpResponse<String> answer = browser.send(
                request("dispatch/api/v1/echo")
                        .header("Hotline-Desk", "1")
                        .header("Authorization", "Bearer of-somebody-else")
                        .header("X-Forwarded-For", "8.8.8.8")
                        .header("X-Forwarded-Host", "elsewhere.example")
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.body())
                .contains("authorization Bearer ey", "for 127.0.0.1", "host null")
                .doesNotContain("of-somebody-else");
    }

    @Test
    void a_citizen_reaches_the_survey_without_signing_in_and_nothing_else() throws Exception {
        HttpResponse<String> page =
                browser.send(request("api/v1/survey/a-link?lang=en").build(), BodyHandlers.ofString());
        HttpResponse<String> sent = browser.send(
                request("api/v1/survey/a-link")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("resolved=true"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(page.body()).contains("GET /api/v1/survey/a-link?lang=en", "authorization null", "cookie null");
        assertThat(sent.body()).contains("POST /api/v1/survey/a-link", "size 13");
        // the page sends its form to this address only, and is to be led no further
        assertThat(sent.headers().firstValue("Location")).contains("/api/v1/survey/a-link");
        assertThat(browser.send(request("api/v1/callbacks").build(), BodyHandlers.ofString())
                        .body())
                .contains("选择登录身份");
        assertThat(browser.send(request("api/v1/survey/a-link").DELETE().build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void a_script_without_a_session_is_told_so_and_led_nowhere() throws Exception {
        HttpResponse<String> answer = call("GET", "dispatch/api/v1/units");

        assertThat(answer.statusCode()).isEqualTo(499);
        assertThat(answer.body()).doesNotContain("选择登录身份");
    }

    @Test
    void who_has_no_role_has_no_desk() throws Exception {
        assertThat(signIn(People.NOBODY, "").statusCode()).isEqualTo(403);
    }

    @Test
    void who_signs_out_has_to_sign_in_again() throws Exception {
        signIn(People.HANDLER, "evaluation");

        HttpResponse<String> answer = browser.send(request("sign-out").build(), BodyHandlers.ofString());

        assertThat(answer.body()).contains("选择登录身份");
        assertThat(answer.previousResponse().orElseThrow().uri().toString()).doesNotContain("eyJ");
        assertThat(call("GET", "session").statusCode()).isEqualTo(499);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(desk.resolve(path));
    }

    /** As the script of a page calls. */
    private HttpResponse<String> call(String method, String path) throws IOException, InterruptedException {
        return browser.send(
                request(path)
                        .method(method, BodyPublishers.noBody())
                        .header("Hotline-Desk", "1")
                        .header("X-Requested-With", "JavaScript")
                        .build(),
                BodyHandlers.ofString());
    }

    /** Opens a page and chooses somebody where the provider asks who it is. */
    private HttpResponse<String> signIn(Person person, String path) throws IOException, InterruptedException {
        HttpResponse<String> people = browser.send(request(path).build(), BodyHandlers.ofString());
        assertThat(people.body()).contains("选择登录身份", person.name());
        String form = HIDDEN.matcher(people.body())
                        .results()
                        .map(found ->
                                found.group(1) + "=" + encoded(found.group(2).replace("&amp;", "&")))
                        .distinct()
                        .collect(Collectors.joining("&"))
                + "&subject=" + encoded(person.subject());
        return browser.send(
                HttpRequest.newBuilder(people.uri().resolve("/authorize"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
