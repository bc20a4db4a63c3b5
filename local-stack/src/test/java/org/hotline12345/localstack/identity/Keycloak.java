package org.hotline12345.localstack.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hotline12345.embedded.ChildProcess;
import org.hotline12345.embedded.Folders;
import org.hotline12345.embedded.Ports;

/** A real Keycloak with the realm that docker-compose imports, driven as its administrator and its users drive it. */
final class Keycloak implements AutoCloseable {
    static final String REALM = "hotline";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FORM_ACTION = Pattern.compile("<form[^>]*\\baction=\"([^\"]+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final String adminPassword = secret();
    private final String servicesSecret = secret();
    private final String deskSecret = secret();
    private final String desk;
    private final ChildProcess process;
    private final String url;

    private Keycloak(Path home, Path realmFile, String desk, Path log) {
        this.desk = desk;
        int port = Ports.free();
        url = "http://127.0.0.1:" + port;
        try {
            Folders.delete(home.resolve("data"));
            Files.createDirectories(home.resolve("data/import"));
            Files.copy(realmFile, home.resolve("data/import/hotline-realm.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = ChildProcess.start(new ChildProcess.Plan(
                "keycloak",
                List.of(
                        "bash",
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--db",
                        "dev-mem",
                        "--http-host",
                        "127.0.0.1",
                        "--http-port",
                        Integer.toString(port),
                        "--import-realm"),
                Map.of(
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        "admin",
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        adminPassword,
                        "HOTLINE_SERVICES_CLIENT_SECRET",
                        servicesSecret,
                        "HOTLINE_DESK_CLIENT_SECRET",
                        deskSecret,
                        "HOTLINE_DESK_URL",
                        desk,
                        "HOTLINE_IMPORTER_CLIENT_SECRET",
                        secret(),
                        "JAVA_OPTS_KC_HEAP",
                        "-Xmx512m",
                        // it lives for a minute, and asks for G1 otherwise
                        "JAVA_OPTS_APPEND",
                        "-XX:-UseG1GC -XX:+UseSerialGC " + String.join(" ", ChildProcess.QUICK)),
                log,
                log.resolveSibling("keycloak.pid")));
    }

    /** Starts one whose people sign in at the desks of this address. */
    static Keycloak start(Path home, Path realmFile, String desk, Path log) {
        var keycloak = new Keycloak(home, realmFile, desk, log);
        try {
            await().alias("Keycloak answers").atMost(Duration.ofMinutes(8)).until(keycloak::answers);
        } catch (RuntimeException e) {
            var lines = keycloak.process.lastLines(30);
            keycloak.close();
            throw new IllegalStateException("Keycloak did not start:\n" + lines, e);
        }
        return keycloak;
    }

    String issuer() {
        return issuer(REALM);
    }

    String issuer(String realm) {
        return url + "/realms/" + realm;
    }

    String jwks() {
        return issuer() + "/protocol/openid-connect/certs";
    }

    /** A user with a password of its own, as an administrator would make it. */
    User createUser(String realm, String name, String unit, String... roles) {
        var user = new User(realm, name, secret());
        var body = JSON.createObjectNode().put("username", name).put("enabled", true);
        if (unit != null) {
            body.putObject("attributes").putArray("unit").add(unit);
        }
        body.putArray("credentials")
                .addObject()
                .put("type", "password")
                .put("value", user.password())
                .put("temporary", false);
        var created = admin("POST", "/admin/realms/" + realm + "/users", body);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        var path = URI.create(created.headers().firstValue("Location").orElseThrow())
                .getPath();
        var granted = JSON.createArrayNode();
        for (var role : roles) {
            granted.add(json(admin("GET", "/admin/realms/" + realm + "/roles/" + role, null)));
        }
        var mapped = admin("POST", path + "/role-mappings/realm", granted);
        assertThat(mapped.statusCode()).as(mapped.body()).isEqualTo(204);
        return user;
    }

    /** A second realm of the same shape with keys of its own. */
    void createRealmLike(Path realmFile, String name) throws IOException {
        // placeholders are filled at the start of the server only
        var text = Files.readString(realmFile)
                .replaceAll("\\$\\{HOTLINE_DESK_URL:[^}]+}", desk)
                .replace("${HOTLINE_DESK_CLIENT_SECRET}", deskSecret);
        var realm = (ObjectNode) JSON.readTree(text);
        realm.put("realm", name);
        var created = admin("POST", "/admin/realms", realm);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    }

    JsonNode adminGet(String path) {
        return json(admin("GET", "/admin/realms/" + REALM + path, null));
    }

    /** Sets how long tokens of a client are good. */
    void setTokenLifetime(String clientId, Duration lifetime) {
        var client = (ObjectNode) adminGet("/clients?clientId=" + clientId).get(0);
        client.withObjectProperty("attributes").put("access.token.lifespan", Long.toString(lifetime.toSeconds()));
        var changed = admin(
                "PUT", "/admin/realms/" + REALM + "/clients/" + client.get("id").asText(), client);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(204);
    }

    /** The token that {@code hotline-services} gets for itself. */
    String serviceToken() {
        return json(token(
                        REALM,
                        Map.of(
                                "grant_type", "client_credentials",
                                "client_id", "hotline-services",
                                "client_secret", servicesSecret)))
                .get("access_token")
                .asText();
    }

    /** What the token endpoint says to a password grant. */
    HttpResponse<String> passwordGrant(String clientId, User user) {
        return token(
                user.realm(),
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        clientId,
                        "client_secret",
                        deskSecret,
                        "username",
                        user.name(),
                        "password",
                        user.password()));
    }

    /** What {@code hotline-desk} proves itself by. */
    String deskSecret() {
        return deskSecret;
    }

    /** Logs the user in as a browser and the desk do: authorization code with PKCE at {@code hotline-desk}. */
    String login(User user) {
        var redirect = desk + "/signed-in";
        var verifier = secret() + secret();
        var page = send(
                http,
                HttpRequest.newBuilder(URI.create(issuer(user.realm()) + "/protocol/openid-connect/auth?"
                        + form(Map.of(
                                "response_type", "code",
                                "client_id", "hotline-desk",
                                "redirect_uri", redirect,
                                "scope", "openid",
                                "state", secret(),
                                "code_challenge", challenge(verifier),
                                "code_challenge_method", "S256")))));
        var action = FORM_ACTION.matcher(page.body());
        assertThat(action.find()).as("login form in " + page.body()).isTrue();
        // browsers send secure cookies to this machine without TLS, Java's cookie handler does not
        var cookies = page.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining("; "));
        var posted = send(
                http,
                HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&")))
                        .header("Cookie", cookies)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                form(Map.of("username", user.name(), "password", user.password())))));
        var location = posted.headers().firstValue("Location").orElse("");
        assertThat(location).as(posted.body()).startsWith(redirect).contains("code=");
        var code = Pattern.compile("[?&]code=([^&]+)").matcher(location);
        assertThat(code.find()).isTrue();
        var answer = token(
                user.realm(),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        "hotline-desk",
                        "client_secret",
                        deskSecret,
                        "redirect_uri",
                        redirect,
                        "code",
                        code.group(1),
                        "code_verifier",
                        verifier));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).get("access_token").asText();
    }

    @Override
    public void close() {
        process.stop(Duration.ofSeconds(20));
    }

    /** The claims of a token, unchecked. */
    static JsonNode claims(String token) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(issuer())).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HttpResponse<String> admin(String method, String path, JsonNode body) {
        var token = json(token(
                        "master",
                        Map.of(
                                "grant_type", "password",
                                "client_id", "admin-cli",
                                "username", "admin",
                                "password", adminPassword)))
                .get("access_token")
                .asText();
        return send(
                http,
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString())));
    }

    private HttpResponse<String> token(String realm, Map<String, String> parameters) {
        return send(
                http,
                HttpRequest.newBuilder(URI.create(issuer(realm) + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(parameters))));
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(response.body(), e);
        }
    }

    private static String form(Map<String, String> parameters) {
        return new HashMap<>(parameters)
                .entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String secret() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Somebody who can log in. */
    record User(String realm, String name, String password) {}
}
