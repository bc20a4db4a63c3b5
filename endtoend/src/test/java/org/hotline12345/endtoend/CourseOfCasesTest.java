package org.hotline12345.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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

    @Property(tries = TRIES)
    void every_case_ends_in_one_way_when_everybody_does_what_is_left(
            @ForAll @Size(min = 1, max = 120) List<@IntRange(min = 0, max = 9_999) Integer> choices) {
        var world = new World();
        choices.forEach(world::play);
        assertThat(world.finish()).as("%s", world).isEmpty();
        assertThat(world.objections()).as("%s", world).isEmpty();
    }
}
