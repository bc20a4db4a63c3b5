package org.hotline12345.desk.page.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeskTest {
    @Test
    void somebody_is_led_to_the_first_desk_where_they_work() {
        assertThat(Desk.of(List.of("supervisor", "agent")))
                .containsExactly(Desk.AGENT, Desk.SUPERVISOR, Desk.EVALUATION);
        assertThat(Desk.of(List.of("dispatcher"))).containsExactly(Desk.DISPATCHER);
        assertThat(Desk.of(List.of("nobody"))).isEmpty();
    }

    @Test
    void the_administrator_is_a_guest_at_the_dispatchers_desk_and_not_led_there() {
        assertThat(Desk.of(List.of("admin"))).containsExactly(Desk.EVALUATION, Desk.OFFICE, Desk.DISPATCHER);
        assertThat(Desk.of(List.of("admin", "dispatcher")))
                .startsWith(Desk.DISPATCHER)
                .doesNotHaveDuplicates();
    }
}
