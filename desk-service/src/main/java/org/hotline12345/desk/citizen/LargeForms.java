package org.hotline12345.desk.citizen;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Forms of citizens with files lie on the disk until they are read, and whoever sends them is nobody known: only so many are taken in at
 * once, so that they cannot fill it. Forms without files go on beside them.
 */
@ApplicationScoped
class LargeForms {
    private static final int AT_ONCE = 16;
    private static final long SMALL = 1 << 20;
    private static final int UNAVAILABLE = 503;

    private final AtomicInteger underWay = new AtomicInteger();

    void register(@Observes Router router) {
        router.post("/citizen/*").handler(this::take);
    }

    private void take(RoutingContext call) {
        if (size(call.request()) <= SMALL) {
            call.next();
        } else if (underWay.incrementAndGet() > AT_ONCE) {
            underWay.decrementAndGet();
            call.response()
                    .setStatusCode(UNAVAILABLE)
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain;charset=UTF-8")
                    .putHeader("Retry-After", "5")
                    .end(CitizenTexts.in("zh").get("tooMany") + " "
                            + CitizenTexts.in("en").get("tooMany"));
        } else {
            call.addEndHandler(ended -> underWay.decrementAndGet());
            call.next();
        }
    }

    /** Browsers say how much they send. */
    private static long size(HttpServerRequest request) {
        String told = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return told == null ? Long.MAX_VALUE : Long.parseLong(told);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
