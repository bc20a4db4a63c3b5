package org.hotline12345.intake.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.intake.cases.model.CaseStatus.ANSWERED;
import static org.hotline12345.intake.cases.model.CaseStatus.CLOSED;
import static org.hotline12345.intake.cases.model.CaseStatus.DISPATCHED;
import static org.hotline12345.intake.cases.model.CaseStatus.IN_PROGRESS;
import static org.hotline12345.intake.cases.model.CaseStatus.IN_TRIAGE;
import static org.hotline12345.intake.cases.model.CaseStatus.MERGED;
import static org.hotline12345.intake.cases.model.CaseStatus.NOT_ACCEPTED;
import static org.hotline12345.intake.cases.model.CaseStatus.REGISTERED;
import static org.hotline12345.intake.cases.model.CaseStatus.REPLIED;
import static org.hotline12345.intake.cases.model.CaseStatus.REWORK;
import static org.hotline12345.intake.cases.model.CaseStatus.WITHDRAWN;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.NonAcceptanceReason;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReturnRequested;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.WorkOrderSigned;
import org.hotline12345.events.course.CaseCourse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseStandingTest {
    private static final UUID CASE = UUID.randomUUID();
    private static final UUID ORDER = UUID.randomUUID();
    private static final UUID SECOND = UUID.randomUUID();
    private static final Instant AT = Instant.parse("2026-11-24T01:00:00Z");

    @Test
    void a_case_lives_from_registration_to_its_end() {
        follow(REGISTERED)
                .then(triage(), IN_TRIAGE)
                .then(dispatched(ORDER, 1, "U1"), DISPATCHED)
                .then(signed(ORDER), IN_PROGRESS)
                .then(replied(ORDER, 1), REPLIED)
                .then(reworked(), REWORK)
                .then(dispatched(SECOND, 2, "U1"), REWORK)
                .then(signed(SECOND), REWORK)
                .then(replied(SECOND, 2), REPLIED)
                .then(closed(), CLOSED);
    }

    @Test
    void the_unit_that_has_the_case_is_known() {
        var standing = standing(REGISTERED).after(dispatched(ORDER, 1, "U1"));
        assertThat(standing.leadUnit()).isEqualTo("U1");
        assertThat(standing.workOrderId()).isEqualTo(ORDER);
        assertThat(standing.round()).isEqualTo(1);
        assertThat(standing.after(dispatched(SECOND, 1, "U2")).leadUnit()).isEqualTo("U2");
        assertThat(standing.after(triage()).leadUnit()).isNull();
        assertThat(standing.after(triage()).round()).isEqualTo(1);
    }

    @Test
    void signing_an_order_that_is_no_longer_the_case_s_changes_nothing() {
        follow(REGISTERED)
                .then(dispatched(ORDER, 1, "U1"), DISPATCHED)
                .then(dispatched(SECOND, 1, "U2"), DISPATCHED)
                .then(signed(ORDER), DISPATCHED)
                .then(signed(SECOND), IN_PROGRESS);
    }

    @Test
    void a_merged_case_follows_its_lead_until_it_is_taken_out() {
        var lead = UUID.randomUUID();
        var merged = standing(REGISTERED)
                .after(dispatched(ORDER, 1, "U1"))
                .after(new CaseMerged(CASE, lead, ORDER, "d", AT));
        assertThat(merged.status()).isEqualTo(MERGED);
        assertThat(merged.mergedInto()).isEqualTo(lead);
        var alone = merged.after(new CaseUnmerged(CASE, lead, "d", AT));
        assertThat(alone.status()).isEqualTo(REGISTERED);
        assertThat(alone.mergedInto()).isNull();
        assertThat(alone.after(dispatched(SECOND, 1, "U2")).status()).isEqualTo(DISPATCHED);
        assertThat(standing(REPLIED)
                        .after(new CaseUnmerged(CASE, lead, "d", AT))
                        .status())
                .isEqualTo(REPLIED);
    }

    @Test
    void the_deadline_of_the_reply_is_told_and_others_are_not() {
        var due = AT.plusSeconds(86_400);
        var standing = standing(DISPATCHED);
        assertThat(standing.after(deadline(DeadlineKind.REPLY, due)).replyDueAt())
                .isEqualTo(due);
        assertThat(standing.after(deadline(DeadlineKind.SIGN, due)).replyDueAt())
                .isNull();
        assertThat(standing.after(deadline(DeadlineKind.SIGN, due))).isEqualTo(standing);
    }

    @Test
    void an_own_command_shows_at_once_and_counts_when_it_comes_back() {
        for (CaseStatus end : List.of(ANSWERED, NOT_ACCEPTED, WITHDRAWN)) {
            var shown = pending(REGISTERED, end);
            assertThat(shown.status()).isEqualTo(end);
            var dispatchedMeanwhile = shown.after(dispatched(ORDER, 1, "U1"));
            assertThat(dispatchedMeanwhile.status()).isEqualTo(end);
            assertThat(dispatchedMeanwhile.stream()).isEqualTo(DISPATCHED);
            var back = dispatchedMeanwhile.after(own(end));
            assertThat(back.status()).isEqualTo(end);
            assertThat(back.pending()).isNull();
        }
    }

    @Test
    void the_order_of_the_stream_decides_who_was_first() {
        var withdrawn = pending(IN_PROGRESS, WITHDRAWN).after(replied(ORDER, 1));
        assertThat(withdrawn.status()).isEqualTo(WITHDRAWN);
        assertThat(withdrawn.after(own(WITHDRAWN)).status())
                .as("L3: the citizen's word ends it behind the reply too")
                .isEqualTo(WITHDRAWN);
        var closed = pending(IN_PROGRESS, WITHDRAWN).after(replied(ORDER, 1)).after(closed());
        assertThat(closed.after(own(WITHDRAWN)).status()).as("closed first").isEqualTo(CLOSED);
        var answered = pending(DISPATCHED, ANSWERED).after(signedFor("U1"));
        assertThat(answered.after(own(ANSWERED)).status()).as("signed first").isEqualTo(IN_PROGRESS);
        var refused = pending(DISPATCHED, NOT_ACCEPTED).after(signedFor("U1"));
        assertThat(refused.after(own(NOT_ACCEPTED)).status()).isEqualTo(IN_PROGRESS);
    }

    @Test
    void a_link_ends_a_case_whose_unit_has_only_asked_to_return_it() {
        var asked = standing(DISPATCHED)
                .after(new ReturnRequested(CASE, ORDER, UUID.randomUUID(), "U1", "不属职责", null, "h", AT, null));

        assertThat(asked.status().allows(CaseAction.LINK)).isTrue();
        assertThat(asked.settled(NOT_ACCEPTED).after(own(NOT_ACCEPTED)).status())
                .as("L1")
                .isEqualTo(NOT_ACCEPTED);
    }

    @Test
    void an_event_of_others_that_the_course_has_overtaken_is_not_narrated() {
        var ended = standing(WITHDRAWN);

        assertThat(ended.overtakes(dispatched(ORDER, 1, "U1"))).isTrue();
        assertThat(ended.overtakes(replied(ORDER, 1))).isTrue();
        assertThat(ended.overtakes(own(WITHDRAWN)))
                .as("what intake said it said")
                .isFalse();
        assertThat(ended.overtakes(new CitizenUrged(CASE, 1, null, AT))).isFalse();
        assertThat(standing(REGISTERED).overtakes(dispatched(ORDER, 1, "U1"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ANSWERED", "NOT_ACCEPTED", "WITHDRAWN"})
    void what_ended_in_intake_stays_ended(CaseStatus end) {
        var ended = standing(end);
        for (CaseEvent late :
                List.of(triage(), dispatched(ORDER, 1, "U1"), signed(ORDER), replied(ORDER, 1), reworked(), closed())) {
            assertThat(ended.after(late)).isEqualTo(ended);
        }
        assertThat(ended.after(own(end))).isEqualTo(ended);
    }

    @Test
    void a_closed_case_opens_again_only_by_rework() {
        var done = standing(CLOSED);
        assertThat(done.after(dispatched(ORDER, 1, "U1")).status()).isEqualTo(CLOSED);
        assertThat(done.after(replied(ORDER, 1)).status()).isEqualTo(CLOSED);
        assertThat(done.after(reworked()).status()).isEqualTo(REWORK);
        assertThat(done.after(new CitizenUrged(CASE, 1, null, AT))).isEqualTo(done);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REGISTERED|direct-answer,non-acceptance,supplements,urges,withdrawal,links,corrections|false|false",
                "IN_TRIAGE|direct-answer,non-acceptance,supplements,urges,withdrawal,links,corrections|false|false",
                "DISPATCHED|supplements,urges,withdrawal,links,corrections|false|false",
                "IN_PROGRESS|supplements,urges,withdrawal,corrections|false|false",
                "REWORK|supplements,urges,withdrawal,corrections|false|false",
                "MERGED|supplements,urges,withdrawal,corrections|false|false",
                "REPLIED|supplements|false|false",
                "CLOSED||true|false",
                "ANSWERED||true|true",
                "NOT_ACCEPTED||true|true",
                "WITHDRAWN||true|true"
            })
    void every_status_says_what_may_be_done(CaseStatus status, String allowed, boolean ended, boolean inIntake) {
        assertThat(String.join(",", status.allowed())).isEqualTo(allowed == null ? "" : allowed);
        assertThat(status.ended()).isEqualTo(ended);
        assertThat(status.endedInIntake()).isEqualTo(inIntake);
        assertThat(status.words().zh()).isNotBlank();
        assertThat(status.words().en()).isNotBlank();
    }

    /** Where the stream has led the case. */
    private static CaseStanding standing(CaseStatus status) {
        List<CaseEvent> stream = switch (status) {
            case REGISTERED -> List.of();
            case IN_TRIAGE -> List.of(triage());
            case DISPATCHED -> List.of(dispatched(ORDER, 1, "U1"));
            case IN_PROGRESS -> List.of(dispatched(ORDER, 1, "U1"), signed(ORDER));
            case REPLIED -> List.of(dispatched(ORDER, 1, "U1"), signed(ORDER), replied(ORDER, 1));
            case REWORK -> List.of(dispatched(ORDER, 1, "U1"), signed(ORDER), replied(ORDER, 1), reworked());
            case CLOSED -> List.of(dispatched(ORDER, 1, "U1"), signed(ORDER), replied(ORDER, 1), closed());
            case MERGED -> List.of(dispatched(ORDER, 1, "U1"), new CaseMerged(CASE, UUID.randomUUID(), ORDER, "d", AT));
            case ANSWERED, NOT_ACCEPTED, WITHDRAWN -> List.of(own(status));
        };
        var standing = new CaseStanding(CaseCourse.UNHEARD, null, null);
        for (CaseEvent event : stream) {
            standing = standing.after(event);
        }
        assertThat(standing.status()).isEqualTo(status);
        return standing;
    }

    private static CaseStanding pending(CaseStatus stream, CaseStatus pending) {
        return standing(stream).settled(pending);
    }

    private static CaseEvent own(CaseStatus end) {
        return switch (end) {
            case ANSWERED -> new CaseAnsweredDirectly(CASE, "答", AnsweredBy.AGENT, null, AT);
            case NOT_ACCEPTED -> new CaseNotAccepted(CASE, NonAcceptanceReason.ABUSE, "告知", AT, null);
            default -> new CaseWithdrawn(CASE, "不需要了", AT);
        };
    }

    private static CaseEvent triage() {
        return new CaseSentToTriage(CASE, "目录无匹配", List.of(), AT);
    }

    private static CaseEvent dispatched(UUID order, int round, String unit) {
        return new CaseDispatched(
                CASE,
                order,
                round,
                DispatchCause.FIRST,
                unit,
                List.of(),
                null,
                null,
                DecidedBy.CATALOGUE,
                "目录",
                null,
                null,
                null,
                AT,
                List.of(),
                0);
    }

    private static CaseEvent signed(UUID order) {
        return new WorkOrderSigned(CASE, order, "U1", "h", AT);
    }

    private static CaseEvent signedFor(String unit) {
        return new WorkOrderSigned(CASE, ORDER, unit, "h", AT);
    }

    private static CaseEvent replied(UUID order, int round) {
        return new ReplyIssued(
                CASE, order, UUID.randomUUID(), round, "U1", Disposition.RESOLVED, "已修好", null, null, null, "h", AT);
    }

    private static CaseEvent reworked() {
        return new ReworkOrdered(
                CASE, UUID.randomUUID(), ORDER, 1, "U1", ReworkCause.DISSATISFIED, "未解决", "system", AT, null);
    }

    private static CaseEvent closed() {
        return new CaseClosed(CASE, CloseReason.SATISFIED, 1, AT);
    }

    private static CaseEvent deadline(DeadlineKind kind, Instant due) {
        return new DeadlineSet(
                CASE,
                UUID.randomUUID(),
                ORDER,
                1,
                kind,
                "U1",
                AT,
                due,
                null,
                null,
                false,
                1,
                "default",
                1,
                1,
                5,
                null,
                List.of(),
                AT,
                null,
                null);
    }

    private static Follow follow(CaseStatus start) {
        return new Follow(standing(start));
    }

    private static final class Follow {
        private CaseStanding standing;

        Follow(CaseStanding standing) {
            this.standing = standing;
        }

        Follow then(CaseEvent event, CaseStatus expected) {
            standing = standing.after(event);
            assertThat(standing.status()).as(event.getClass().getSimpleName()).isEqualTo(expected);
            return this;
        }
    }
}
