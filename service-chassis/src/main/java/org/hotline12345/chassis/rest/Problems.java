package org.hotline12345.chassis.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.WebApplicationException;
import java.io.CharConversionException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hotline12345.chassis.database.DatabaseErrors;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.jboss.logging.Logger;

/** The one table from failure to problem. */
public final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    /** Invalid character, datetime overflow, invalid datetime format, untranslatable character. */
    private static final Set<String> OUT_OF_REACH = Set.of("22021", "22008", "22007", "22P05");

    private Problems() {}

    /** The problem that explains the failure; an unexpected one is logged and answered by its id. */
    public static Problem of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Problem problem = known(cause);
            if (problem != null) {
                return problem;
            }
            if (cause == cause.getCause()) {
                break;
            }
        }
        if (DatabaseErrors.isVersionConflict(failure) || DatabaseErrors.isContention(failure)) {
            LOG.infof("Concurrent change: %s", DatabaseErrors.sqlState(failure).orElse("version conflict"));
            return Problem.of(ProblemType.CONCURRENT_CHANGE);
        }
        if (isValueOutOfReach(failure)) {
            LOG.infof("A value that cannot be kept: %s", failure.getMessage());
            return Problem.of(ProblemType.INVALID_REQUEST);
        }
        if (DatabaseErrors.isUnavailable(failure)) {
            LOG.warnf(
                    "The database does not serve: %s",
                    DatabaseErrors.sqlState(failure)
                            .orElseGet(() -> failure.getClass().getSimpleName() + " " + failure.getMessage()));
            return Problem.of(ProblemType.UNAVAILABLE).header("Retry-After", "2");
        }
        return unexpected(failure);
    }

    /** U+0000, which the database keeps in no text, and times outside what it or the calendar knows. */
    private static boolean isValueOutOfReach(Throwable failure) {
        return failure instanceof DateTimeException
                || failure instanceof ValidationException && failure.getCause() instanceof DateTimeException
                || DatabaseErrors.sqlState(failure)
                        .filter(OUT_OF_REACH::contains)
                        .isPresent();
    }

    private static Problem known(Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (failure instanceof ConstraintViolationException invalid) {
            return ConstraintProblems.of(invalid).orElse(null);
        }
        if (failure instanceof JsonProcessingException json) {
            return json(json);
        }
        // bytes that look like UTF-16 or UTF-32 and are not: Jackson guesses the encoding by the first of them
        if (failure instanceof CharConversionException) {
            return Problem.of(ProblemType.INVALID_JSON, "1:1");
        }
        if (failure instanceof UnauthorizedException || failure instanceof AuthenticationFailedException) {
            return unauthorized();
        }
        if (failure instanceof IOException && "Request too large".equals(failure.getMessage())) {
            return tooLarge();
        }
        if (failure instanceof SecurityException) {
            return Problem.forbidden();
        }
        if (failure instanceof WebApplicationException web) {
            return web(web);
        }
        return null;
    }

    static Problem unauthorized() {
        return Problem.of(ProblemType.UNAUTHORIZED).header("WWW-Authenticate", "Bearer");
    }

    static Problem tooLarge() {
        return tooLarge(1 << 20);
    }

    static Problem tooLarge(long largest) {
        return Problem.of(ProblemType.PAYLOAD_TOO_LARGE, largest >> 20 > 0 ? (largest >> 20) + " MiB" : largest + " B");
    }

    private static Problem web(WebApplicationException failure) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return json(json);
        }
        int status = failure.getResponse().getStatus();
        return switch (status) {
            case 401 -> unauthorized();
            case 403 -> Problem.forbidden();
            case 404 ->
                failure.getCause() instanceof IllegalArgumentException
                        ? Problem.of(ProblemType.INVALID_REQUEST)
                        : Problem.notFound();
            case 405 -> methodNotAllowed(failure);
            case 406 -> Problem.of(ProblemType.NOT_ACCEPTABLE);
            case 409 -> Problem.of(ProblemType.CONCURRENT_CHANGE);
            case 412 -> Problem.of(ProblemType.PRECONDITION_FAILED, "");
            case 413 -> tooLarge();
            case 415 -> Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE);
            case 429 -> Problem.of(ProblemType.TOO_MANY_REQUESTS, 60).header("Retry-After", "60");
            case 503 -> Problem.of(ProblemType.OVERLOADED).header("Retry-After", "2");
            default -> status >= 400 && status < 500 ? Problem.of(ProblemType.INVALID_REQUEST) : null;
        };
    }

    private static Problem methodNotAllowed(WebApplicationException failure) {
        Problem problem = Problem.of(ProblemType.METHOD_NOT_ALLOWED);
        String allow = failure.getResponse().getHeaderString("Allow");
        return allow == null ? problem : problem.header("Allow", allow);
    }

    private static Problem unexpected(Throwable failure) {
        String id = UUID.randomUUID().toString();
        LOG.errorf(failure, "Unexpected failure %s", id);
        return Problem.of(ProblemType.INTERNAL, id).with("instance", "urn:uuid:" + id);
    }

    private static Problem json(JsonProcessingException failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            Collection<Object> known = unknown.getKnownPropertyIds();
            return Problem.of(
                    ProblemType.UNKNOWN_FIELD,
                    path(unknown),
                    known == null
                            ? ""
                            : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", ")));
        }
        if (failure instanceof InvalidFormatException format) {
            Class<?> target = format.getTargetType();
            if (target != null && target.isEnum()) {
                String allowed = Arrays.stream(target.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant).name())
                        .collect(Collectors.joining(", "));
                return Problem.invalid(
                        path(format), "violation.oneOf", shorten(String.valueOf(format.getValue())), allowed);
            }
            return Problem.invalid(path(format), "violation.wrongType", typeName(target));
        }
        if (failure instanceof InvalidNullException missing) {
            return Problem.invalid(path(missing), "violation.required");
        }
        if (failure instanceof ValueInstantiationException construction) {
            String field = missingField(construction);
            String path = path(construction);
            return field == null
                    ? Problem.invalid(path, "violation.invalid")
                    : Problem.invalid(path.isEmpty() ? field : path + "." + field, "violation.required");
        }
        if (failure instanceof MismatchedInputException mismatch) {
            return mismatch.getPath().isEmpty()
                    ? Problem.of(ProblemType.INVALID_JSON, place(failure))
                    : Problem.invalid(path(mismatch), "violation.wrongType", typeName(mismatch.getTargetType()));
        }
        if (failure instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return mapping.getCause() instanceof JsonProcessingException cause
                            && !(cause instanceof JsonMappingException)
                    ? Problem.of(ProblemType.INVALID_JSON, place(cause))
                    : Problem.invalid(path(mapping), "violation.invalid");
        }
        return Problem.of(ProblemType.INVALID_JSON, place(failure));
    }

    /** The component that a record refused as null by {@code Objects.requireNonNull(value, "name")}; null if it was something else. */
    private static String missingField(ValueInstantiationException construction) {
        Throwable cause = construction.getCause();
        Class<?> type =
                construction.getType() == null ? null : construction.getType().getRawClass();
        if (!(cause instanceof NullPointerException) || type == null || !type.isRecord()) {
            return null;
        }
        StackTraceElement[] at = cause.getStackTrace();
        boolean required = at.length > 0
                && at[0].getClassName().equals(Objects.class.getName())
                && at[0].getMethodName().equals("requireNonNull");
        return required
                ? Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .filter(name -> name.equals(cause.getMessage()))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private static String place(JsonProcessingException failure) {
        var location = failure.getLocation();
        return location == null ? "" : location.getLineNr() + ":" + location.getColumnNr();
    }

    private static String path(JsonMappingException failure) {
        var path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            } else {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    static String shorten(String value) {
        return value.length() <= 40 ? value : value.substring(0, 40) + "…";
    }

    static String typeName(Class<?> type) {
        if (type == null) {
            return "type.object";
        }
        if (type == UUID.class) {
            return "type.uuid";
        }
        if (type == LocalDate.class) {
            return "type.date";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "type.time";
        }
        if (type == String.class) {
            return "type.text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "type.boolean";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "type.number";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "type.decimal";
        }
        return Collection.class.isAssignableFrom(type) || type.isArray() ? "type.list" : "type.object";
    }
}
