package org.hotline12345.localstack.demo.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hotline12345.localstack.demo.Samples;
import org.hotline12345.localstack.demo.model.Script.Course;
import org.hotline12345.localstack.demo.model.Script.Pace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptWriterTest {
    private static List<Script> scripts(int cases, long seed) {
        var samples = Samples.load();
        return new ScriptWriter(samples.handled(), samples.answered(), samples.refused()).write(cases, seed);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 50, 200, 1000})
    void four_in_ten_are_confidential_and_the_other_shares_are_exact(int cases) {
        List<Script> scripts = scripts(cases, 7);

        assertThat(scripts).hasSize(cases);
        assertThat(scripts.stream().filter(s -> !s.visibleToUnit()).count()).isEqualTo(Math.round(cases * 0.4));
        assertThat(scripts.stream().filter(s -> s.course() == Course.REFUSED).count())
                .isEqualTo(Math.round(cases * 0.08));
        assertThat(scripts.stream().filter(s -> s.course() == Course.ANSWERED).count())
                .isEqualTo(Math.round(cases * 0.17));
    }

    @Test
    void the_same_seed_writes_the_same_scripts() {
        assertThat(scripts(100, 3)).isEqualTo(scripts(100, 3)).isNotEqualTo(scripts(100, 4));
    }

    @Test
    void nobody_is_asked_who_refused_contact_and_every_other_handled_case_ends_content() {
        assertThat(scripts(300, 1))
                .filteredOn(s -> s.course() == Course.HANDLED)
                .allSatisfy(script -> {
                    assertThat(script.answers().isEmpty()).isEqualTo(!script.contactable());
                    if (script.contactable()) {
                        assertThat(script.answer(script.rounds()).satisfied()).isTrue();
                    }
                });
    }

    @Test
    void of_ten_cases_that_units_handle_one_was_answered_in_time_last_week_and_one_late() {
        List<Script> handled = scripts(400, 1).stream()
                .filter(s -> s.course() == Course.HANDLED)
                .toList();

        assertThat(handled).hasSize(300);
        assertThat(handled).filteredOn(s -> s.pace() == Pace.IN_TIME).hasSize(30);
        assertThat(handled).filteredOn(s -> s.pace() == Pace.LATE).hasSize(30);
        assertThat(handled)
                .filteredOn(Script::history)
                .noneMatch(s -> s.contactable() || s.survey() || s.sentBack() || s.authorSigns() || s.instructed());
    }

    @Test
    void a_demo_of_the_usual_size_shows_everything_that_can_happen() {
        List<Script> scripts = scripts(200, 12345);

        assertThat(scripts).anyMatch(Script::supervised);
        assertThat(scripts).anyMatch(Script::authorSigns);
        assertThat(scripts).anyMatch(Script::sentBack);
        assertThat(scripts).anyMatch(Script::deniesNotice);
        assertThat(scripts).anyMatch(Script::survey);
        assertThat(scripts).anyMatch(Script::supplemented);
        assertThat(scripts).anyMatch(s -> s.rounds() == 2);
    }
}
