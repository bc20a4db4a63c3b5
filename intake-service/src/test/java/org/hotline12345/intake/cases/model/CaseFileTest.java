package org.hotline12345.intake.cases.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.intake.timeline.model.TimelineEntry;
import org.hotline12345.intake.timeline.model.TimelineKind;
import org.junit.jupiter.api.Test;

class CaseFileTest {
    private static final UUID CASE = UUID.randomUUID();
    private static final Instant REGISTERED = Instant.parse("2026-11-24T01:00:00Z");
    private static final Instant LATER = REGISTERED.plusSeconds(60);

    private static CaseFile file(boolean imported) {
        return new CaseFile(
                CASE,
                new CaseFile.Counters(3, 7),
                new CaseStanding(CaseCourse.UNHEARD, null, null),
                REGISTERED,
                1,
                imported,
                !imported);
    }

    private static TimelineEntry entry(TimelineKind kind, Instant at) {
        return new TimelineEntry(CASE, at, UUID.randomUUID(), kind, "agent", Map.of());
    }

    @Test
    void what_was_only_read_has_not_changed() {
        var file = file(false);
        assertThat(file.isChanged()).isFalse();
        assertThat(file.version()).isEqualTo(3);
        assertThat(file.changes()).isEqualTo(7);
        assertThat(file.isBegun()).isTrue();
    }

    @Test
    void a_command_raises_the_version_and_is_told() {
        var file = file(false);
        int number = file.urge();
        file.tell(new CitizenUrged(CASE, number, "还没来", LATER), entry(TimelineKind.URGED, LATER), false);
        assertThat(number).isEqualTo(2);
        assertThat(file.urges()).isEqualTo(2);
        assertThat(file.version()).isEqualTo(4);
        assertThat(file.isChanged()).isTrue();
        assertThat(file.lastEventAt()).isEqualTo(LATER);
        assertThat(file.told()).extracting(told -> told.entry().kind()).containsExactly(TimelineKind.URGED);
    }

    @Test
    void the_stream_changes_the_case_and_leaves_the_version() {
        var file = file(false);
        file.settle(CaseStatus.WITHDRAWN);
        assertThat(file.status()).isEqualTo(CaseStatus.WITHDRAWN);
        file.follow(new CaseWithdrawn(CASE, "已解决", LATER), LATER);
        assertThat(file.standing().pending()).isNull();
        assertThat(file.status()).isEqualTo(CaseStatus.WITHDRAWN);
        assertThat(file.version()).isEqualTo(3);
        assertThat(file.isChanged()).isTrue();
    }

    @Test
    void an_event_of_before_does_not_move_the_last_one_back() {
        var file = file(false);
        file.follow(new CaseWithdrawn(CASE, "已解决", LATER), REGISTERED.minusSeconds(5));
        assertThat(file.lastEventAt()).isEqualTo(REGISTERED);
    }

    @Test
    void only_what_was_moved_in_can_go_live() {
        assertThat(file(false).silent()).isFalse();
        var file = file(true);
        assertThat(file.silent()).isTrue();
        file.goLive();
        assertThat(file.silent()).isFalse();
        assertThat(file.live()).isTrue();
    }
}
