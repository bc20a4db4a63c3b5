package org.hotline12345.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for tests; used like {@link HotlineArchitecture}, with {@code ImportOption.OnlyIncludeTests}. */
public final class TestArchitecture {
    private static final Pattern SENTENCE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

    private static final Set<String> TESTS = Set.of(
            "org.junit.jupiter.api.Test",
            "org.junit.jupiter.params.ParameterizedTest",
            "org.junit.jupiter.api.RepeatedTest",
            "org.junit.jupiter.api.TestFactory",
            "net.jqwik.api.Property",
            "net.jqwik.api.Example");

    /** The name of a test says what holds. */
    @ArchTest
    public static final ArchRule NAMES_OF_TESTS_ARE_SENTENCES =
            HotlineArchitecture.rule("names of tests are sentences in snake_case", new ArchCondition<>("keep to it") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getMethods().stream()
                            .filter(method -> TESTS.stream().anyMatch(method::isAnnotatedWith))
                            .filter(method ->
                                    !SENTENCE.matcher(method.getName()).matches())
                            .forEach(method -> events.add(SimpleConditionEvent.violated(
                                    method, type.getFullName() + " " + method.getName())));
                }
            });

    private TestArchitecture() {}
}
