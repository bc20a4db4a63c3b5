package org.hotline12345.chassis.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private static final Buckets.Limit TEN_AN_HOUR = new Buckets.Limit(10, 10 / 60.0);

    private final Buckets buckets = new Buckets();

    @Test
    void an_empty_bucket_gives_nothing_until_it_is_refilled() {
        for (int i = 0; i < 10; i++) {
            assertThat(buckets.takeOne("a", TEN_AN_HOUR, minutes(0))).isTrue();
        }
        assertThat(buckets.takeOne("a", TEN_AN_HOUR, minutes(0))).isFalse();
        assertThat(buckets.hasOne("a", TEN_AN_HOUR, minutes(5))).isFalse();
        assertThat(buckets.takeOne("a", TEN_AN_HOUR, minutes(5))).isFalse();
        assertThat(buckets.hasOne("a", TEN_AN_HOUR, minutes(7))).isTrue();
        assertThat(buckets.takeOne("a", TEN_AN_HOUR, minutes(7))).isTrue();
        assertThat(buckets.takeOne("a", TEN_AN_HOUR, minutes(7))).isFalse();
        assertThat(TEN_AN_HOUR.secondsForOne()).isEqualTo(360);
    }

    @Test
    void every_key_has_its_own_and_looking_takes_nothing() {
        for (int i = 0; i < 10; i++) {
            buckets.takeOne("a", TEN_AN_HOUR, minutes(0));
        }
        assertThat(buckets.hasOne("b", TEN_AN_HOUR, minutes(0))).isTrue();
        for (int i = 0; i < 100; i++) {
            assertThat(buckets.hasOne("b", TEN_AN_HOUR, minutes(0))).isTrue();
        }
    }

    @Test
    void it_holds_no_more_than_it_is_large() {
        buckets.takeOne("a", TEN_AN_HOUR, minutes(0));
        for (int i = 0; i < 10; i++) {
            assertThat(buckets.takeOne("a", TEN_AN_HOUR, minutes(60_000))).isTrue();
        }
        assertThat(buckets.takeOne("a", TEN_AN_HOUR, minutes(60_000))).isFalse();
    }

    private static long minutes(long minutes) {
        return Duration.ofMinutes(minutes).toNanos();
    }
}
