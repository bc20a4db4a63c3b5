package org.hotline12345.followup.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.policy.model.DeadlinePolicy;
import org.hotline12345.followup.policy.model.Span;
import org.hotline12345.followup.policy.model.SpanUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDocumentsTest {
    private final PolicyDocuments documents = new PolicyDocuments();

    @Test
    void the_shipped_policy_is_valid_and_complete() {
        DeadlinePolicy policy = documents.read(documents.shipped());
        assertThat(policy.id()).isEqualTo("default");
        assertThat(policy.heading().zh()).isEqualTo("默认办理时限");
        assertThat(policy.heading().en()).isEqualTo("Default deadlines");
        assertThat(policy.deadlines())
                .containsOnlyKeys(
                        DeadlineKind.SIGN,
                        DeadlineKind.REPLY,
                        DeadlineKind.CO_HANDLING,
                        DeadlineKind.INFORM,
                        DeadlineKind.REVIEW);
        assertThat(policy.rules(DeadlineKind.REPLY).orElseThrow().extensions().workingDays())
                .isEqualTo(10);
        assertThat(policy.supervision().citizenUrges()).isEqualTo(3);
        assertThat(policy.upstreamReserve()).isEqualTo(new Span(1, SpanUnit.WORKING_DAYS));
    }

    @ParameterizedTest(name = "{1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "dissatisfactions: 2 | dissatisfactions: 1 | supervision.dissatisfactions | violation.document.minimum",
                "dissatisfactions: 2 | dissatisfactions: none | supervision.dissatisfactions | violation.document.type",
                "office: {open: \"08:30\" | office: {open: \"8.30\" | office.open | violation.document.pattern",
                "unit: MINUTES} | unit: MOONS} | deadlines.SIGN.terms[0].within.unit | violation.document.enum",
                "citizenUrges: 3 | citizenUrge: 3 | supervision.citizenUrge | violation.document.unknown",
                "startsAt: DISPATCH | startsAt: WHENEVER | deadlines.SIGN.startsAt | violation.document.enum",
                "type: [CONSULTATION] | type: [RIDDLE] | deadlines.REPLY.terms[3].when.type[0] | violation.document.enum",
                "zh: 默认办理时限 | zh: '' | title.zh | violation.document.minLength",
                "after: {amount: 0, unit: MINUTES} | at: OPENING | deadlines.SIGN.terms[0].marks.red | violation.policy.oneOf",
                "when: {rework: true} | onDayOff: NEXT_WORKING_DAY | deadlines.REPLY.terms[2].onDayOff | violation.policy.onlyCalendarDays",
                "when: {urgency: [EMERGENCY]} | from: SAME_DAY | deadlines.SIGN.terms[0].from | violation.policy.onlyDays"
            })
    void what_is_wrong_is_named_with_its_field_and_line(String old, String wrong, String field, String text) {
        String document = documents.shipped();
        int at = document.indexOf(old);
        String changed = document.substring(0, at) + wrong + document.substring(at + old.length());
        int line = (int) changed.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        assertThat(violations(changed)).anySatisfy(found -> {
            assertThat(found.field()).isEqualTo(field);
            assertThat(found.message()).isEqualTo(text);
            assertThat(found.line()).isEqualTo(line);
        });
    }

    @Test
    void what_is_missing_is_named_with_the_line_of_what_should_hold_it() {
        String document = documents.shipped();
        String without = document.replace("  dissatisfactions: 2\n", "");
        int line = (int) document.substring(0, document.indexOf("supervision:"))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
        assertThat(violations(without)).singleElement().satisfies(found -> {
            assertThat(found.field()).isEqualTo("supervision.dissatisfactions");
            assertThat(found.message()).isEqualTo("violation.required");
            assertThat(found.line()).isEqualTo(line);
        });
    }

    @Test
    void an_unknown_kind_names_those_that_exist() {
        String document = documents.shipped().replace("  SIGN:\n", "  SING:\n");
        assertThat(violations(document)).anySatisfy(found -> {
            assertThat(found.message()).isEqualTo("violation.policy.kind");
            assertThat(found.args().toString()).contains("SIGN").contains("REVIEW");
        });
    }

    @Test
    void a_term_behind_one_without_condition_is_never_reached() {
        String document = documents
                .shipped()
                .replace(
                        "      - when: {urgency: [URGENT]}\n        within: {amount: 2,",
                        "      - within: {amount: 2,");
        assertThat(violations(document)).extracting(Violation::field).contains("deadlines.SIGN.terms[2]");
    }

    @Test
    void a_field_named_twice_and_an_office_that_closes_before_it_opens_are_refused() {
        assertThat(violations(documents.shipped() + "id: again\n"))
                .extracting(Violation::message)
                .containsExactly("violation.document.twice");
        assertThat(violations(documents.shipped().replace("open: \"08:30\"", "open: \"18:30\"")))
                .extracting(Violation::message)
                .containsExactly("violation.policy.office");
    }

    @Test
    void one_term_stands_for_a_list_of_one() {
        DeadlinePolicy policy = documents.read(TestOffice.example("shandong-2020"));
        assertThat(policy.returnWithin()).hasSize(1);
        assertThat(policy.ruling()).hasSize(1);
    }

    private List<Violation> violations(String document) {
        try {
            documents.read(document);
        } catch (Problem problem) {
            return problem.violations();
        }
        return List.of();
    }

    @Test
    void a_stored_document_is_read_although_its_section_on_callbacks_is_gone_and_a_new_one_must_not_have_it() {
        String old = documents.shipped() + "callback: {attempts: 3, surveyDays: 15}\n";
        assertThat(documents.stored(old)).isEqualTo(documents.read(documents.shipped()));
        assertThat(violations(old)).singleElement().satisfies(found -> {
            assertThat(found.field()).isEqualTo("callback");
            assertThat(found.message()).isEqualTo("violation.document.unknown");
        });
    }

    @Test
    void nobody_can_be_urged_for_the_dispatch_offices_own_deadline() {
        String document = TestOffice.example("shandong-2020")
                .replace(
                        "ruling:\n  within: {amount: 1, unit: WORKING_DAYS}\n",
                        "ruling:\n  - within: {amount: 1, unit: WORKING_DAYS}\n"
                                + "    marks: {yellow: {before: {amount: 1, unit: HOURS}}, urge: {after: {amount: 1, unit: HOURS}}}\n");
        assertThat(violations(document)).singleElement().satisfies(found -> {
            assertThat(found.field()).isEqualTo("ruling[0].marks");
            assertThat(found.message()).isEqualTo("violation.policy.marksOnly");
        });
    }

    @Test
    void every_case_must_have_a_deadline() {
        String document = documents.shipped().replace("      - within: {amount: 5, unit: WORKING_DAYS}\n", "");
        assertThatThrownBy(() -> documents.read(document))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.violations())
                                .extracting(Violation::message)
                                .contains("violation.policy.lastTerm"));
    }

    @Test
    void what_is_no_yaml_is_said_with_its_line() {
        assertThatThrownBy(() -> documents.read("id: [\nfoo: bar"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.violations())
                                .extracting(Violation::message)
                                .containsExactly("violation.document.unreadable"));
        assertThatThrownBy(() -> documents.read("just words")).isInstanceOf(Problem.class);
    }
}
