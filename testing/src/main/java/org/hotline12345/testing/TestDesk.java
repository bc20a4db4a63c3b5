package org.hotline12345.testing;

import io.vertx.core.http.Cookie;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/**
 * In the place of the desk service, in front of the one under test: its pages as they are, and the token of the test in a cookie. Signing
 * in and the rules of its door are tested with itself. A service's test lets a bean observe the {@code Router} and hands it over.
 */
public final class TestDesk {
    private static final Path PAGES = ProjectRoot.find().resolve("desk-service/src/main/resources");

    private TestDesk() {}

    /** Puts a desk before the service that people's pages call by this name; nobody is in the directory of people. */
    public static void before(Router router, String service, String desk) {
        router.get("/test-sign-in")
                .handler(call -> call.response()
                        .addCookie(Cookie.cookie("token", call.request().getParam("token")))
                        .setStatusCode(303)
                        .putHeader("Location", "/" + desk + "?" + call.request().getParam("to"))
                        .end());
        router.get("/" + desk)
                .handler(call ->
                        call.response().sendFile(PAGES.resolve("desk.html").toString()));
        router.get("/session").handler(call -> call.json(person(token(call), desk)));
        router.route("/assets/*")
                .handler(StaticHandler.create(
                        FileSystemAccess.ROOT,
                        PAGES.resolve("META-INF/resources/assets").toString()));
        router.get("/dispatch/api/v1/people/names")
                .handler(call -> call.json(new JsonObject().put("items", new JsonArray())));
        router.route("/" + service + "/*").handler(call -> {
            call.request().headers().set("Authorization", "Bearer " + token(call));
            call.reroute(call.request().method(), call.request().uri().substring(service.length() + 1));
        });
    }

    /** The address that signs somebody in and goes on to a screen. */
    public static String signIn(String server, String token, String query) {
        return server + "test-sign-in?token=" + token + "&to="
                + URLEncoder.encode(query.replaceFirst("^\\?", ""), StandardCharsets.UTF_8);
    }

    private static String token(RoutingContext call) {
        return call.request().getCookie("token").getValue();
    }

    private static JsonObject person(String token, String desk) {
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        var found = new JsonObject(new String(claims, StandardCharsets.UTF_8));
        return new JsonObject()
                .put("subject", found.getString("sub"))
                .put("name", found.getString("sub"))
                .put("unit", found.getString("unit"))
                .put("roles", found.getJsonArray("groups", new JsonArray()))
                .put("desks", JsonArray.of(desk));
    }
}
