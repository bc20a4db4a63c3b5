package org.hotline12345.chassis.problem;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A failure that is explained to the caller as {@code application/problem+json} (RFC 9457), in the caller's language. */
public class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient List<Object> args;
    private final transient List<Violation> violations;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();
    private transient Map<String, Set<String>> givenBy = Map.of();

    private Problem(ProblemType type, List<Violation> violations, Object... args) {
        super(type.slug(), null, false, false);
        this.type = type;
        this.args = List.of(args);
        this.violations = List.copyOf(violations);
    }

    /** A problem of this type; the arguments fill {@code {0}, {1} …} of its texts. */
    public static Problem of(ProblemType type, Object... args) {
        return new Problem(type, List.of(), args);
    }

    /** 404: it does not exist, or not for this caller. */
    public static Problem notFound() {
        return of(ProblemType.NOT_FOUND);
    }

    /** 404 with Retry-After: another service has not told us yet. */
    public static Problem notKnownYet() {
        return of(ProblemType.NOT_KNOWN_YET).header("Retry-After", "1");
    }

    /** 429: how long to wait. */
    public static Problem tooManyRequests(long seconds) {
        return of(ProblemType.TOO_MANY_REQUESTS, seconds).header("Retry-After", Long.toString(seconds));
    }

    /** 409: names the state and the commands allowed in it. */
    public static Problem wrongState(String state, Collection<String> allowed) {
        return of(
                        ProblemType.WRONG_STATE,
                        new Coded("state", List.of(state)),
                        allowed.isEmpty() ? "" : new Coded("command", List.copyOf(allowed)))
                .with("state", state)
                .with("allowed", List.copyOf(allowed));
    }

    /**
     * 409: names the state and the commands allowed in it; whoever is told sees those that a role of theirs gives.
     *
     * @param givenBy the roles by the word of the command
     */
    public static Problem wrongState(String state, Map<String, Set<String>> givenBy) {
        Problem problem = wrongState(state, givenBy.keySet());
        problem.givenBy = givenBy;
        return problem;
    }

    /** As it is told to somebody with these roles. */
    public Problem toldTo(Predicate<String> hasRole) {
        if (givenBy.isEmpty()) {
            return this;
        }
        Problem told = wrongState(
                members.get("state").toString(),
                givenBy.keySet().stream()
                        .filter(word -> givenBy.get(word).stream().anyMatch(hasRole))
                        .toList());
        members.forEach(told.members::putIfAbsent);
        told.headers.putAll(headers);
        return told;
    }

    /** 403. */
    public static Problem forbidden() {
        return of(ProblemType.FORBIDDEN);
    }

    /** 400 with the list of what is wrong. */
    public static Problem validation(List<Violation> violations) {
        return new Problem(ProblemType.VALIDATION, violations);
    }

    /** 400 with what a rule has found wrong, if anything. */
    public static void throwIfAny(List<Violation> found) {
        if (!found.isEmpty()) {
            throw validation(found);
        }
    }

    /** 400 with what a rule has found wrong, if anything. */
    public static void throwIfAny(Violations found) {
        throwIfAny(found.list());
    }

    /** 400 for one field. */
    public static Problem invalid(String field, String messageKey, Object... args) {
        return validation(List.of(Violation.of(field, messageKey, args)));
    }

    /** Adds a member to the answer. */
    public Problem with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    /** Adds a header to the answer. */
    public Problem header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** What kind of failure. */
    public ProblemType type() {
        return type;
    }

    /** Values for the texts. */
    public List<Object> args() {
        return args;
    }

    /** What is wrong with fields. */
    public List<Violation> violations() {
        return violations;
    }

    /** Additional members of the answer. */
    public Map<String, Object> members() {
        return members;
    }

    /** Additional headers of the answer. */
    public Map<String, String> headers() {
        return headers;
    }
}
