package org.hotline12345.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever people do in the four services, and however late the services hear of each other: once all is delivered they say
 * the same of every case, what is open has a clock or stands on somebody's list, and what is over has none. A number says
 * which of all that can happen happens next, so that a history that fails is shortened to its core.
 */
class CourseOfCasesTest {
    private static final int TRIES = 1_500;

    @Property(tries = TRIES)
    void the_services_agree_once_all_is_delivered(
            @ForAll @Size(min = 1, max = 120) List<@IntRange(min = 0, max = 9_999) Integer> choices) {
        var world = new World();
        choices.forEach(world::play);
        world.deliverAll();
        assertThat(world.objections()).as("%s", world).isEmpty();
    }

    /** Mostly corrections, and what they meet: what a case is of, and whom it accuses. */
    @Property(tries = TRIES)
    void the_services_take_a_case_for_the_same_however_late_corrections_are_heard(
            @ForAll @Size(max = 60) List<@From("stepsAroundCorrections") String> steps) {
        var world = new World();
        world.does("intake: register A");
        world.does("intake: register for triage B");
        steps.forEach(world::tries);
        world.deliverAll();
        assertThat(world.objections()).as("%s", world).isEmpty();
    }

    @Provide
    static Arbitrary<String> stepsAroundCorrections() {
        var once = Stream.of(
                        "dispatch: sign",
                        "dispatch: return",
                        "dispatch: grant return",
                        "dispatch: submit",
                        "dispatch: sign off",
                        "dispatch: recall",
                        "dispatch: redirect",
                        "dispatch: hand down",
                        "dispatch: merge",
                        "dispatch: unmerge",
                        "intake: withdraw",
                        "followup: dissatisfied")
                .flatMap(step -> Stream.of(step + " A", step + " B"));
        var often = Stream.of(
                        "intake: correct",
                        "intake: correct to accuse",
                        "intake: correct category",
                        "intake: correct to no category",
                        "intake: correct area",
                        "dispatch: triage",
                        "dispatch: triage elsewhere",
                        "dispatch: sign")
                .flatMap(step -> Stream.of(step + " A", step + " A", step + " A", step + " B"));
        var between = Stream.of(
                        "intake tells", "dispatch tells", "dispatch hears", "followup hears", "assessment hears", "all")
                .flatMap(step -> Collections.nCopies(4, step).stream());
        return Arbitraries.of(
                Stream.of(once, often, between).flatMap(steps -> steps).toList());
    }

    @Property(tries = TRIES)
    void every_case_ends_in_one_way_when_everybody_does_what_is_left(
            @ForAll @Size(min = 1, max = 120) List<@IntRange(min = 0, max = 9_999) Integer> choices) {
        var world = new World();
        choices.forEach(world::play);
        assertThat(world.finish()).as("%s", world).isEmpty();
        assertThat(world.objections()).as("%s", world).isEmpty();
    }
}
