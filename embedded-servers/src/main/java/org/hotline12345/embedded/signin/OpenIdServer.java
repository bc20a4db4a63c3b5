package org.hotline12345.embedded.signin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Authorization code flow with PKCE (S256), refresh tokens and sign-out, on 127.0.0.1. Nobody has a password: the sign-in page lists the
 * people and a click chooses one.
 */
public final class OpenIdServer implements AutoCloseable {
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(1);
    private static final int MOST_SHOWN = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final Clock clock;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
        var thread = new Thread(task, "sign-in");
        thread.setDaemon(true);
        return thread;
    });
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Grant> codes = new ConcurrentHashMap<>();
    private final Map<String, Grant> refreshTokens = new ConcurrentHashMap<>();

    /**
     * What it serves.
     *
     * @param port 0 for a free one.
     * @param issuer Claim {@code iss}.
     * @param audience Claim {@code aud} of access tokens; that of ID tokens is the client.
     * @param jwks The public keys, a JWK set.
     * @param lifetime How long tokens are good.
     * @param signer Signs claims as a JWT with one of these keys.
     * @param people As whom one can sign in, asked anew for each page.
     */
    public record Settings(
            int port,
            String issuer,
            String audience,
            String jwks,
            Duration lifetime,
            Function<Map<String, Object>, String> signer,
            Supplier<List<Person>> people) {}

    private record Grant(
            Person person, String client, String redirect, String nonce, String challenge, Instant until) {}

    private OpenIdServer(Settings settings, Clock clock) throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 64);
        server.setExecutor(threads);
        handle("/.well-known/openid-configuration", exchange -> json(exchange, 200, discovery()));
        handle("/jwks", exchange -> answer(exchange, 200, "application/json", settings.jwks()));
        handle("/authorize", this::authorize);
        handle("/token", this::token);
        handle("/sign-out", this::signOut);
    }

    /** Starts it. */
    public static OpenIdServer start(Settings settings, Clock clock) {
        try {
            var server = new OpenIdServer(settings, clock);
            server.server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + settings.port(), e);
        }
    }

    /** Where it answers. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                serve(exchange, handler);
            }
        });
    }

    private static void serve(HttpExchange exchange, HttpHandler handler) throws IOException {
        try {
            // a foreign page can lead a browser here under a name of its own
            require(isOfThisMachine(exchange.getRequestHeaders().getFirst("Host")), "only addresses of this machine");
            handler.handle(exchange);
        } catch (IllegalArgumentException e) {
            answer(exchange, 400, "text/plain;charset=UTF-8", e.getMessage());
        }
    }

    private Map<String, Object> discovery() {
        return Map.of(
                "issuer", settings.issuer(),
                "authorization_endpoint", url() + "/authorize",
                "token_endpoint", url() + "/token",
                "end_session_endpoint", url() + "/sign-out",
                "jwks_uri", url() + "/jwks",
                "response_types_supported", List.of("code"),
                "grant_types_supported", List.of("authorization_code", "refresh_token"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"),
                "code_challenge_methods_supported", List.of("S256"));
    }

    /** The page of people, and what follows a click on one. */
    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = parameters(exchange);
        require("code".equals(asked.get("response_type")), "response_type must be code");
        require("S256".equals(asked.get("code_challenge_method")), "code_challenge_method must be S256");
        String redirect = local(asked.get("redirect_uri"));
        String subject = asked.remove("subject");
        List<Person> people = settings.people().get();
        if (subject == null) {
            answer(exchange, 200, "text/html;charset=UTF-8", page(people, asked));
            return;
        }
        Person person = people.stream()
                .filter(one -> one.subject().equals(subject))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody is called " + subject));
        String code = secret();
        codes.values().removeIf(grant -> grant.until().isBefore(clock.instant()));
        codes.put(
                code,
                new Grant(
                        person,
                        asked.get("client_id"),
                        redirect,
                        asked.get("nonce"),
                        asked.get("code_challenge"),
                        clock.instant().plus(CODE_LIFETIME)));
        redirect(exchange, redirect + "?code=" + code + "&state=" + encoded(asked.getOrDefault("state", "")));
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> asked = parameters(exchange);
        boolean first = "authorization_code".equals(asked.get("grant_type"));
        String given = asked.getOrDefault(first ? "code" : "refresh_token", "");
        refreshTokens.values().removeIf(old -> old.until().isBefore(clock.instant()));
        // a page's calls may renew a session at the same moment: what renews it is good until its end, a code once
        Grant grant = first ? codes.remove(given) : refreshTokens.get(given);
        boolean good = grant != null
                && clock.instant().isBefore(grant.until())
                && (!first
                        || grant.redirect().equals(asked.get("redirect_uri"))
                                && hash(asked.getOrDefault("code_verifier", "")).equals(grant.challenge()));
        if (!good) {
            json(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        String refresh = secret();
        refreshTokens.put(
                refresh,
                new Grant(
                        grant.person(),
                        grant.client(),
                        grant.redirect(),
                        grant.nonce(),
                        null,
                        clock.instant().plus(settings.lifetime())));
        json(
                exchange,
                200,
                Map.of(
                        "access_token", settings.signer().apply(claims(grant, settings.audience())),
                        "id_token", settings.signer().apply(claims(grant, grant.client())),
                        "refresh_token", refresh,
                        "token_type", "Bearer",
                        "expires_in", settings.lifetime().toSeconds()));
    }

    private void signOut(HttpExchange exchange) throws IOException {
        redirect(exchange, local(parameters(exchange).get("post_logout_redirect_uri")));
    }

    private Map<String, Object> claims(Grant grant, String audience) {
        Person person = grant.person();
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", settings.issuer());
        claims.put("aud", List.of(audience));
        claims.put("sub", person.subject());
        claims.put("upn", person.subject());
        claims.put("name", person.name());
        claims.put("groups", person.roles());
        claims.put("unit", person.unit());
        claims.put("level", person.level());
        claims.put("nonce", grant.nonce());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(settings.lifetime()).getEpochSecond());
        claims.put("jti", secret());
        claims.values().removeIf(value -> value == null);
        return claims;
    }

    private static String page(List<Person> people, Map<String, String> asked) {
        String word = asked.getOrDefault("word", "").strip();
        String hidden = asked.entrySet().stream()
                .filter(each -> !each.getKey().equals("word"))
                .map(each -> "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                        .formatted(safe(each.getKey()), safe(each.getValue())))
                .collect(Collectors.joining());
        List<Person> found =
                people.stream().filter(person -> person.isFoundBy(word)).toList();
        String list = found.stream()
                .limit(MOST_SHOWN)
                .map(person -> "<li><button name=\"subject\" value=\"%s\"><b>%s</b> <span>%s</span></button></li>"
                        .formatted(safe(person.subject()), safe(person.name()), safe(person.place())))
                .collect(Collectors.joining("\n"));
        int left = found.size() - MOST_SHOWN;
        String more = left > 0 ? "另有 %1$d 人，请输入单位或姓名查找。 %1$d more: search by unit or name.".formatted(left) : "";
        return read("/signin/people.html")
                .replace("{hidden}", hidden)
                .replace("{word}", safe(word))
                .replace("{more}", more)
                .replace("{people}", list);
    }

    /** Nothing is ever sent to another machine. */
    private static String local(String address) {
        require(address != null, "an address is missing");
        require(isOfThisMachine(URI.create(address).getAuthority()), "only addresses of this machine");
        return address;
    }

    private static boolean isOfThisMachine(String authority) {
        return authority != null && authority.matches("(127\\.0\\.0\\.1|localhost)(:\\d+)?");
    }

    private static void require(boolean holds, String why) {
        if (!holds) {
            throw new IllegalArgumentException(why);
        }
    }

    private String secret() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hash(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> parameters(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestMethod().equals("POST")
                ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                : exchange.getRequestURI().getRawQuery();
        var found = new LinkedHashMap<String, String>();
        Arrays.stream((query == null ? "" : query).split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> found.put(decoded(pair[0]), decoded(pair[1])));
        return found;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String safe(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static String read(String resource) {
        try (var in = OpenIdServer.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void redirect(HttpExchange exchange, String address) throws IOException {
        exchange.getResponseHeaders().set("Location", address);
        exchange.sendResponseHeaders(302, -1);
    }

    private static void json(HttpExchange exchange, int status, Object body) throws IOException {
        answer(exchange, status, "application/json", JSON.writeValueAsString(body));
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
