package org.hotline12345.chassis.rest;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.jboss.resteasy.reactive.common.util.MediaTypeHelper;

/**
 * Refuses what would only pile up or cannot be read: bodies over the limit (413) or that do not arrive (408), media types that are
 * none (415, 406), addresses (414) and headers (431) that are too long, and requests beyond the number in flight (503 with
 * Retry-After). A long poll, a GET of a feed with {@code wait}, does no work while it waits and is not counted.
 */
@ApplicationScoped
public class RequestLimits {
    private static final int PRIORITY = 400;
    private static final int HEXADECIMAL = 16;
    private static final int LONGEST_URI = 8 << 10;
    private static final int LARGEST_HEADERS = 20 << 10;
    private static final Set<String> UPLOADS = Set.of("/api/v1/attachments", "/api/v1/public/attachments");
    private static final Pattern SECONDS = Pattern.compile("[1-9]\\d{0,2}");

    private final HttpSettings settings;
    private final AtomicInteger inFlight = new AtomicInteger();

    public RequestLimits(HttpSettings settings, MeterRegistry meters) {
        this.settings = settings;
        meters.gauge("hotline_http_in_flight", inFlight);
    }

    void register(@Observes Filters filters) {
        filters.register(this::limit, PRIORITY);
    }

    /**
     * What the router itself refuses before a filter sees it, and the reader of forms while a body comes in, is explained as well; without
     * this it is an empty answer, or a fault of the service.
     */
    void explain(@Observes Router router) {
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1).handler(this::limitRead);
        router.route().order(Integer.MIN_VALUE).failureHandler(context -> {
            Problem refused = context.response().headWritten()
                    ? null
                    : context.failure() instanceof WebApplicationException web
                            ? Problems.of(web)
                            : ofRouter(context.statusCode());
            if (refused == null) {
                context.next();
            } else {
                refuse(context, refused);
            }
        });
    }

    private Problem ofRouter(int status) {
        return switch (status) {
            case 400 -> Problem.of(ProblemType.INVALID_REQUEST);
            case 404 -> Problem.notFound();
            case 413 -> Problems.tooLarge(settings.maxBody());
            default -> null;
        };
    }

    private void limit(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!decodes(context.request().uri()) || hasMatrix(context.request().path())) {
            refuse(context, Problem.of(ProblemType.INVALID_REQUEST));
            return;
        }
        // as the routes see it: //api/ and /x/../api/ are /api/
        String path = context.normalizedPath();
        Problem unreadable = path.startsWith("/q/") ? null : unreadable(request);
        if (unreadable != null) {
            refuse(context, unreadable);
            return;
        }
        boolean upload = isUpload(request, path);
        long largest = upload ? settings.maxUpload() : settings.maxBody();
        if (!path.startsWith("/q/") && length(request) > largest) {
            refuse(context, Problems.tooLarge(largest));
            return;
        }
        if (!path.startsWith("/api/")) {
            context.next();
            return;
        }
        if (!isLongPoll(request, path)) {
            if (inFlight.incrementAndGet() > settings.maxInFlight()) {
                inFlight.decrementAndGet();
                refuse(context, Problem.of(ProblemType.OVERLOADED).header("Retry-After", "1"));
                return;
            }
            context.addEndHandler(ignored -> inFlight.decrementAndGet());
        }
        awaitBody(context, upload ? settings.uploadWithin() : settings.bodyWithin());
        context.next();
    }

    /** Files are streamed; everything else that is sent is read into memory, and of a length that is not told no more than allowed. */
    private void limitRead(RoutingContext context) {
        if (!isUpload(context.request(), context.normalizedPath())) {
            context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, settings.maxBody());
        }
        context.next();
    }

    private static boolean isUpload(HttpServerRequest request, String path) {
        return request.method() == HttpMethod.POST && UPLOADS.contains(path);
    }

    private static boolean isLongPoll(HttpServerRequest request, String path) {
        String wait = request.getParam("wait");
        return wait != null
                && request.method() == HttpMethod.GET
                && path.endsWith("/feed")
                && SECONDS.matcher(wait).matches();
    }

    /** A body that stays away gives its place back. */
    private void awaitBody(RoutingContext context, Duration within) {
        HttpServerRequest request = context.request();
        if (length(request) <= 0 && request.getHeader("Transfer-Encoding") == null) {
            return;
        }
        long timer = context.vertx().setTimer(within.toMillis(), ignored -> {
            if (!request.isEnded() && !context.response().headWritten()) {
                refuse(context, Problem.of(ProblemType.REQUEST_TIMEOUT));
            }
        });
        context.addEndHandler(ignored -> context.vertx().cancelTimer(timer));
    }

    /** Whether what is percent-encoded in path and query can be decoded. */
    private static boolean decodes(String uri) {
        for (int at = uri.indexOf('%'); at >= 0; at = uri.indexOf('%', at + 1)) {
            if (at + 2 >= uri.length()
                    || Character.digit(uri.charAt(at + 1), HEXADECIMAL) < 0
                    || Character.digit(uri.charAt(at + 2), HEXADECIMAL) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Parameters between the parts of a path: no operation has any, and with an escaped percent sign beside them the path is decoded twice. */
    private static boolean hasMatrix(String path) {
        return path != null && path.indexOf(';') >= 0;
    }

    /** What the routes would stumble on before a failure of theirs can be explained. */
    private static Problem unreadable(HttpServerRequest request) {
        if (request.uri().length() > LONGEST_URI) {
            return Problem.of(ProblemType.URI_TOO_LONG, "8 KiB");
        }
        if (sizeOf(request.headers()) > LARGEST_HEADERS) {
            return Problem.of(ProblemType.HEADERS_TOO_LARGE, "20 KiB");
        }
        String type = request.getHeader("Content-Type");
        try {
            if (type != null) {
                MediaType.valueOf(type);
            }
        } catch (IllegalArgumentException e) {
            return Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        String accept = request.getHeader("Accept");
        try {
            if (accept != null) {
                MediaTypeHelper.parseHeader(accept);
            }
        } catch (IllegalArgumentException e) {
            return Problem.of(ProblemType.NOT_ACCEPTABLE);
        }
        return request.uri().contains("%00") ? Problem.of(ProblemType.INVALID_REQUEST) : null;
    }

    private static int sizeOf(MultiMap headers) {
        int size = 0;
        for (var header : headers) {
            size += header.getKey().length() + header.getValue().length();
        }
        return size;
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
        if (problem.type() == ProblemType.PAYLOAD_TOO_LARGE || problem.type() == ProblemType.REQUEST_TIMEOUT) {
            response.putHeader("Connection", "close");
        }
        var answered = response.end(ProblemDocument.of(problem, language));
        if (problem.type() == ProblemType.REQUEST_TIMEOUT) {
            // the rest of the body would still be waited for
            answered.onComplete(ignored -> context.request().connection().close());
        }
    }
}
