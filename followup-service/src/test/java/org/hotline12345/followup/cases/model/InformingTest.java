package org.hotline12345.followup.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.time.LocalDate;
import java.util.List;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CalendarDay;
import org.hotline12345.events.CitizenInformed;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMark;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DeadlineMissed;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.events.UnitUrged;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.calendar.ShippedHolidays;
import org.hotline12345.followup.calendar.model.CalendarChange;
import org.hotline12345.followup.calendar.model.CalendarHistory;
import org.hotline12345.followup.calendar.model.ChangedDays;
import org.hotline12345.followup.calendar.model.SourcedDay;
import org.hotline12345.followup.calendar.model.WorkingCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Telling the citizen the result: who may, when it counts, until when it is owed, and who asks before that. */
class InformingTest extends FollowedCase {
    private static final CalendarHistory CHANGED = CalendarHistory.of(
            new CalendarChange(new Text("放假安排更新", "the working days were changed"), ChangedDays.ALL));

    @ParameterizedTest(name = "{0}, spoken with at {1}: counts as told at {2}")
    @CsvSource({
        // what is not signed off and issued is no result yet: told with its issue
        "NAMED, 2026-03-06T09:30, 2026-03-06T10:00",
        "NAMED, 2026-03-06T10:00, 2026-03-06T10:00",
        // the unit did not have the case yet
        "NAMED, 2026-03-04T09:59, ",
        "NAMED, 2026-03-04T10:00, 2026-03-06T10:00",
        // who hides from the unit cannot have been told by it
        "HIDDEN_FROM_UNIT, 2026-03-06T09:30, ",
    })
    void what_a_reply_says_of_a_contact_counts_as_the_rest_rule_counts_it(
            Anonymity anonymity, String contacted, String told) {
        registered(anonymity);
        replied(contacted);
        assertThat(happened(CitizenInformed.class))
                .extracting(event -> local(event.informedAt()))
                .isEqualTo(told == null ? List.of() : List.of(told));
        assertThat(file.progress().informed()).isEqualTo(told != null);
        assertThat(file.informing().refusal(true, at(contacted)).filter(why -> why != Informing.Refusal.BEFORE_REPLY))
                .matches(why -> why.isPresent() == (told == null));
    }

    @ParameterizedTest(name = "by the unit {0}, {1}, at {2}: {3}")
    @CsvSource({
        "true, NAMED, 2026-03-06T10:00, ",
        "true, NAMED, 2026-03-06T09:59, BEFORE_REPLY",
        "false, NAMED, 2026-03-04T09:00, BEFORE_DISPATCH",
        "true, HIDDEN_FROM_UNIT, 2026-03-06T11:00, CONFIDENTIAL",
        "false, HIDDEN_FROM_UNIT, 2026-03-06T11:00, ",
        "false, HIDDEN_FROM_UNIT, 2026-03-06T09:00, BEFORE_REPLY"
    })
    void whose_word_counts_and_from_when(boolean byUnit, Anonymity anonymity, String when, Informing.Refusal refusal) {
        registered(anonymity);
        replied(null);
        assertThat(file.informing().refusal(byUnit, at(when)).orElse(null)).isEqualTo(refusal);
    }

    @ParameterizedTest(name = "{0}: contact {1} ends the first contact at {2}")
    @CsvSource({
        "NAMED, 2026-03-05T09:00, 2026-03-05T09:00",
        "NAMED, 2026-03-04T09:00, 2026-03-06T10:00",
        // nobody owes what cannot be
        "HIDDEN_FROM_UNIT, 2026-03-05T09:00, ",
        "NO_CONTACT, 2026-03-05T09:00, "
    })
    void only_a_contact_that_can_be_is_the_first_one(Anonymity anonymity, String contacted, String done) {
        office = TestOffice.officeWith(TestOffice.example("bengbu-2019"));
        registered(anonymity);
        replied(contacted);
        assertThat(all())
                .filteredOn(
                        event -> event instanceof DeadlineMissed missed && missed.kind() == DeadlineKind.FIRST_CONTACT
                                || event instanceof DeadlineMet met && met.kind() == DeadlineKind.FIRST_CONTACT)
                .extracting(event ->
                        local(event instanceof DeadlineMet met ? met.doneAt() : ((DeadlineMissed) event).doneAt()))
                .isEqualTo(done == null ? List.of() : List.of(done));
    }

    @Test
    void the_centre_owes_telling_who_hides_from_the_unit_with_a_deadline_and_a_mark_and_urges_no_unit() {
        registered(Anonymity.HIDDEN_FROM_UNIT);
        replied(null);
        DeadlineSet set = informDeadline();
        assertThat(set.unit()).isNull();
        assertThat(local(set.dueAt())).isEqualTo("2026-03-09T17:30");
        all();
        file.clocks().fireTimers(at("2026-03-20T09:00"), office);
        assertThat(happened(DeadlineMarked.class)).singleElement().satisfies(mark -> {
            assertThat(mark.kind()).isEqualTo(DeadlineKind.INFORM);
            assertThat(mark.mark()).isEqualTo(DeadlineMark.RED);
            assertThat(mark.unit()).isNull();
        });
        assertThat(happened(UnitUrged.class)).isEmpty();
        file.informing()
                .informed(NoticeChannel.UNIT_CALL, true, at("2026-03-09T09:00"), by("2026-03-09T09:00"), office);
        assertThat(one(DeadlineMet.class).kind()).isEqualTo(DeadlineKind.INFORM);
    }

    @Test
    void who_was_told_before_the_centre_takes_up_what_it_owes_is_owed_nothing() {
        registered(Anonymity.HIDDEN_FROM_UNIT);
        replied(null);
        file.informing()
                .informed(NoticeChannel.UNIT_CALL, true, at("2026-03-09T09:00"), by("2026-03-09T09:00"), office);
        all();
        file.takeUp(by("2026-03-09T10:00"), office);
        assertThat(all()).isEmpty();
    }

    @Test
    void the_centres_time_for_telling_follows_a_new_calendar() {
        registered(Anonymity.HIDDEN_FROM_UNIT);
        replied(null);
        all();
        office = TestOffice.office(closedOn("2026-03-09"));
        file.recalculating().recompute(CHANGED, by("2026-03-06T12:00"), office);
        assertThat(local(informDeadline().dueAt())).isEqualTo("2026-03-10T17:30");
        assertThat(file.changes().movedDuties())
                .extracting(duty -> local(duty.dueAt()))
                .containsExactly("2026-03-10T17:30");
    }

    @ParameterizedTest(name = "{0}, told with the reply at {1}: agents ask from {2}")
    @CsvSource({
        // the unit has its time to tell
        "NAMED, , 2026-03-09T17:30",
        "NAMED, 2026-03-06T09:30, 2026-03-06T10:00",
        // the centre's own call tells
        "HIDDEN_FROM_UNIT, , 2026-03-06T10:00"
    })
    void nobody_is_asked_about_a_result_before_it_was_told_or_the_time_for_it_is_over(
            Anonymity anonymity, String contacted, String from) {
        registered(anonymity);
        replied(contacted);
        assertThat(askedFrom()).isEqualTo(from);
    }

    @Test
    void who_is_told_may_be_asked_at_once_and_a_moved_time_for_telling_moves_the_asking() {
        replied(null);
        office = TestOffice.office(closedOn("2026-03-09"));
        file.recalculating().recompute(CHANGED, by("2026-03-06T12:00"), office);
        assertThat(askedFrom()).isEqualTo("2026-03-10T17:30");
        file.informing()
                .informed(NoticeChannel.UNIT_CALL, false, at("2026-03-06T13:00"), by("2026-03-06T13:00"), office);
        assertThat(askedFrom()).as("not reached").isEqualTo("2026-03-10T17:30");
        file.informing()
                .informed(NoticeChannel.UNIT_CALL, true, at("2026-03-06T14:00"), by("2026-03-06T14:00"), office);
        assertThat(askedFrom()).isEqualTo("2026-03-06T14:00");
    }

    @Test
    void channels_that_give_up_early_leave_the_unit_its_time_to_tell() {
        replied(null);
        Callback callback = file.callbacks().get(0);
        assertThat(local(file.informing().askedFrom(at("2026-03-07T09:00")))).isEqualTo("2026-03-09T17:30");
        assertThat(local(file.informing().askedFrom(at("2026-03-10T09:00")))).isEqualTo("2026-03-10T09:00");
        assertThat(callback.notReachedByChannel(
                        0,
                        at("2026-03-08T09:00"),
                        file.informing().askedFrom(at("2026-03-07T09:00")),
                        true,
                        at("2026-03-07T09:00")))
                .isTrue();
        assertThat(askedFrom()).isEqualTo("2026-03-09T17:30");
    }

    @Test
    void rework_leaves_nothing_to_tell_of_the_round_and_the_next_round_owes_anew() {
        replied(null);
        answer(dissatisfied());
        assertThat(file.changes().told()).singleElement().satisfies(news -> {
            assertThat(news.workOrderId()).isEqualTo(events.order);
            assertThat(local(news.lapsedAt())).isEqualTo("2026-03-06T15:00");
            assertThat(news.at()).isNull();
            assertThat(news.denied()).isFalse();
        });
        assertThatExceptionOfType(WrongPhase.class)
                .isThrownBy(() -> file.informing()
                        .informed(
                                NoticeChannel.UNIT_CALL, true, at("2026-03-06T16:00"), by("2026-03-06T16:00"), office));
        apply(events.dispatchedAgain("2026-03-06T16:30", DispatchCause.REWORK), events.reply("2026-03-09T10:00"));
        assertThat(file.changes().duties())
                .extracting(Changes.NewDuty::workOrderId)
                .endsWith(events.order)
                .hasSize(2);
        assertThat(file.changes().told()).allMatch(news -> !news.workOrderId().equals(events.order));
    }

    @Test
    void what_became_known_of_a_round_is_one_row() {
        var told = Changes.InformingNews.told(events.order, NoticeChannel.SMS, at("2026-03-06T11:00"));
        var denied = Changes.InformingNews.denied(events.order, at("2026-03-06T12:00"));
        var lapsed = Changes.InformingNews.lapsed(events.order, at("2026-03-06T12:00"));
        assertThat(told.and(denied)).isEqualTo(denied);
        assertThat(told.and(lapsed))
                .isEqualTo(new Changes.InformingNews(
                        events.order, NoticeChannel.SMS, false, told.at(), lapsed.lapsedAt(), null, null));
        var renewed = Changes.InformingNews.renewed(events.order, at("2026-03-06T13:00"), at("2026-03-09T17:00"));
        assertThat(told.and(renewed)).as("what was told before").isEqualTo(renewed);
        assertThat(renewed.and(told).by()).isEqualTo(NoticeChannel.SMS);
        assertThat(renewed.and(told).correctedAt()).isEqualTo(renewed.correctedAt());
        assertThat(lapsed.and(Changes.InformingNews.lapsed(events.order, at("2026-03-07T12:00"))))
                .isEqualTo(lapsed);
    }

    private void registered(Anonymity anonymity) {
        file = CaseFile.open(events.registered("2026-03-04T09:00", anonymity), false);
    }

    private void replied(String contacted) {
        apply(
                events.dispatched("2026-03-04T10:00"),
                events.signed("2026-03-04T11:00"),
                events.reply("2026-03-06T10:00", contacted));
    }

    private DeadlineSet informDeadline() {
        return happened(DeadlineSet.class).stream()
                .filter(set -> set.kind() == DeadlineKind.INFORM)
                .findFirst()
                .orElseThrow();
    }

    private String askedFrom() {
        return local(file.callbacks().get(0).asking().nextAttemptAt());
    }

    /** The shipped calendar as the next revision, with the place's own day off. */
    private static WorkingCalendar closedOn(String day) {
        var dayOff = new SourcedDay(new CalendarDay(LocalDate.parse(day), "暴风雪停工", false, null), "市政府通知");
        return WorkingCalendar.of(
                2,
                new ShippedHolidays(new EventJson())
                        .years().stream()
                                .map(year -> year.year() == 2026 ? year.withLocalDays(List.of(dayOff)) : year)
                                .toList());
    }

    private static Answer dissatisfied() {
        return new Answer(
                SurveyInstrument.AGENT, null, null, Satisfaction.DISSATISFIED, null, List.of(), null, null, null);
    }

    private static Cause by(String when) {
        return Cause.at(at(when), "somebody");
    }
}
