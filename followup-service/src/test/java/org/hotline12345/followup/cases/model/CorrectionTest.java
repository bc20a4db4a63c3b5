package org.hotline12345.followup.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CitizenInformed;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.ReplyCorrected;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.events.course.CoursePhase;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.message.model.MessageKind;
import org.hotline12345.followup.message.model.MessageTexts;
import org.junit.jupiter.api.Test;

/** What follows when another reply takes the place of the issued one. */
class CorrectionTest extends FollowedCase {
    private void replied(Anonymity anonymity) {
        file = CaseFile.open(events.registered("2026-03-04T09:00", anonymity), false);
        apply(
                events.dispatched("2026-03-04T10:00"),
                events.signed("2026-03-04T11:00"),
                events.reply("2026-03-06T10:00"));
        all();
    }

    private ReplyCorrected correction(boolean anotherResult, String contacted, LocalDate reviewDate) {
        return new ReplyCorrected(
                events.caseId,
                events.order,
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                "W",
                reviewDate == null ? anotherResult ? Disposition.EXPLAINED : Disposition.RESOLVED : Disposition.PLANNED,
                "更正：水管将于明日修复。",
                null,
                contacted == null ? null : at(contacted),
                reviewDate,
                "时间写错",
                anotherResult,
                "handler",
                at("2026-03-06T16:00"));
    }

    private void informed() {
        file.informing()
                .informed(
                        NoticeChannel.SMS,
                        true,
                        at("2026-03-06T11:00"),
                        Cause.at(at("2026-03-06T11:00"), "sms"),
                        office);
        all();
    }

    private void satisfied() {
        answer(new Answer(
                SurveyInstrument.AGENT, true, true, Satisfaction.SATISFIED, null, List.of(), null, null, null));
        all();
    }

    @Test
    void who_has_not_been_asked_is_asked_about_the_right_answer_after_the_new_telling() {
        replied(Anonymity.NAMED);
        UUID first = file.progress().callbackId();

        apply(correction(false, null, null));

        assertThat(file.callback(first).state()).isEqualTo(CallbackState.CANCELLED);
        var next = file.callback(file.progress().callbackId());
        assertThat(next.subject().replyText()).startsWith("更正");
        assertThat(local(next.asking().nextAttemptAt()))
                .as("not before the time for telling is over")
                .isEqualTo(local(file.clocks()
                        .open(DeadlineKind.INFORM)
                        .orElseThrow()
                        .terms()
                        .dueAt()));
        assertThat(file.phase()).isEqualTo(Phase.CALLBACK);
    }

    @Test
    void what_was_told_before_no_longer_counts_and_telling_is_owed_anew() {
        replied(Anonymity.NAMED);
        informed();

        apply(correction(false, null, null));

        assertThat(file.progress().informed()).isFalse();
        assertThat(happened(DeadlineSet.class)).extracting(DeadlineSet::kind).contains(DeadlineKind.INFORM);
        assertThat(file.changes().told()).last().satisfies(news -> {
            assertThat(local(news.correctedAt())).isEqualTo("2026-03-06T16:00");
            assertThat(news.at()).isNull();
        });
        assertThat(file.informing().refusal(true, at("2026-03-06T15:00")))
                .as("who was told before the correction was told something else")
                .contains(Informing.Refusal.BEFORE_REPLY);
    }

    @Test
    void a_unit_that_spoke_with_the_citizen_about_it_told_with_its_issue() {
        replied(Anonymity.NAMED);

        apply(correction(false, "2026-03-06T15:30", null));

        assertThat(happened(CitizenInformed.class))
                .extracting(told -> local(told.informedAt()))
                .containsExactly("2026-03-06T16:00");
        assertThat(file.progress().informed()).isTrue();
    }

    @Test
    void no_clock_of_the_unit_runs_again() {
        replied(Anonymity.NAMED);

        apply(correction(true, null, null));

        assertThat(happened(DeadlineSet.class))
                .extracting(DeadlineSet::kind)
                .doesNotContain(DeadlineKind.REPLY, DeadlineKind.SIGN, DeadlineKind.FIRST_CONTACT);
    }

    @Test
    void who_has_been_asked_is_not_asked_again_about_the_same_result_in_other_words() {
        replied(Anonymity.NAMED);
        satisfied();

        apply(correction(false, null, null));

        assertThat(file.phase()).isEqualTo(Phase.CLOSED);
        assertThat(file.progress().callbackId()).isNull();
        assertThat(file.progress().informed()).as("but told").isFalse();
        assertThat(all()).noneMatch(CaseClosed.class::isInstance);
    }

    @Test
    void who_has_been_asked_is_asked_again_about_another_result_and_the_case_is_open_until_then() {
        replied(Anonymity.NAMED);
        satisfied();
        UUID first = file.callbacks().get(0).id();

        apply(correction(true, null, null));

        assertThat(file.phase()).isEqualTo(Phase.CALLBACK);
        assertThat(file.progress().course().phase()).isEqualTo(CoursePhase.REPLIED);
        assertThat(file.progress().callbackId()).isNotNull().isNotEqualTo(first);
        assertThat(file.progress().closedAt()).isNull();
    }

    @Test
    void of_who_is_not_to_be_called_the_case_is_closed_again_at_once() {
        replied(Anonymity.NO_CONTACT);
        assertThat(file.phase()).isEqualTo(Phase.CLOSED);

        apply(correction(true, null, null));

        assertThat(file.phase()).isEqualTo(Phase.CLOSED);
        assertThat(all())
                .filteredOn(event -> event instanceof CaseClosed || event instanceof CallbackCompleted)
                .hasSize(2)
                .last()
                .isInstanceOfSatisfying(
                        CaseClosed.class, closed -> assertThat(closed.reason()).isEqualTo(CloseReason.NOT_CALLED));
    }

    @Test
    void a_planned_matter_is_looked_at_again_when_the_correction_says() {
        replied(Anonymity.NAMED);
        apply(correction(true, null, LocalDate.parse("2026-04-01")));
        assertThat(happened(DeadlineSet.class))
                .filteredOn(set -> set.kind() == DeadlineKind.REVIEW)
                .hasSize(1);

        apply(correction(true, null, LocalDate.parse("2026-05-04")));

        var events = all();
        assertThat(events)
                .filteredOn(DeadlineCancelled.class::isInstance)
                .extracting(event -> ((DeadlineCancelled) event).kind())
                .contains(DeadlineKind.REVIEW);
        assertThat(local(file.afterReply().reviewDue().orElseThrow())).startsWith("2026-05-0");
    }

    @Test
    void a_supervisor_who_decides_has_the_new_reply_and_the_citizen_is_told() {
        replied(Anonymity.NAMED);
        file.phase = Phase.AWAITING_DECISION;
        file.callbackId = null;

        var correction = correction(true, null, null);
        apply(correction);

        assertThat(file.phase()).isEqualTo(Phase.AWAITING_DECISION);
        assertThat(file.progress().replyId()).isEqualTo(correction.replyId());
        assertThat(file.progress().callbackId()).isNull();
    }

    @Test
    void behind_a_rework_the_result_no_longer_stands() {
        replied(Anonymity.NAMED);
        UUID reply = file.progress().replyId();
        file.phase = Phase.AWAITING_DISPATCH;

        apply(correction(true, null, null));

        assertThat(file.phase()).isEqualTo(Phase.AWAITING_DISPATCH);
        assertThat(file.progress().replyId()).isEqualTo(reply);
        assertThat(all()).isEmpty();
    }

    @Test
    void who_is_written_to_is_told_that_the_result_was_corrected() {
        writing(MessageKind.RESULT, MessageKind.CORRECTED_RESULT);
        replied(Anonymity.NAMED);

        apply(correction(false, null, null));

        assertThat(file.changes().messages())
                .extracting(Changes.NewMessage::kind, Changes.NewMessage::unit, message -> local(message.at()))
                .containsExactly(
                        tuple(MessageKind.RESULT, CaseEvents.UNIT, "2026-03-06T10:00"),
                        tuple(MessageKind.CORRECTED_RESULT, "W", "2026-03-06T16:00"));
    }

    @Test
    void no_message_tells_a_corrected_result_without_a_text_in_force_or_to_who_hides() {
        writing(MessageKind.RESULT);
        replied(Anonymity.NAMED);
        apply(correction(false, null, null));
        assertThat(file.changes().messages())
                .extracting(Changes.NewMessage::kind)
                .containsExactly(MessageKind.RESULT);

        writing(MessageKind.CORRECTED_RESULT);
        for (Anonymity hidden : List.of(Anonymity.HIDDEN_FROM_UNIT, Anonymity.NO_CONTACT)) {
            replied(hidden);
            apply(correction(false, null, null));
            assertThat(file.changes().messages()).as(hidden.name()).isEmpty();
        }
    }

    @Test
    void a_correction_behind_a_rework_is_no_result_to_write_about() {
        writing(MessageKind.CORRECTED_RESULT);
        replied(Anonymity.NAMED);
        file.phase = Phase.AWAITING_DISPATCH;

        apply(correction(true, null, null));

        assertThat(file.changes().messages()).isEmpty();
    }

    /** Messages of these kinds are in force. */
    private void writing(MessageKind... kinds) {
        var shipped = Stream.of(kinds).collect(Collectors.toMap(kind -> kind, MessageTexts::shipped));
        office = TestOffice.office(new MessageTexts(shipped));
    }
}
