package org.hotline12345.desk.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** What the door itself answers in the place of a service: a problem for scripts, a page for a browser. */
enum Refusal {
    NO_SUCH_METHOD(405, "method-not-allowed", "此地址不支持该方法。", "This address does not take the method."),
    NOT_OF_A_PAGE(403, "forbidden", "请求不是由本站页面发出。", "The request does not come from a page of this site."),
    NO_PLAIN_PATH(400, "invalid-request", "地址有误。", "The address is not a plain path."),
    UNAVAILABLE(503, "unavailable", "服务暂时无法访问，请稍后重试。", "The service cannot be reached; please try again shortly.");

    private final int status;
    private final String problem;
    private final String chinese;
    private final String english;

    Refusal(int status, String problem, String chinese, String english) {
        this.status = status;
        this.problem = problem;
        this.chinese = chinese;
        this.english = english;
    }

    int status() {
        return status;
    }

    String type(MultiMap headers) {
        return wantsPage(headers) ? "text/html;charset=UTF-8" : "application/problem+json";
    }

    Buffer body(MultiMap headers) {
        String language = headers.get("Accept-Language");
        boolean inEnglish = language != null && language.startsWith("en");
        String words = inEnglish ? english : chinese;
        if (wantsPage(headers)) {
            return Buffer.buffer("""
                    <!DOCTYPE html>
                    <html lang="%s"><head><meta charset="UTF-8"><meta name="viewport" content="width=device-width"><title>12345</title></head>
                    <body><p>%s</p></body></html>
                    """.formatted(inEnglish ? "en" : "zh-CN", words));
        }
        return new JsonObject()
                .put("type", "https://hotline12345.org/problems/" + problem)
                .put("status", status)
                .put("detail", words)
                .toBuffer();
    }

    void answer(RoutingContext call) {
        MultiMap headers = call.request().headers();
        call.response()
                .setStatusCode(status)
                .putHeader("Content-Type", type(headers))
                .end(body(headers));
    }

    private static boolean wantsPage(MultiMap headers) {
        String accepted = headers.get("Accept");
        return accepted != null && accepted.contains("text/html");
    }
}
