package org.hotline12345.dispatch.masterdata.people.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.hotline12345.events.SignOffLevel;
import org.junit.jupiter.api.Test;

class EmergencyContactsTest {
    private static final LocalDate DAY = LocalDate.parse("2026-12-01");
    private static final List<String> ROLES = List.of("unit-handler", "unit-leader");

    private static Person person(String subject, String role, String unit, String phone) {
        return person(subject, role, unit, phone, null, null, true);
    }

    private static Person person(
            String subject, String role, String unit, String phone, SignOffLevel level, LocalDate to, boolean filed) {
        return new Person(
                subject,
                subject,
                List.of("x", role),
                unit,
                phone,
                level,
                LocalDate.parse("2026-01-01"),
                to,
                filed,
                false,
                null);
    }

    private static List<String> called(String unit, List<String> roles, Person... people) {
        return EmergencyContacts.of(List.of(people), unit, roles, DAY).stream()
                .map(Person::subject)
                .toList();
    }

    @Test
    void handlers_come_before_leaders_and_the_deputy_before_the_head() {
        assertThat(called(
                        "W",
                        ROLES,
                        person("head", "unit-leader", "W", "1001", SignOffLevel.PRINCIPAL, null, true),
                        person("deputy", "unit-leader", "W", "1002", SignOffLevel.DEPUTY, null, true),
                        person("b", "unit-handler", "W", "1003"),
                        person("a", "unit-handler", "W", "1004")))
                .containsExactly("a", "b", "deputy", "head");
    }

    @Test
    void only_who_is_filed_at_work_has_a_telephone_and_one_of_the_roles_is_called() {
        assertThat(called(
                        "W",
                        ROLES,
                        person("silent", "unit-handler", "W", null),
                        person("gone", "unit-handler", "W", "1", null, DAY.minusDays(1), true),
                        person("seen", "unit-handler", "W", "1", null, null, false),
                        person("reviewer", "unit-reviewer", "W", "1"),
                        person("other", "unit-handler", "V", "1"),
                        person("last", "unit-handler", "W", "1", null, DAY, true)))
                .containsExactly("last");
    }

    @Test
    void without_a_unit_people_of_the_hotline_are_called() {
        assertThat(called(
                        null,
                        List.of("dispatcher"),
                        person("d", "dispatcher", null, "1"),
                        person("h", "dispatcher", "W", "1")))
                .containsExactly("d");
    }

    @Test
    void ten_are_enough() {
        var many = IntStream.range(0, 12)
                .mapToObj(i -> person("p" + (char) ('a' + i), "unit-handler", "W", "1"))
                .toArray(Person[]::new);
        assertThat(called("W", ROLES, many)).hasSize(10).startsWith("pa").doesNotContain("pk");
    }
}
