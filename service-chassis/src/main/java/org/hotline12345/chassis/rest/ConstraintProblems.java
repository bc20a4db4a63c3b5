package org.hotline12345.chassis.rest;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hibernate.validator.engine.HibernateConstraintViolation;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemTexts;
import org.hotline12345.chassis.problem.Violation;

/** What Bean Validation found wrong with a request, in the order in which the body's record has its fields. */
final class ConstraintProblems {
    private static final Pattern INDEX = Pattern.compile("\\d{1,9}");

    /** A violation and what it is sorted by. */
    private record Found(Violation violation, int parameter, int component, String message) {
        static final Comparator<Found> ORDER = Comparator.comparing(Found::parameter)
                .thenComparing(Found::component)
                .thenComparing(found -> INDEX.matcher(found.violation.field())
                        .replaceAll(index -> "%09d".formatted(Integer.parseInt(index.group()))))
                .thenComparing(Found::message);
    }

    private ConstraintProblems() {}

    /** The problem; empty if it is our answer that is wrong, which is no fault of the caller. */
    static Optional<Problem> of(ConstraintViolationException failure) {
        var all = failure.getConstraintViolations();
        return all.stream().anyMatch(ConstraintProblems::isOfAnswer)
                ? Optional.empty()
                : Optional.of(Problem.validation(all.stream()
                        .map(ConstraintProblems::found)
                        .sorted(Found.ORDER)
                        .map(Found::violation)
                        .toList()));
    }

    private static boolean isOfAnswer(ConstraintViolation<?> violation) {
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.RETURN_VALUE) {
                return true;
            }
        }
        return false;
    }

    private static Found found(ConstraintViolation<?> failure) {
        Path.ParameterNode parameter = null;
        for (Path.Node node : failure.getPropertyPath()) {
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.as(Path.ParameterNode.class);
            }
        }
        Violation violation = violation(failure, parameter == null ? "" : parameter.getName());
        int index = parameter == null ? 0 : parameter.getParameterIndex();
        Object[] given = failure.getExecutableParameters();
        Object body = given == null ? failure.getRootBean() : given[index];
        return new Found(violation, index, component(body, violation.field()), failure.getMessage());
    }

    /** Where the record has the field. */
    private static int component(Object body, String field) {
        RecordComponent[] all = body == null ? null : body.getClass().getRecordComponents();
        String first = field.split("[.\\[]", 2)[0];
        return all == null
                ? 0
                : (int) Arrays.stream(all)
                        .takeWhile(one -> !one.getName().equals(first))
                        .count();
    }

    private static Violation violation(ConstraintViolation<?> failure, String parameter) {
        String path = path(failure.getPropertyPath());
        HibernateConstraintViolation<?> own = failure.unwrap(HibernateConstraintViolation.class);
        Violation found = own.getDynamicPayload(Violation.class);
        if (found != null) {
            String field = path.isEmpty() ? found.field() : path + "." + found.field();
            return new Violation(field, found.message(), found.args(), found.line());
        }
        var constraint = failure.getConstraintDescriptor();
        Map<String, Object> attributes = constraint.getAttributes();
        List<Object> args = attributes.containsKey("min") && attributes.containsKey("max")
                ? List.of(attributes.get("min"), attributes.get("max"))
                : attributes.containsKey("value") ? List.of(attributes.get("value")) : List.of();
        String template = failure.getMessageTemplate();
        boolean named =
                template != null && !template.startsWith("{jakarta.") && !template.startsWith("{org.hibernate.");
        String key = named
                ? template.replaceFirst("^\\{(.*)}$", "$1")
                : "violation." + constraint.getAnnotation().annotationType().getSimpleName();
        String field = path.isEmpty() ? parameter : path;
        return named || ProblemTexts.find(Language.EN, key, List.of()).isPresent()
                ? new Violation(field, key, args, null)
                : new Violation(field, "violation.invalid");
    }

    /** Below the parameter. */
    private static String path(Path path) {
        var steps = new ArrayList<String>();
        for (Path.Node node : path) {
            if (node.getKind() != ElementKind.METHOD
                    && node.getKind() != ElementKind.PARAMETER
                    && node.getName() != null) {
                String index = node.getIndex() == null ? "" : "[" + node.getIndex() + "]";
                if (!index.isEmpty() && !steps.isEmpty()) {
                    steps.set(steps.size() - 1, steps.get(steps.size() - 1) + index);
                    index = "";
                }
                if (!node.getName().startsWith("<")) {
                    steps.add(node.getName() + index);
                }
            }
        }
        return String.join(".", steps);
    }
}
