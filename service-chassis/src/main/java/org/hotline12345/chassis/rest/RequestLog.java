package org.hotline12345.chassis.rest;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hotline12345.chassis.event.EventHeaders;
import org.jboss.logging.Logger;

/**
 * A line for each request, where it is wanted: method, path, status, milliseconds, trace. It holds words of the interface and ids only.
 * What else may stand in a path, as the token of a survey, is left out, and so is the query.
 */
@ApplicationScoped
public class RequestLog {
    private static final Logger LOG = Logger.getLogger(RequestLog.class);

    /** Before all other filters: what those refuse has a line too. */
    private static final int PRIORITY = 500;

    private static final int LONGEST_PATH = 300;
    private static final Pattern SHOWN =
            Pattern.compile("|v1|[a-z][a-z-]{0,39}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern PARENT = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    private final HttpSettings settings;

    public RequestLog(HttpSettings settings) {
        this.settings = settings;
    }

    void register(@Observes Filters filters) {
        if (settings.requestLog()) {
            filters.register(RequestLog::log, PRIORITY);
        }
    }

    private static void log(RoutingContext context) {
        HttpServerRequest request = context.request();
        long since = System.nanoTime();
        String trace = trace(Span.current().getSpanContext(), request.getHeader(EventHeaders.TRACE_PARENT));
        context.addEndHandler(ended -> LOG.infof(
                "%s %s %s %d ms trace %s",
                request.method(),
                path(request.path()),
                ended.succeeded() ? Integer.toString(context.response().getStatusCode()) : "gone",
                (System.nanoTime() - since) / 1_000_000,
                trace));
        context.next();
    }

    /** The path as it may be told. */
    static String path(String path) {
        if (path == null) {
            return "…";
        }
        String told = Arrays.stream(path.split("/", -1))
                .map(segment -> SHOWN.matcher(segment).matches() ? segment : "…")
                .collect(Collectors.joining("/"));
        return told.length() <= LONGEST_PATH ? told : told.substring(0, LONGEST_PATH) + "…";
    }

    /** The trace of the service's own span; without one the caller's; none is a dash. */
    static String trace(SpanContext own, String parent) {
        if (own.isValid()) {
            return own.getTraceId();
        }
        Matcher told = PARENT.matcher(parent == null ? "" : parent);
        return told.matches() ? told.group(1) : "-";
    }
}
