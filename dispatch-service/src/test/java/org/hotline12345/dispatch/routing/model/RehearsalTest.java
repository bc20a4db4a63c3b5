package org.hotline12345.dispatch.routing.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hotline12345.dispatch.routing.model.Rehearsal.Decided;
import org.hotline12345.dispatch.routing.model.classifier.Example;
import org.hotline12345.dispatch.routing.model.classifier.Message;
import org.hotline12345.dispatch.routing.model.classifier.TextClassifier;
import org.hotline12345.dispatch.routing.model.classifier.Training;
import org.hotline12345.events.DecidedBy;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final Rehearsal REHEARSAL = new Rehearsal(ChangchunBook.read());
    private static final String WATER = "CCSWJT";
    private static final String SCHOOLS = "CCJYJ";

    /** Texts that no word of the catalogue speaks for, so that the models alone decide. */
    private static final String WATER_TEXT = "咏春甲木人桩";

    private static final String SCHOOL_TEXT = "石膏像倒在那边";

    private static final TextClassifier UNITS = trained(WATER, SCHOOLS);
    private static final TextClassifier WRONG_UNITS = trained(SCHOOLS, WATER);
    private static final TextClassifier CATEGORIES = trained("C010216", "C0501");
    private static final TextClassifier WRONG_CATEGORIES = trained("C0501", "C010216");
    private static final List<ConfirmedCase> CASES = cases(30);

    @Test
    void the_share_of_the_unit_model_is_the_one_that_is_right_most_often() {
        assertThat(fit(CATEGORIES, UNITS).unitShare()).isEqualTo(1);
        assertThat(fit(CATEGORIES, WRONG_UNITS).unitShare()).isLessThan(0.5);
        assertThat(fit(WRONG_CATEGORIES, UNITS).unitShare()).isEqualTo(1);
        assertThat(fit(CATEGORIES, null).unitShare()).isZero();
        assertThat(fit(null, UNITS).unitShare()).isEqualTo(1);
        assertThat(fit(null, WRONG_UNITS).unitShare()).isEqualTo(1);
    }

    @Test
    void thresholds_come_from_cases_where_the_words_agree_and_where_they_do_not() {
        var model = fit(CATEGORIES, UNITS);
        assertThat(model.alone()).isBetween(0.5, 1.0);
        assertThat(model.agreed()).as("no case has words of the catalogue").isEqualTo(RouterModel.NEVER);
        assertThat(fit(WRONG_CATEGORIES, WRONG_UNITS).alone()).as("never right").isEqualTo(RouterModel.NEVER);
        var agreeing = new ArrayList<ConfirmedCase>();
        for (int i = 0; i < 30; i++) {
            agreeing.add(known("小区停水" + i, "自来水没有了" + WATER_TEXT, WATER));
        }
        var other = REHEARSAL.fit("v", CATEGORIES, UNITS, agreeing, 0.97);
        assertThat(other.agreed()).isBetween(0.0, 1.0);
        assertThat(other.alone()).isEqualTo(RouterModel.NEVER);
    }

    @Test
    void twenty_decisions_prove_something_and_nineteen_do_not() {
        assertThat(REHEARSAL.fit("v", null, UNITS, cases(10), 0.97).alone()).isLessThan(RouterModel.NEVER);
        assertThat(REHEARSAL
                        .fit("v", null, UNITS, cases(10).subList(0, 19), 0.97)
                        .alone())
                .isEqualTo(RouterModel.NEVER);
    }

    @Test
    void a_judgement_is_the_first_choice_beside_the_unit_that_was_right() {
        var right = REHEARSAL.judge(fit(null, UNITS), CASES);
        assertThat(right).hasSize(60).allMatch(judged -> judged.right());
        var wrong = REHEARSAL.judge(fit(null, WRONG_UNITS), CASES);
        assertThat(wrong).hasSize(60).noneMatch(judged -> judged.right());
        // a unit that does not exist is no choice at all
        assertThat(REHEARSAL.judge(fit(null, trained("NOBODY", "NOWHERE")), CASES.subList(0, 1)))
                .singleElement()
                .satisfies(judged -> {
                    assertThat(judged.actual()).isEqualTo(WATER);
                    assertThat(judged.predicted()).isEmpty();
                });
    }

    @Test
    void a_replay_counts_what_would_have_been_dispatched_and_what_a_dispatcher_would_have_seen() {
        var sure = new RouterModel("v", null, UNITS, 1, 0.1, 0.1);
        var decided = REHEARSAL.replay(sure, CASES);
        assertThat(decided.cases()).isEqualTo(60);
        assertThat(decided.decided()).containsEntry(DecidedBy.MODEL, new Decided(60, 60));
        assertThat(decided.triage()).isZero();
        assertThat(REHEARSAL
                        .replay(new RouterModel("v", null, WRONG_UNITS, 1, 0.1, 0.1), CASES)
                        .all())
                .isEqualTo(new Decided(60, 0));

        var never = new RouterModel("v", null, UNITS, 1, RouterModel.NEVER, RouterModel.NEVER);
        var waiting = REHEARSAL.replay(never, CASES);
        assertThat(waiting.all()).isEqualTo(new Decided(0, 0));
        assertThat(waiting.triage()).isEqualTo(60);
        assertThat(waiting.amongCandidates()).isEqualTo(60);
        var strangers = List.of(known("x", WATER_TEXT, "CCTYJ"));
        assertThat(REHEARSAL.replay(never, strangers).amongCandidates()).isZero();
    }

    @Test
    void without_a_model_words_decide_nothing_by_themselves() {
        var cases = List.of(known("小区停水两天", "自来水没有了", WATER), known("小区停水两天", "自来水没有了", SCHOOLS), CASES.get(0));
        var replay = REHEARSAL.replay(null, cases);
        assertThat(replay.decided()).isEmpty();
        assertThat(replay.triage()).isEqualTo(3);
        assertThat(replay.amongCandidates()).isEqualTo(1);
    }

    private static RouterModel fit(TextClassifier categories, TextClassifier units) {
        return REHEARSAL.fit("v", categories, units, CASES, 0.97);
    }

    private static List<ConfirmedCase> cases(int ofEach) {
        var cases = new ArrayList<ConfirmedCase>();
        for (int i = 0; i < ofEach; i++) {
            cases.add(known("x", WATER_TEXT, WATER));
            cases.add(known("x", SCHOOL_TEXT, SCHOOLS));
        }
        return cases;
    }

    private static ConfirmedCase known(String title, String text, String unit) {
        var about = new CaseToRoute(title, text, null, null, null, null, null, LocalDate.of(2026, 3, 2));
        return new ConfirmedCase(about, null, unit, false, Instant.EPOCH);
    }

    private static TextClassifier trained(String ofWater, String ofSchools) {
        var examples = new ArrayList<Example>();
        for (int i = 0; i < 20; i++) {
            examples.add(new Example(new Message("x", WATER_TEXT), ofWater));
            examples.add(new Example(new Message("x", SCHOOL_TEXT), ofSchools));
        }
        return Training.train(examples, part -> {}).model();
    }
}
