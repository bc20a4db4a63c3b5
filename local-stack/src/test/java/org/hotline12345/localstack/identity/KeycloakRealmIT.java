package org.hotline12345.localstack.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hotline12345.embedded.ChildProcess;
import org.hotline12345.embedded.Ports;
import org.hotline12345.localstack.endtoend.SharedSuite;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.testing.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The realm that docker-compose imports, proven on a real Keycloak: its tokens open the doors of the dispatch service that
 * they should open, and no other. Runs with {@code -Pkeycloak}.
 */
@EnabledIfSystemProperty(named = KeycloakRealmIT.HOME, matches = ".+")
@ExtendWith(SharedSuite.class)
class KeycloakRealmIT {
    static final String HOME = "hotline.keycloak.home";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = Path.of(System.getProperty("hotline.root", ".."));
    private static final Path REALM = ROOT.resolve("compose/keycloak/hotline-realm.json");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Keycloak keycloak;
    private static ChildProcess service;
    private static ChildProcess desk;
    private static String serviceUrl;
    private static String deskUrl;
    private static Keycloak.User dispatcher;
    private static Keycloak.User handler;
    private static String ownUnit;
    private static String otherUnit;

    @BeforeAll
    static void startKeycloakAndTheService() throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "keycloak-test").toAbsolutePath());
        int port = Ports.free();
        deskUrl = "http://127.0.0.1:" + port;
        keycloak = Keycloak.start(
                Path.of(System.getProperty(HOME)).toAbsolutePath(), REALM, deskUrl, folder.resolve("keycloak.log"));
        startDispatch();
        startDesk(port);
        dispatcher = keycloak.createUser(Keycloak.REALM, "dispatcher-07", null, "dispatcher");
        var units = units(keycloak.login(dispatcher));
        assertThat(units).hasSizeGreaterThanOrEqualTo(2);
        ownUnit = units.get(0);
        otherUnit = units.get(1);
        handler = keycloak.createUser(Keycloak.REALM, "handler-03", ownUnit, "unit-handler");
    }

    @AfterAll
    static void stop() {
        if (desk != null) {
            desk.stop(Duration.ofSeconds(20));
        }
        if (service != null) {
            service.stop(Duration.ofSeconds(20));
        }
        if (keycloak != null) {
            keycloak.close();
        }
    }

    @Test
    void a_login_in_the_browser_gives_a_token_with_audience_roles_and_unit() {
        var claims = Keycloak.claims(keycloak.login(handler));

        assertThat(claims.path("iss").asText()).isEqualTo(keycloak.issuer());
        assertThat(texts(claims.path("aud"))).contains("hotline");
        assertThat(texts(claims.path("groups"))).contains("unit-handler").doesNotContain("dispatcher");
        assertThat(claims.path("unit").asText()).isEqualTo(ownUnit);
        assertThat(claims.path("sub").asText()).isNotBlank();
    }

    @Test
    void a_person_signs_in_at_the_desk_and_out_again() {
        try (var browser = Browser.open()) {
            browser.visit(deskUrl + "/");
            browser.await("#username").sendKeys(handler.name());
            browser.one("#password").sendKeys(handler.password());
            browser.one("[type=submit]").click();
            browser.await("#sign-out");

            assertThat(fetched(browser, "/session"))
                    .contains("\"unit\":\"" + ownUnit + "\"", "unit-handler")
                    .startsWith("200 ");
            assertThat(fetched(browser, "/dispatch/api/v1/units/" + ownUnit + "/work-orders"))
                    .startsWith("200 ");
            assertThat(fetched(browser, "/dispatch/api/v1/triage")).startsWith("403 ");

            browser.visit(deskUrl + "/sign-out");
            assertThat(browser.address()).startsWith(keycloak.issuer()).doesNotContain("eyJ");
            browser.one("[type=submit]").click();
            browser.await("#username");
            assertThat(browser.address()).startsWith(keycloak.issuer());
        }
    }

    /** What a script of a page gets: status and body. */
    private static String fetched(Browser browser, String path) {
        return (String) browser.script("""
                return fetch(arguments[0], { headers: { 'Hotline-Desk': '1', 'X-Requested-With': 'JavaScript' } })
                  .then(async answer => answer.status + ' ' + await answer.text());""", path);
    }

    @Test
    void a_person_of_a_unit_sees_the_work_orders_of_that_unit_and_no_other() throws Exception {
        var token = keycloak.login(handler);

        assertThat(get("/units/" + ownUnit + "/work-orders", token).statusCode())
                .isEqualTo(200);
        assertProblem(get("/units/" + otherUnit + "/work-orders", token), 404);
    }

    @Test
    void a_role_opens_its_own_doors_only() throws Exception {
        assertThat(get("/triage", keycloak.login(dispatcher)).statusCode()).isEqualTo(200);
        assertProblem(get("/triage", keycloak.login(handler)), 403);
    }

    @Test
    void somebody_without_a_role_gets_in_nowhere() throws Exception {
        var nobody = keycloak.createUser(Keycloak.REALM, "nobody", null);

        assertProblem(get("/triage", keycloak.login(nobody)), 403);
    }

    @Test
    void no_token_and_a_damaged_token_are_refused() throws Exception {
        var token = keycloak.login(dispatcher);
        var parts = token.split("\\.");
        var withoutSignature = parts[0] + "." + parts[1] + ".";

        assertProblem(get("/triage", null), 401);
        assertProblem(get("/triage", "not-a-token"), 401);
        assertProblem(get("/triage", withoutSignature), 401);
    }

    @Test
    void an_expired_token_is_refused() throws Exception {
        keycloak.setTokenLifetime("hotline-services", Duration.ofSeconds(4));
        try {
            var token = keycloak.serviceToken();
            assertThat(get("/units", token).statusCode()).isEqualTo(200);

            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertProblem(get("/units", token), 401));
        } finally {
            keycloak.setTokenLifetime("hotline-services", Duration.ofMinutes(5));
        }
    }

    @Test
    void a_token_of_another_issuer_is_refused() throws Exception {
        keycloak.createRealmLike(REALM, "elsewhere");
        var stranger = keycloak.createUser("elsewhere", "dispatcher-07", null, "dispatcher");
        var token = keycloak.login(stranger);

        assertThat(Keycloak.claims(token).path("iss").asText()).isEqualTo(keycloak.issuer("elsewhere"));
        assertProblem(get("/triage", token), 401);
    }

    @Test
    void a_service_has_the_role_service_and_nothing_more() throws Exception {
        var token = keycloak.serviceToken();

        assertThat(texts(Keycloak.claims(token).path("groups"))).containsExactly("service");
        assertThat(get("/units", token).statusCode()).isEqualTo(200);
        assertProblem(get("/triage", token), 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hotline-desk", "hotline-cli"})
    void passwords_are_given_to_the_login_page_only(String client) throws Exception {
        var answer = keycloak.passwordGrant(client, dispatcher);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).path("error").asText()).isEqualTo("unauthorized_client");
    }

    @Test
    void the_realm_holds_all_roles_and_nobody_changes_his_own_unit() throws Exception {
        var expected = new TreeSet<String>();
        JSON.readTree(REALM.toFile())
                .path("roles")
                .path("realm")
                .forEach(role -> expected.add(role.path("name").asText()));
        var actual = new TreeSet<String>();
        keycloak.adminGet("/roles").forEach(role -> actual.add(role.path("name").asText()));

        assertThat(expected)
                .containsExactlyInAnyOrder(
                        "agent",
                        "dispatcher",
                        "unit-handler",
                        "unit-reviewer",
                        "unit-leader",
                        "centre-reviewer",
                        "supervisor",
                        "callback-agent",
                        "evaluator",
                        "office-leader",
                        "auditor",
                        "importer",
                        "admin",
                        "service");
        assertThat(actual).containsAll(expected);
        for (var attribute : keycloak.adminGet("/users/profile").path("attributes")) {
            if (attribute.path("name").asText().equals("unit")) {
                assertThat(texts(attribute.path("permissions").path("edit"))).containsExactly("admin");
                return;
            }
        }
        throw new AssertionError("the attribute unit is not declared");
    }

    @Test
    void the_realm_file_holds_no_password_and_no_secret() throws Exception {
        var realm = JSON.readTree(REALM.toFile());

        assertThat(realm.findValues("credentials")).isEmpty();
        assertThat(realm.findValues("privateKey")).isEmpty();
        assertThat(realm.findValuesAsText("secret")).isNotEmpty().allMatch(secret -> secret.matches("\\$\\{[A-Z_]+}"));
    }

    private static void startDesk(int port) {
        desk = SharedSuite.stack()
                .startInstance(
                        Part.DESK,
                        2,
                        Map.of(
                                "HOTLINE_HTTP_PORT", Integer.toString(port),
                                "HOTLINE_DISPATCH_URL", serviceUrl,
                                "HOTLINE_OIDC_URL", keycloak.issuer(),
                                "HOTLINE_OIDC_SECRET", keycloak.deskSecret()));
    }

    private static void startDispatch() {
        int port = Ports.free();
        serviceUrl = "http://127.0.0.1:" + port;
        service = SharedSuite.stack()
                .startInstance(
                        Part.DISPATCH,
                        2,
                        Map.of(
                                "HOTLINE_HTTP_PORT", Integer.toString(port),
                                "HOTLINE_JWKS_LOCATION", keycloak.jwks(),
                                "HOTLINE_ISSUER", keycloak.issuer(),
                                // an expired token is refused at once instead of after a minute of grace
                                "MP_JWT_VERIFY_CLOCK_SKEW", "1"));
    }

    /** Bureaus of the city, none above another. */
    private static List<String> units(String token) throws IOException, InterruptedException {
        var codes = new ArrayList<String>();
        for (var unit : JSON.readTree(get("/units?limit=200", token).body()).path("items")) {
            if (unit.path("level").asText().equals("CITY")
                    && !unit.path("parent").asText("").isEmpty()) {
                codes.add(unit.path("code").asText());
            }
        }
        return codes;
    }

    private static HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(serviceUrl + "/api/v1" + path))
                .timeout(Duration.ofSeconds(30));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    private static List<String> texts(JsonNode value) {
        var texts = new ArrayList<String>();
        if (value.isTextual()) {
            texts.add(value.asText());
        }
        value.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
