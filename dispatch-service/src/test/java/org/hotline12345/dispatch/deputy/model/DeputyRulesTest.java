package org.hotline12345.dispatch.deputy.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.hotline12345.events.SignOffLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeputyRulesTest {
    private static final LocalDate FROM = LocalDate.of(2026, 11, 23);
    private static final LocalDate TO = LocalDate.of(2026, 11, 27);

    private static Deputyship leader(SignOffLevel level) {
        return new Deputyship("HEAT", "wang", Role.UNIT_LEADER, level, "li", FROM, TO);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // level asked for, has the role, own level, deputy of a leader of this level, day, verdict
                "-,         true,  DEPUTY,    -,         2026-11-24, own",
                "DEPUTY,    true,  DEPUTY,    -,         2026-11-24, own",
                "PRINCIPAL, true,  PRINCIPAL, -,         2026-11-24, own",
                "PRINCIPAL, true,  DEPUTY,    -,         2026-11-24, principal",
                "PRINCIPAL, true,  DEPUTY,    PRINCIPAL, 2026-11-24, wang",
                "PRINCIPAL, false, DEPUTY,    PRINCIPAL, 2026-11-24, wang",
                "PRINCIPAL, false, DEPUTY,    DEPUTY,    2026-11-24, principal",
                "DEPUTY,    false, DEPUTY,    DEPUTY,    2026-11-23, wang",
                "DEPUTY,    false, DEPUTY,    DEPUTY,    2026-11-27, wang",
                "DEPUTY,    false, DEPUTY,    DEPUTY,    2026-11-22, none",
                "DEPUTY,    false, DEPUTY,    DEPUTY,    2026-11-28, none",
                "DEPUTY,    false, PRINCIPAL, -,         2026-11-24, none"
            })
    void who_acts_in_a_role(
            SignOffLevel asked, boolean hasRole, SignOffLevel own, SignOffLevel of, LocalDate day, String verdict) {
        var named = of == null ? List.<Deputyship>of() : List.of(leader(of));
        var judged = ActingRule.judge(asked, hasRole, own, named, day);
        assertThat(judged)
                .isEqualTo(
                        switch (verdict) {
                            case "own" -> new ActingRule.Verdict.Granted(Hand.OWN);
                            case "principal" -> new ActingRule.Verdict.PrincipalNeeded();
                            case "none" -> new ActingRule.Verdict.NotInRole();
                            default -> new ActingRule.Verdict.Granted(new Hand(verdict));
                        });
    }

    @ParameterizedTest
    @CsvSource({
        // who names, level of who names, person, person's level, allowed
        "wang, DEPUTY,    wang, DEPUTY,    true",
        "wang, PRINCIPAL, wang, PRINCIPAL, true",
        "wang, DEPUTY,    wang, PRINCIPAL, false",
        "wang, DEPUTY,    zhao, DEPUTY,    false",
        "wang, PRINCIPAL, zhao, DEPUTY,    true",
        "wang, PRINCIPAL, zhao, PRINCIPAL, true"
    })
    void a_leader_names_an_own_deputy_and_only_the_principal_those_of_others(
            String namer, SignOffLevel level, String person, SignOffLevel of, boolean allowed) {
        var wanted = new Deputyship("HEAT", person, Role.UNIT_LEADER, of, "li", FROM, TO);
        assertThat(NamingRule.objections(wanted, false, namer, level, List.of(), FROM))
                .isEqualTo(allowed ? List.of() : List.of(NamingRule.Objection.NOT_YOURS));
        assertThat(NamingRule.objections(wanted, true, namer, level, List.of(), FROM))
                .isEmpty();
    }

    @Test
    void any_leader_names_deputies_of_reviewers() {
        var wanted = new Deputyship("HEAT", "zhao", Role.UNIT_REVIEWER, null, "li", FROM, TO);
        assertThat(NamingRule.objections(wanted, false, "wang", SignOffLevel.DEPUTY, List.of(), FROM))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // deputy, from, to, objections
        "li,   2026-11-23, 2026-11-23, ''",
        "wang, 2026-11-23, 2026-11-23, OWN_DEPUTY",
        "li,   2026-11-22, 2026-11-23, IN_THE_PAST",
        "li,   2026-11-25, 2026-11-24, PERIOD",
        "li,   2026-11-23, 2027-11-23, ''",
        "li,   2026-11-23, 2027-11-24, PERIOD",
        "li,   2026-12-05, 2026-12-10, OVERLAPS",
        "li,   2026-12-10, 2026-12-12, OVERLAPS",
        "li,   2026-12-11, 2026-12-12, ''"
    })
    void days_are_in_order_not_past_and_not_taken(String deputy, LocalDate from, LocalDate to, String objections) {
        var taken = new Deputyship(
                "HEAT",
                "wang",
                Role.UNIT_LEADER,
                SignOffLevel.DEPUTY,
                "zhou",
                LocalDate.of(2026, 12, 1),
                LocalDate.of(2026, 12, 10));
        var wanted = new Deputyship("HEAT", "wang", Role.UNIT_LEADER, SignOffLevel.DEPUTY, deputy, from, to);
        var found = NamingRule.objections(
                wanted,
                false,
                "wang",
                SignOffLevel.DEPUTY,
                to.isAfter(LocalDate.of(2027, 1, 1)) ? List.of() : List.of(taken),
                LocalDate.of(2026, 11, 23));
        assertThat(String.join(" ", found.stream().map(Enum::name).toList())).isEqualTo(objections);
    }
}
