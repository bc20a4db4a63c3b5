package org.hotline12345.chassis.rest;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every failure of a request as {@code application/problem+json} in the caller's language. */
public class ProblemMappers {
    private final Caller caller;

    public ProblemMappers(Caller caller) {
        this.caller = caller;
    }

    /** Anything not named below. */
    @ServerExceptionMapper
    public Response any(Throwable failure, HttpServerRequest request) {
        // a body that is not there reaches the operation as null
        return failure instanceof NullPointerException && lacksBody(request)
                ? answer(Problem.of(ProblemType.INVALID_JSON, "1:1"), request)
                : answer(failure, request);
    }

    private static boolean lacksBody(HttpServerRequest request) {
        String method = request.method().name();
        String length = request.getHeader("Content-Length");
        return (method.equals("POST") || method.equals("PUT") || method.equals("PATCH"))
                && request.getHeader("Transfer-Encoding") == null
                && (length == null || length.equals("0"));
    }

    /** Our own. */
    @ServerExceptionMapper
    public Response problem(Problem failure, HttpServerRequest request) {
        return answer(failure, request);
    }

    /** Of the REST layer. A redirection or a ready answer is left as it is. */
    @ServerExceptionMapper
    public Response web(WebApplicationException failure, HttpServerRequest request) {
        Response ready = failure.getResponse();
        return ready.getStatus() < 400 || ready.hasEntity() && !(failure.getCause() instanceof Exception)
                ? ready
                : answer(failure, request);
    }

    /** A body of the wrong shape; a built-in mapper would answer it otherwise. */
    @ServerExceptionMapper
    public Response body(MismatchedInputException failure, HttpServerRequest request) {
        return answer(failure, request);
    }

    /** Bean validation. */
    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException failure, HttpServerRequest request) {
        return answer(failure, request);
    }

    /** Bean validation, other. */
    @ServerExceptionMapper
    public Response validation(ValidationException failure, HttpServerRequest request) {
        return answer(failure, request);
    }

    /** No token. */
    @ServerExceptionMapper
    public Response unauthorized(UnauthorizedException failure, HttpServerRequest request) {
        return answer(failure, request);
    }

    /** A token that does not hold. */
    @ServerExceptionMapper
    public Response authentication(AuthenticationFailedException failure, HttpServerRequest request) {
        return answer(failure, request);
    }

    /** A role is missing. */
    @ServerExceptionMapper
    public Response forbidden(ForbiddenException failure, HttpServerRequest request) {
        return answer(failure, request);
    }

    private Response answer(Throwable failure, HttpServerRequest request) {
        Problem problem = Problems.of(failure).toldTo(caller::has);
        Language language = Language.of(request.getHeader("Accept-Language"));
        var response = Response.status(problem.type().status())
                .type(ProblemDocument.MEDIA_TYPE)
                .header("Content-Language", language.locale().toLanguageTag())
                .entity(ProblemDocument.of(problem, language));
        problem.headers().forEach(response::header);
        return response.build();
    }
}
