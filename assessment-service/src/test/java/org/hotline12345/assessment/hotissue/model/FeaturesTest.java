package org.hotline12345.assessment.hotissue.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    /** Alike in the bits by which features are looked up. */
    private static final int APART = 1 << 20;

    private static Features features(int... features) {
        var weights = new float[features.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 + i;
        }
        return new Features(features, weights);
    }

    @Test
    void others_weigh_in_the_order_of_the_features_here_and_nothing_where_they_have_none() {
        assertThat(features(7, 8, 9).weightsOf(features(9, 100, 7))).containsExactly(3, 0, 1);
    }

    @Test
    void features_that_are_looked_up_at_the_same_place_are_told_apart() {
        Features here = features(5, 5 + APART, 6, 5 + 2 * APART, -1);
        assertThat(here.weightsOf(features(5 + 3 * APART, 5 + 2 * APART, -1, 6, 5)))
                .containsExactly(5, 0, 4, 2, 3);
    }

    @Test
    void a_case_and_a_group_of_full_size_find_all_they_share() {
        Features group = features(IntStream.range(-80, 80).map(i -> i * 31).toArray());
        Features here =
                features(IntStream.range(0, Features.MOST).map(i -> i * 31).toArray());
        double[] found = here.weightsOf(group);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isEqualTo(81 + i);
        }
    }

    @Test
    void nothing_shares_nothing() {
        assertThat(Features.NONE.weightsOf(features(1, 2))).isEmpty();
        assertThat(features(1).weightsOf(Features.NONE)).containsExactly(0);
    }
}
