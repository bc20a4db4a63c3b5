package org.hotline12345.localstack.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.TokenSource;
import org.hotline12345.localstack.token.Identity;
import org.hotline12345.localstack.token.Role;

/**
 * Makes the request of a number: an operation, somebody who may call it, and values that fit, so that it gets as far as the rules;
 * then most requests are spoiled in one place or a few.
 */
final class RequestMaker {
    private static final int MOST_SPOILINGS = 3;

    private final List<Operation> operations;
    private final KnownValues known;
    private final Values values;
    private final TokenSource tokens;
    private final String host;
    private final long seed;
    private final ConcurrentHashMap<Identity, String> issued = new ConcurrentHashMap<>();

    /** Ways to spoil a request; what is done most often stands more than once. */
    private final List<BiConsumer<Draft, Random>> spoilings = List.of(
            this::spoilParameter,
            this::spoilParameter,
            this::spoilParameter,
            this::spoilBody,
            this::spoilBody,
            this::spoilBody,
            this::spoilBody,
            this::spoilBody,
            RequestMaker::spoilJson,
            RequestMaker::spoilHeader,
            RequestMaker::spoilHeader,
            RequestMaker::spoilLine,
            RequestMaker::spoilProtocol);

    /** Requests about these operations for servers of this name. */
    RequestMaker(
            List<Operation> operations,
            KnownValues known,
            TokenSource tokens,
            String host,
            LocalDate today,
            long seed) {
        this.operations = operations;
        this.known = known;
        this.values = new Values(known, today);
        this.tokens = tokens;
        this.host = host;
        this.seed = seed;
    }

    /** The request of this number. */
    Request make(int number) {
        var random = new Random(seed * 1_000_003L + number);
        random.nextLong();
        Draft draft = fitting(Values.pick(operations, random), random);
        int times = random.nextInt(MOST_SPOILINGS + 1);
        for (int i = 0; i < times; i++) {
            Values.pick(spoilings, random).accept(draft, random);
        }
        return draft.finish(number, host);
    }

    /** As the description asks for, by somebody of all roles: to see what is there. */
    Request plain(Operation operation) {
        var draft = new Draft(operation);
        draft.header("Authorization", bearer(new Identity("fuzz-all", Set.copyOf(Role.codes()), null)));
        return draft.finish(0, host);
    }

    private Draft fitting(Operation operation, Random random) {
        var draft = new Draft(operation);
        for (Operation.Parameter parameter : operation.parameters()) {
            if (parameter.required() || random.nextInt(3) == 0) {
                set(draft, parameter, value(operation, parameter, random));
            }
        }
        List<String> types = new ArrayList<>(operation.bodies().keySet());
        if (!types.isEmpty()) {
            String type = Values.pick(types, random);
            draft.header("Content-Type", type);
            JsonNode body = values.fitting(operation, operation.bodies().get(type), "", random);
            draft.body(type.contains("json") ? written(body) : text(body));
        }
        identify(draft, random);
        return draft;
    }

    private String value(Operation operation, Operation.Parameter parameter, Random random) {
        String seen = parameter.in().equals("path")
                ? known.inPath(operation.path(), parameter.name(), random)
                : parameter.name().equals("after") ? known.any("next", random) : null;
        return switch (parameter.name()) {
            case "wait" -> "1";
            case "If-Match" -> Values.pick(List.of("*", "\"0\"", "\"1\"", "\"2\""), random);
            case "Idempotency-Key" -> "fuzz-" + random.nextLong();
            default ->
                seen != null ? seen : text(values.fitting(operation, parameter.schema(), parameter.name(), random));
        };
    }

    /** As a parameter carries it: of several one. */
    private static String text(JsonNode value) {
        return (value.isArray() ? value.path(0) : value).asText();
    }

    private static void set(Draft draft, Operation.Parameter parameter, String value) {
        switch (parameter.in()) {
            case "path" -> draft.fill(parameter.name(), value);
            case "query" -> draft.query(parameter.name(), value);
            default -> draft.header(parameter.name(), lineOf(value));
        }
    }

    /** A value as a header can carry it. */
    private static String lineOf(String value) {
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                .replaceAll("[\\x00-\\x1f\\x7f]", "_");
    }

    private void identify(Draft draft, Random random) {
        Operation operation = draft.operation();
        int who = random.nextInt(20);
        if (operation.open() || who == 0) {
            return;
        }
        if (who == 1) {
            draft.header("Authorization", Values.pick(FORGED, random));
            return;
        }
        List<String> roles = who == 2 || operation.roles().isEmpty() ? Role.codes() : List.copyOf(operation.roles());
        Set<String> chosen = who == 3 ? Set.copyOf(roles) : Set.of(Values.pick(roles, random));
        boolean ofUnit = chosen.stream().flatMap(code -> Role.of(code).stream()).allMatch(Role::ofUnit);
        String unit = ofUnit || who == 4 ? known.any("unit", random) : null;
        draft.header("Authorization", bearer(new Identity("fuzz-" + random.nextInt(3), chosen, unit)));
    }

    private String bearer(Identity identity) {
        return "Bearer " + issued.computeIfAbsent(identity, tokens::token);
    }

    private static String written(JsonNode body) {
        try {
            return HotlineClient.json().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final List<String> FORGED = List.of(
            "Bearer",
            "Bearer ",
            "Bearer a.b.c",
            "Bearer ....",
            "bearer eyJhbGciOiJub25lIn0.e30.",
            "Basic YTpi",
            "Basic ====",
            "Digest username=\"a\"",
            "Negotiate AAAA",
            "Bearer eyJhbGciOiJSUzI1NiJ9." + "A".repeat(3_000) + ".AAAA");

    private static final List<String> HOSTILE_ACCEPTS = List.of(
            "bogus",
            "*",
            "*/json",
            "application/json;q=x",
            "application/json;q=2",
            ";;;",
            "text/csv",
            "text/html",
            "text/event-stream",
            "application/xml",
            "application/json;charset=utf-16",
            "application/json;charset=nothing",
            "image/*;q=0, */*;q=0",
            "application/json, ".repeat(300),
            "\"");

    private static final List<String> HOSTILE_TYPES = List.of(
            "bogus",
            "application/xml",
            "text/plain",
            "application/json;charset=utf-16",
            "application/json;charset=nothing",
            "application/json; charset=\"",
            "multipart/form-data",
            "multipart/form-data; boundary=a",
            "application/x-www-form-urlencoded",
            "application/octet-stream",
            "text/csv;charset=gbk",
            "*/*");

    private static final List<String> METHODS = List.of(
            "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "LOCK", "get", "M-SEARCH");

    private void spoilParameter(Draft draft, Random random) {
        List<Operation.Parameter> parameters = draft.operation().parameters();
        if (parameters.isEmpty()) {
            draft.query(Values.pick(List.of("a", "limit", "after", "", "\u0000"), random), Values.hostileText(random));
            return;
        }
        Operation.Parameter parameter = Values.pick(parameters, random);
        set(draft, parameter, Values.hostileText(random));
    }

    private void spoilBody(Draft draft, Random random) {
        try {
            JsonNode body = HotlineClient.json().readTree(draft.body());
            if (body == null || body.isMissingNode()) {
                draft.header("Content-Type", "application/json");
                draft.body("{\"a\":1}");
            } else {
                draft.body(written(values.spoil(body, random)));
            }
        } catch (IOException alreadySpoiled) {
            draft.body(Values.hostileText(random));
        }
    }

    private static void spoilJson(Draft draft, Random random) {
        String body = new String(draft.body(), StandardCharsets.UTF_8);
        switch (random.nextInt(13)) {
            case 0 -> draft.body(body + " {}");
            case 1 -> draft.body(body + "]");
            case 2 -> draft.body("\uFEFF" + body);
            case 3 -> draft.body(body.substring(0, body.length() / 2));
            case 4 -> draft.body("[".repeat(20_000));
            case 5 -> draft.body("{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000));
            case 6 -> draft.body("");
            case 7 -> draft.body(body.replaceFirst("\\{", "{\"a\":1,\"a\":2,"));
            case 8 -> draft.body(body.getBytes(StandardCharsets.UTF_16));
            case 9 -> draft.body(new byte[] {'"', (byte) 0xC3, (byte) 0x28, (byte) 0xFF, '"'});
            case 10 -> draft.body("{\"a\":\"" + "x".repeat(1_200_000) + "\"}");
            case 11 -> draft.body("{/* c */\"a\":'b',}");
            default -> draft.body(new byte[] {0, 0, 0});
        }
    }

    private static void spoilHeader(Draft draft, Random random) {
        switch (random.nextInt(16)) {
            case 0, 1 -> draft.header("Accept", Values.pick(HOSTILE_ACCEPTS, random));
            case 2, 3 -> draft.header("Content-Type", Values.pick(HOSTILE_TYPES, random));
            case 4 ->
                draft.header(
                        "Accept-Language",
                        Values.pick(
                                List.of("zh;q=5", "*", ";", "xx-YY-zz-" + "a".repeat(500), "zh-CN,".repeat(200)),
                                random));
            case 5 -> draft.header("If-Match", lineOf(Values.hostileText(random)));
            case 6 ->
                draft.header(
                        "If-Match", Values.pick(List.of("*", "\"1\"", "W/\"1\"", "\"99999999999999999999\""), random));
            case 7 -> draft.header("If-None-Match", "*");
            case 8 -> draft.header("Idempotency-Key", lineOf(Values.hostileText(random)));
            case 9 -> draft.header("Idempotency-Key", "k".repeat(1 + random.nextInt(600)));
            case 10 ->
                draft.header(
                        "Range",
                        Values.pick(List.of("bytes=0-", "bytes=-1", "bytes=9-1", "items=0-1", "bytes="), random));
            case 11 -> {
                draft.header("Connection", "Upgrade");
                draft.header("Upgrade", Values.pick(List.of("websocket", "h2c", "TLS/1.0", "foo/2"), random));
                draft.header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
                draft.header("Sec-WebSocket-Version", Values.pick(List.of("13", "99"), random));
            }
            case 12 -> draft.header("Content-Encoding", Values.pick(List.of("gzip", "br", "bogus"), random));
            case 13 -> {
                draft.header("Origin", "http://evil.example");
                draft.header("Access-Control-Request-Method", "DELETE");
            }
            case 14 -> draft.header("Prefer", lineOf(Values.hostileText(random)));
            default ->
                draft.header(
                        Values.pick(
                                List.of("X-Forwarded-For", "Forwarded", "Cookie", "Referer", "X-HTTP-Method"), random),
                        lineOf(Values.hostileText(random)));
        }
    }

    private static void spoilLine(Draft draft, Random random) {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> draft.method(Values.pick(METHODS, random));
            case 3 -> draft.rawPath("/" + draft.path());
            case 4 -> draft.rawPath(draft.path() + "/");
            case 5 -> draft.rawPath(draft.path() + ";a=b;c");
            case 6 -> draft.rawPath(draft.path().replaceFirst("/api/", "/x/../api/"));
            case 7 ->
                draft.rawPath(draft.path()
                        + Values.pick(List.of("%00", "%zz", "%", "%c0%ae", "%ff", "%2f", "..", "/../.."), random));
            case 8 ->
                draft.rawQuery(Values.pick(
                        List.of("%zz=1", "&&&", "=", "a", "limit=1&limit=2", "after=%00", "after=%ff"), random));
            case 9 -> draft.rawQuery("q=" + "a".repeat(1 + random.nextInt(20_000)));
            case 10 ->
                draft.rawPath(
                        Values.pick(List.of("/", "/api", "/api/v1", "/api/v2/cases", "/q", "/api/v1/nothing"), random));
            default -> draft.rawPath("http://127.0.0.1" + draft.path());
        }
    }

    private static void spoilProtocol(Draft draft, Random random) {
        int way = random.nextInt(13);
        // none of the first ten is HTTP, or stays so when the body is spoiled too
        if (way < 10) {
            draft.notWellFormed();
        }
        switch (way) {
            case 0 -> {
                draft.notMeasured();
                draft.header(
                        "Content-Length", Values.pick(List.of("-1", "abc", "99999999999999999999", "1, 2"), random));
            }
            case 1 -> {
                draft.notMeasured();
                draft.header("Transfer-Encoding", "chunked");
                draft.body(Values.pick(List.of("zz\r\n\r\n", "-1\r\na\r\n0\r\n\r\n", "fffffffffffffffff\r\n"), random));
            }
            case 2 -> {
                draft.notMeasured();
                draft.header("Transfer-Encoding", Values.pick(List.of("bogus", "gzip", "identity"), random));
            }
            case 3 -> draft.again("Host", "other.example");
            case 4 -> draft.again("X B", "space in the name");
            case 5 -> draft.again("X-Nul", "a\u0000b");
            case 6 -> draft.again("X-Folded", "a\r\n b");
            case 7 -> draft.rawPath(draft.path() + " x y");
            case 8 -> draft.rawPath(draft.path() + "\u0001\u0080ÿ");
            case 9 -> {
                draft.notMeasured();
                draft.header("Transfer-Encoding", "chunked");
                draft.body("0\r\n\r\n");
            }
            case 10 -> draft.again("Authorization", "Bearer other");
            case 11 -> draft.again("X-Fill", "a\r\nX-F: b".repeat(300));
            default -> draft.again("X-A", "a".repeat(1 + random.nextInt(40_000)));
        }
    }
}
