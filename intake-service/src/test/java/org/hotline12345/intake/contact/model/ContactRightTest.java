package org.hotline12345.intake.contact.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.intake.contact.model.ContactRight.UnitCaller;
import org.hotline12345.intake.contact.model.ContactRight.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactRightTest {
    private static final Instant ENDED = Instant.parse("2026-03-04T02:00:00Z");
    private static final UUID ORDER = UUID.fromString("00000000-0000-0000-0000-000000000001");
    /** Branch B stands below unit W; H is another one. */
    private static final Map<String, Set<String>> SELF_AND_ABOVE =
            Map.of("W", Set.of("W"), "B", Set.of("B", "W"), "H", Set.of("H"));

    @ParameterizedTest
    @CsvSource({
        "REGISTERED, NAMED, SHOWN",
        "WITH_UNIT round=1 unit=W order=%, NAMED, SHOWN",
        "REPLIED round=1 unit=W order=%, HIDDEN_FROM_UNIT, SHOWN",
        "ENDED end=ANSWERED, NAMED, SHOWN",
        "ENDED round=1 unit=W order=% end=CLOSED, NAMED, SHOWN",
        "ENDED end=NOT_ACCEPTED, NAMED, OVER",
        "ENDED round=1 unit=W order=% end=WITHDRAWN, NAMED, OVER",
        "REPLIED round=1 unit=W order=%, NO_CONTACT, PROTECTED",
        "ENDED end=ANSWERED, NO_CONTACT, PROTECTED",
    })
    void the_centre_calls_until_the_case_is_over(String course, Anonymity anonymity, Verdict verdict) {
        ContactRight right = right(anonymity, null, course, null);
        assertThat(right.ofCentre(ENDED)).isEqualTo(verdict);
        assertThat(right.ofService()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"30, SHOWN", "31, OVER"})
    void a_month_after_closing_the_centre_has_nothing_more_to_tell(int days, Verdict verdict) {
        var closed = right(Anonymity.NAMED, null, "ENDED round=1 unit=W order=% end=CLOSED", null);
        assertThat(closed.ofCentre(ENDED.plus(Duration.ofDays(days)))).isEqualTo(verdict);
        assertThat(closed.ofService()).as("a survey by others comes later").isEqualTo(Verdict.SHOWN);
    }

    @ParameterizedTest(name = "{0} {1} {2} accused {3} by handler of {4}")
    @CsvSource({
        // course, of the lead case, anonymity, accused, caller's unit, verdict
        "WITH_UNIT round=1 unit=B order=%, , NAMED, , B, SHOWN",
        "WITH_UNIT round=1 unit=B order=%, , NAMED, , W, SHOWN",
        "WITH_UNIT round=1 unit=W handling=B order=%, , NAMED, , B, SHOWN",
        "WITH_UNIT round=1 unit=B order=%, , NAMED, , H, UNKNOWN",
        "WITH_UNIT round=1 unit=W order=%, , NAMED, , B, UNKNOWN",
        "REPLIED round=1 unit=W order=%, , NAMED, , W, SHOWN",
        // a return was granted, the case is handled again: no unit has it
        "AWAITING_DISPATCH round=1, , NAMED, , W, UNKNOWN",
        "REWORK round=1 unit=W order=%, , NAMED, , W, UNKNOWN",
        "REGISTERED, , NAMED, , W, UNKNOWN",
        "IN_TRIAGE, , NAMED, , W, UNKNOWN",
        // the end of the case is the end of the right
        "ENDED round=1 unit=W order=% end=CLOSED, , NAMED, , W, OVER",
        "ENDED round=1 unit=W order=% end=WITHDRAWN, , NAMED, , W, OVER",
        "ENDED round=1 unit=W order=% end=CLOSED, , NAMED, , H, UNKNOWN",
        // a merged case is the unit's that handles its lead, and no longer the former lead's
        "MERGED round=1 unit=H order=%, WITH_UNIT round=1 unit=W order=%, NAMED, , W, SHOWN",
        "MERGED round=1 unit=H order=%, WITH_UNIT round=1 unit=W order=%, NAMED, , H, UNKNOWN",
        "MERGED round=1 unit=H order=%, , NAMED, , H, UNKNOWN",
        "MERGED round=1 unit=H order=%, ENDED round=1 unit=W order=% end=CLOSED, NAMED, , W, OVER",
        // the citizen's wish
        "WITH_UNIT round=1 unit=W order=%, , HIDDEN_FROM_UNIT, , W, PROTECTED",
        "WITH_UNIT round=1 unit=W order=%, , NO_CONTACT, , W, SHOWN",
        "REPLIED round=1 unit=W order=%, , NO_CONTACT, , W, PROTECTED",
        // the accused and those below never, the one above that leads does
        "WITH_UNIT round=1 unit=W order=%, , NAMED, W, W, UNKNOWN",
        "WITH_UNIT round=1 unit=B order=%, , NAMED, W, B, UNKNOWN",
        "WITH_UNIT round=1 unit=W order=%, , NAMED, B, W, SHOWN",
    })
    void the_unit_that_has_the_case_sees_whom_to_call(
            String course, String lead, Anonymity anonymity, String accused, String unit, Verdict verdict) {
        assertThat(right(anonymity, accused, course, lead).of(caller(unit, true, false)))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "REPLIED round=1 unit=W order=%, NAMED, W, SHOWN",
        "REPLIED round=1 unit=H order=%, NAMED, W, UNKNOWN",
        "REPLIED round=1 unit=W order=%, HIDDEN_FROM_UNIT, W, PROTECTED",
        "REPLIED round=1 unit=W order=%, NO_CONTACT, W, PROTECTED",
        "WITH_UNIT round=1 unit=W order=%, NAMED, W, UNKNOWN",
        "ENDED end=ANSWERED, NAMED, W, UNKNOWN",
    })
    void a_callback_agent_of_a_unit_calls_about_the_units_own_results(
            String course, Anonymity anonymity, String unit, Verdict verdict) {
        assertThat(right(anonymity, null, course, null).of(caller(unit, false, true)))
                .isEqualTo(verdict);
    }

    private static ContactRight right(Anonymity anonymity, String accused, String course, String lead) {
        return new ContactRight(
                anonymity, accused == null ? List.of() : List.of(accused), course(course), course(lead), ENDED);
    }

    private static CaseCourse course(String encoded) {
        return encoded == null ? null : CaseCourse.decode(encoded.replace("%", ORDER.toString()));
    }

    private static UnitCaller caller(String unit, boolean handles, boolean asks) {
        return new UnitCaller(
                handles,
                asks,
                other -> other != null && SELF_AND_ABOVE.get(other).contains(unit),
                other -> SELF_AND_ABOVE.get(unit).contains(other));
    }
}
