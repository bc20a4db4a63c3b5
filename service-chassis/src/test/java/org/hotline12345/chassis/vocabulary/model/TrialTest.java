package org.hotline12345.chassis.vocabulary.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.vocabulary.model.Trial.RaisedFlag;
import org.junit.jupiter.api.Test;

class TrialTest {
    private static final RaisedFlag CROWD = new RaisedFlag("CROWD", List.of("聚众"));
    private static final RaisedFlag DANGER = new RaisedFlag("DANGER", List.of("着火"));

    private final Trial.Tally tally = new Trial.Tally();

    private void text(String number, List<RaisedFlag> inForce, List<RaisedFlag> tried) {
        tally.add(new Trial.Source(UUID.randomUUID(), number, "标题", Instant.EPOCH), inForce, tried);
    }

    @Test
    void texts_that_get_a_flag_more_or_lose_one_are_told_apart() {
        text("1", List.of(), List.of(CROWD));
        text("2", List.of(DANGER), List.of());
        text("3", List.of(DANGER), List.of(DANGER, CROWD));
        text("4", List.of(DANGER), List.of(CROWD));
        text("5", List.of(CROWD), List.of(new RaisedFlag("CROWD", List.of("围堵"))));
        text("6", List.of(), List.of());

        Trial trial = tally.trial();
        assertThat(trial.read()).isEqualTo(6);
        assertThat(trial.flaggedBefore()).isEqualTo(4);
        assertThat(trial.flaggedAfter()).isEqualTo(4);
        assertThat(trial.flags())
                .containsExactlyInAnyOrder(new Trial.FlagCount("CROWD", 1, 4), new Trial.FlagCount("DANGER", 3, 1));
        assertThat(trial.more()).extracting(Trial.ChangedText::caseNumber).containsExactly("1", "3", "4");
        assertThat(trial.less()).extracting(Trial.ChangedText::caseNumber).containsExactly("2", "4");
        assertThat(trial.more().get(1).flags()).containsExactly(CROWD);
    }

    @Test
    void of_many_texts_the_first_twenty_are_examples_and_all_are_counted() {
        for (int i = 0; i < 25; i++) {
            text("" + i, List.of(), List.of(CROWD));
        }
        assertThat(tally.trial().more()).hasSize(20);
        assertThat(tally.trial().moreTexts()).isEqualTo(25);
        assertThat(tally.trial().figures().more()).isEmpty();
        assertThat(tally.trial().figures().moreTexts()).isEqualTo(25);
    }
}
