package org.hotline12345.assessment.hotissue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.hotline12345.assessment.hotissue.model.Features;
import org.junit.jupiter.api.Test;

class KeptFeaturesTest {
    private final KeptFeatures kept = new KeptFeatures();
    private final UUID group = UUID.randomUUID();
    private final Features features = new Features(new int[] {1}, new float[] {1});

    @Test
    void features_of_another_version_of_the_row_have_to_be_read() {
        assertThat(kept.of(group, "(0,1)7")).isNull();
        kept.keep(group, "(0,1)7", features);
        assertThat(kept.of(group, "(0,1)7")).isSameAs(features);
        assertThat(kept.of(group, "(0,2)7")).isNull();
        assertThat(kept.of(UUID.randomUUID(), "(0,1)7")).isNull();
    }

    @Test
    void what_nobody_asked_for_longest_is_forgotten() {
        kept.keep(group, "a", features);
        UUID second = UUID.randomUUID();
        kept.keep(second, "a", features);
        for (int i = 0; i < KeptFeatures.MOST - 2; i++) {
            kept.keep(UUID.randomUUID(), "a", features);
        }
        assertThat(kept.of(group, "a")).isSameAs(features);
        kept.keep(UUID.randomUUID(), "a", features);
        assertThat(kept.of(group, "a")).isSameAs(features);
        assertThat(kept.of(second, "a")).isNull();
    }
}
