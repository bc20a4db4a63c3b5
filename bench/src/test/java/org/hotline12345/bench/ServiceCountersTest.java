package org.hotline12345.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceCountersTest {
    @Test
    void every_event_was_delivered_and_all_but_those_ignored_were_parsed() {
        assertThat(ServiceCounters.read("""
                        # TYPE hotline_events counter
                        hotline_events_total{outcome="applied",type="case.registered.v1"} 120.0
                        hotline_events_total{outcome="ignored",type="case.closed.v1"} 1.5E3
                        hotline_events_total{outcome="duplicate",type="case.closed.v1"} 2.0
                        hotline_event_batch_seconds_count 7.0
                        """)).isEqualTo(Map.of("events.delivered", 1622.0, "events.parsed", 122.0));
    }

    @Test
    void a_service_that_has_seen_nothing_counts_nothing() {
        assertThat(ServiceCounters.read("")).isEmpty();
    }
}
