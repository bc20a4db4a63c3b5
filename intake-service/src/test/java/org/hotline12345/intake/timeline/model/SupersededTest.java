package org.hotline12345.intake.timeline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.chassis.language.Language;
import org.junit.jupiter.api.Test;

/** A reply that was corrected says so wherever it is read. */
class SupersededTest {
    private static final Wording WORDS = new Wording(Language.ZH, code -> "市水务局");

    private static TimelineEntry entry(TimelineKind kind, String round, String text) {
        return new TimelineEntry(
                new UUID(0, 1),
                Instant.EPOCH,
                UUID.randomUUID(),
                kind,
                null,
                Map.of("unit", "W", "round", round, "disposition", "RESOLVED", "text", text, "reason", "写错"));
    }

    @Test
    void only_the_last_one_of_its_round_holds() {
        var entries = TimelineEntry.withSuperseded(List.of(
                entry(TimelineKind.REPLIED, "1", "一"),
                entry(TimelineKind.REPLIED, "2", "二"),
                entry(TimelineKind.REPLY_CORRECTED, "2", "三"),
                entry(TimelineKind.REPLY_CORRECTED, "2", "四")));

        assertThat(entries)
                .extracting(entry -> entry.data().containsKey(TimelineEntry.SUPERSEDED))
                .containsExactly(false, true, true, false);
    }

    @Test
    void the_citizen_reads_that_the_corrected_one_holds() {
        var entries = TimelineEntry.withSuperseded(
                List.of(entry(TimelineKind.REPLIED, "1", "周三修复"), entry(TimelineKind.REPLY_CORRECTED, "1", "周五修复")));

        assertThat(WORDS.forCitizen(entries.get(0))).contains("此答复已被更正", "周三修复");
        assertThat(WORDS.forCitizen(entries.get(1)))
                .contains("市水务局更正了答复", "以此为准", "周五修复")
                .doesNotContain("写错");
        assertThat(WORDS.forStaff(entries.get(1))).contains("原因：写错");
    }

    @Test
    void a_reply_that_nobody_corrected_reads_as_before() {
        var entries = TimelineEntry.withSuperseded(List.of(entry(TimelineKind.REPLIED, "1", "已修复")));

        assertThat(WORDS.forCitizen(entries.get(0))).isEqualTo("市水务局已答复（已解决）：已修复");
    }
}
