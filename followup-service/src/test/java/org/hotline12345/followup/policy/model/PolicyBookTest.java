package org.hotline12345.followup.policy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hotline12345.followup.TestOffice.at;

import java.util.List;
import java.util.NoSuchElementException;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.followup.TestOffice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which version of which policy holds when, and what a policy knows. */
class PolicyBookTest {
    private static final DeadlinePolicy POLICY = TestOffice.policy();
    private final PolicyBook book = new PolicyBook(
            7,
            List.of(
                    new PolicyVersion(1, POLICY, "a"),
                    new PolicyVersion(2, POLICY, "b"),
                    new PolicyVersion(3, POLICY, "c")),
            List.of(
                    new PolicyBook.Activation("default", 2, at("2026-01-01T00:00"), at("2025-12-01T00:00")),
                    new PolicyBook.Activation("default", 1, at("2000-01-01T00:00"), at("2000-01-01T00:00")),
                    new PolicyBook.Activation("default", 3, at("2026-01-01T00:00"), at("2025-12-02T00:00"))));

    @ParameterizedTest(name = "at {0} version {1}")
    @CsvSource({
        // before the first activation the first
        "1990-01-01T00:00, 1",
        "2000-01-01T00:00, 1",
        "2025-12-31T23:59:59, 1",
        // of two from the same moment the later activated
        "2026-01-01T00:00, 3",
        "2030-01-01T00:00, 3"
    })
    void the_policy_in_force_is_the_last_one_activated_for_the_moment(String moment, int version) {
        assertThat(book.inForceAt(at(moment)).version()).isEqualTo(version);
    }

    @Test
    void it_is_read_by_version_and_shows_its_activations_by_the_moment_from_which_they_hold() {
        assertThat(book.revision()).isEqualTo(7);
        assertThat(book.isEmpty()).isFalse();
        assertThat(book.version("default", 2).document()).isEqualTo("b");
        assertThat(book.version("default", 2).id()).isEqualTo("default");
        assertThat(book.activations())
                .extracting(PolicyBook.Activation::version)
                .containsExactly(1, 2, 3);
        assertThatThrownBy(() -> book.version("default", 9)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> book.version("other", 1)).isInstanceOf(NoSuchElementException.class);
    }

    @ParameterizedTest(name = "version {0}, applied at {1}: leaves cases under {2} alone")
    @CsvSource({
        "1, 2025-12-31T10:00, ''",
        "1, 2026-01-01T00:00, 2 3",
        "2, 2026-01-02T00:00, 3",
        "3, 2026-01-02T00:00, ''"
    })
    void an_older_activation_leaves_cases_under_a_newer_one_alone(int version, String now, String newer) {
        PolicyBook.Activation activation = book.activations().get(version - 1);
        assertThat(book.newerThan(activation, at(now)))
                .extracting(one -> String.valueOf(one.version()))
                .containsExactlyInAnyOrderElementsOf(newer.isEmpty() ? List.of() : List.of(newer.split(" ")));
    }

    @Test
    void without_an_activation_there_is_none() {
        var empty = new PolicyBook(0, List.of(), List.of());
        assertThat(empty.isEmpty()).isTrue();
        assertThatThrownBy(() -> empty.inForceAt(at("2026-01-01T00:00"))).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void a_policy_has_its_titles_and_its_rules_by_kind() {
        assertThat(POLICY.heading().zh()).isEqualTo("默认办理时限");
        assertThat(POLICY.heading().en()).isEqualTo("Default deadlines");
        assertThat(POLICY.rules(DeadlineKind.REPLY)).isPresent();
        assertThat(POLICY.rules(DeadlineKind.RECTIFICATION)).isEmpty();
        assertThat(POLICY.quietHours()).isEqualTo(QuietHours.NIGHT);
        DeadlinePolicy chineseOnly =
                TestOffice.policy(TestOffice.example("bengbu-2019").replaceFirst("(?m)^  en: .*\\n", ""));
        assertThat(chineseOnly.heading().en()).isEqualTo("蚌埠市12345办理时限(2019)");
        assertThat(chineseOnly.quietHours()).as("the document does not say").isEqualTo(QuietHours.NIGHT);
    }

    @Test
    void a_ruling_starts_with_the_request_turns_red_when_it_is_late_and_cannot_be_prolonged() {
        KindRules ruling = POLICY.rules(DeadlineKind.RULING).orElseThrow();
        assertThat(ruling.startsAt()).isEqualTo(StartingPoint.REQUEST);
        assertThat(ruling.marks().red().after().amount()).isZero();
        assertThat(ruling.marks().yellow()).isNull();
        assertThat(ruling.extensions()).isEqualTo(Extensions.none());
        assertThat(TestOffice.policy(TestOffice.example("bengbu-2019")).rules(DeadlineKind.RULING))
                .isEmpty();
    }
}
