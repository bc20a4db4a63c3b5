package org.hotline12345.chassis.rest;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;

/**
 * Refuses what would only pile up: bodies over the limit (413) and requests beyond the number in flight (503 with
 * Retry-After). A long poll, a GET with {@code wait}, does no work while it waits and is not counted.
 */
@ApplicationScoped
public class RequestLimits {
    private static final int PRIORITY = 400;

    private final HttpSettings settings;
    private final AtomicInteger inFlight = new AtomicInteger();

    public RequestLimits(HttpSettings settings, MeterRegistry meters) {
        this.settings = settings;
        meters.gauge("hotline_http_in_flight", inFlight);
    }

    void register(@Observes Filters filters) {
        filters.register(this::limit, PRIORITY);
    }

    private void limit(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.path().startsWith("/api/")) {
            context.next();
            return;
        }
        if (length(request) > settings.maxBody()) {
            refuse(context, Problems.tooLarge());
            return;
        }
        if (request.getParam("wait") != null) {
            context.next();
            return;
        }
        if (inFlight.incrementAndGet() > settings.maxInFlight()) {
            inFlight.decrementAndGet();
            refuse(context, Problem.of(ProblemType.OVERLOADED).header("Retry-After", "1"));
            return;
        }
        context.addEndHandler(ignored -> inFlight.decrementAndGet());
        context.next();
    }

    private static long length(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static void refuse(RoutingContext context, Problem problem) {
        Language language = Language.of(context.request().getHeader("Accept-Language"));
        var response = context.response()
                .setStatusCode(problem.type().status())
                .putHeader("Content-Type", ProblemDocument.MEDIA_TYPE)
                .putHeader("Content-Language", language.locale().toLanguageTag());
        problem.headers().forEach(response::putHeader);
        if (problem.type() == ProblemType.PAYLOAD_TOO_LARGE) {
            response.putHeader("Connection", "close");
        }
        response.end(ProblemDocument.of(problem, language));
    }
}
