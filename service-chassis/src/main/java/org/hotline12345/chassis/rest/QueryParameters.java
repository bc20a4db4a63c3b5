package org.hotline12345.chassis.rest;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.jboss.resteasy.reactive.RestQuery;

/** The parameters in the query that an operation knows, with the type of their values. */
final class QueryParameters {
    private static final Map<Class<?>, Function<String, ?>> READERS = Map.of(
            UUID.class, UUID::fromString,
            Integer.class, Integer::valueOf,
            int.class, Integer::valueOf,
            Long.class, Long::valueOf,
            long.class, Long::valueOf,
            Boolean.class, QueryParameters::truth,
            boolean.class, QueryParameters::truth,
            LocalDate.class, text -> reckoned(LocalDate.parse(text)),
            OffsetDateTime.class, text -> reckoned(OffsetDateTime.parse(text)));

    private final Map<String, Class<?>> types = new TreeMap<>();

    private QueryParameters() {}

    static QueryParameters of(Method operation) {
        var known = new QueryParameters();
        for (Parameter parameter : operation.getParameters()) {
            known.add(parameter, parameter.getName(), parameter.getParameterizedType());
        }
        var description = operation.getAnnotation(Operation.class);
        if (description != null && description.hidden()) {
            // the same as a table: what pages of it are asked for by stands in the description of both
            known.addFields(PageRequest.class);
        }
        return known;
    }

    private void add(AnnotatedElement element, String ownName, Type type) {
        String name = name(element, ownName);
        if (name != null) {
            types.put(name, raw(type));
        } else if (element.isAnnotationPresent(BeanParam.class)) {
            addFields(raw(type));
        }
    }

    private void addFields(Class<?> bean) {
        for (Class<?> each = bean; each != null && each != Object.class; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                add(field, field.getName(), field.getGenericType());
            }
        }
    }

    private static String name(AnnotatedElement element, String ownName) {
        Annotation standard = element.getAnnotation(QueryParam.class);
        if (standard instanceof QueryParam query) {
            return query.value();
        }
        RestQuery query = element.getAnnotation(RestQuery.class);
        return query == null ? null : query.value().isEmpty() ? ownName : query.value();
    }

    /** Of a list the type of its items. */
    private static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType list) {
            return raw(list.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> plain ? plain : String.class;
    }

    /** What is wrong with a query. */
    List<Violation> violations(Map<String, List<String>> given) {
        var violations = new Violations();
        given.forEach((name, values) -> {
            Class<?> type = types.get(name);
            if (type == null) {
                violations.add(name, "violation.unknownParameter", String.join(", ", types.keySet()));
            } else {
                values.forEach(value -> check(name, type, value, violations));
            }
        });
        return violations.list();
    }

    private static void check(String name, Class<?> type, String value, Violations violations) {
        if (type.isEnum()) {
            var constants = constants(type);
            violations.unless(
                    constants.contains(value),
                    name,
                    "violation.oneOf",
                    Problems.shorten(value),
                    String.join(", ", constants));
        } else if (READERS.containsKey(type)) {
            violations.unless(isReadable(type, value), name, "violation.wrongType", Problems.typeName(type));
        }
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
    }

    private static boolean isReadable(Class<?> type, String value) {
        try {
            READERS.get(type).apply(value);
            return true;
        } catch (IllegalArgumentException | DateTimeException wrong) {
            return false;
        }
    }

    private static <T extends TemporalAccessor> T reckoned(T time) {
        if (!ShanghaiTime.isReckoned(time)) {
            throw new DateTimeException("far outside: " + time);
        }
        return time;
    }

    private static Boolean truth(String value) {
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException(value);
        }
        return Boolean.valueOf(value);
    }
}
