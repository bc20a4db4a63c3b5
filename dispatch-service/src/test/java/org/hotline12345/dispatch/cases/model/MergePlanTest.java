package org.hotline12345.dispatch.cases.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hotline12345.dispatch.cases.model.MergePlan.Membership;
import org.hotline12345.dispatch.cases.model.MergePlan.Objection;
import org.hotline12345.dispatch.cases.model.MergePlan.Plan;
import org.hotline12345.dispatch.cases.model.MergePlan.Reason;
import org.hotline12345.dispatch.cases.model.MergePlan.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePlanTest {
    /** Cases are written as letters; {@code b>a} says that b is handled with a. */
    @ParameterizedTest(name = "{0} + {1}, merged {2}: lead {3}, joining {4}, moving {5}")
    @CsvSource({
        "a, b c, , a, b c, ''",
        // into a group
        "a, c, b>a, a, c, ''",
        // a member named as the lead means its lead
        "b, c, b>a, a, c, ''",
        // another group comes along
        "a, d, b>a e>d f>d, a, d, e f",
        "b, d, b>a e>d, a, d, e",
        // so do its members when they are named too
        "a, d e, e>d, a, d, e",
        // who is there already stays
        "a, b c, b>a, a, c, ''",
        // the lead's own group, named from below
        "b, a c, b>a, a, c, ''"
    })
    void groups_get_one_lead(String named, String cases, String merged, String lead, String joining, String moving) {
        assertThat(MergePlan.of(id(named), ids(cases), memberships(merged)))
                .isEqualTo(new Plan(id(lead), ids(joining), ids(moving)));
    }

    @ParameterizedTest(name = "{0} + {1}, merged {2}: {3} {4}")
    @CsvSource({
        "a, a b, , LEAD_IS_MEMBER, a",
        "a, e, e>d, ALREADY_MERGED, e",
        "a, b, b>a, ALREADY_TOGETHER, a",
        "b, a, b>a, ALREADY_TOGETHER, a",
        "b, c, b>a c>a, ALREADY_TOGETHER, a"
    })
    void merges_that_make_no_sense_say_why(String named, String cases, String merged, Reason reason, String about) {
        assertThat(MergePlan.of(id(named), ids(cases), memberships(merged)))
                .isEqualTo(new Refused(List.of(new Objection(reason, id(about)))));
    }

    @Test
    void the_member_dispatched_first_leads_on() {
        Instant early = Instant.parse("2026-11-24T00:00:00Z");
        assertThat(Succession.of(List.of(
                        new Succession.Candidate(id("b"), early.plusSeconds(1)),
                        new Succession.Candidate(id("c"), early),
                        new Succession.Candidate(id("d"), early))))
                .hasValue(id("c"));
        assertThat(Succession.of(List.of())).isEqualTo(Optional.empty());
    }

    private static UUID id(String letter) {
        return new UUID(0, letter.charAt(0));
    }

    private static List<UUID> ids(String letters) {
        return letters == null || letters.isEmpty()
                ? List.of()
                : Arrays.stream(letters.split(" ")).map(MergePlanTest::id).toList();
    }

    private static List<Membership> memberships(String merged) {
        return merged == null
                ? List.of()
                : Arrays.stream(merged.split(" "))
                        .map(m -> m.split(">"))
                        .map(m -> new Membership(id(m[0]), id(m[1])))
                        .toList();
    }
}
