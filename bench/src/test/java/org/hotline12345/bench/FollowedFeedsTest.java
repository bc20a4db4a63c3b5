package org.hotline12345.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FollowedFeedsTest {
    private static final Map<String, List<Long>> STANDS = Map.of("A", List.of(3L, 7L, 9L), "B", List.of(4L));

    private final FollowedFeeds feeds = new FollowedFeeds();

    @Test
    void what_was_told_in_its_order_is_right_and_units_that_nobody_follows_do_not_count() {
        feeds.told("A", List.of(3L));
        feeds.told("A", List.of(7L, 9L));

        assertThat(feeds.differences(STANDS)).isEmpty();
    }

    @Test
    void a_gap_is_named() {
        feeds.told("A", List.of(3L, 9L));

        assertThat(feeds.differences(STANDS))
                .containsExactly("unit A was told 2 of 3 changes of its feed; missing [7], not there [], told twice 0");
    }

    @Test
    void a_repeat_is_named() {
        feeds.told("A", List.of(3L, 7L, 7L, 9L));

        assertThat(feeds.differences(STANDS))
                .containsExactly("unit A was told 4 of 3 changes of its feed; missing [], not there [], told twice 1");
    }

    @Test
    void another_order_and_what_stands_nowhere_are_wrong() {
        feeds.told("A", List.of(3L, 9L, 7L));
        feeds.told("B", List.of(4L, 5L));

        assertThat(feeds.differences(STANDS)).hasSize(2).anyMatch(line -> line.contains("not there [5]"));
    }
}
