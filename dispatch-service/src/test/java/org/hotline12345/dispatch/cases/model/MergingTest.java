package org.hotline12345.dispatch.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.dispatch.cases.model.CaseChanges.OutgoingEvent;
import org.hotline12345.dispatch.phrases.PhraseFiles;
import org.hotline12345.dispatch.routing.model.RiskWords;
import org.hotline12345.dispatch.routing.model.RoutingBook;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.WorkOrderState;
import org.hotline12345.events.course.CaseCourse;
import org.junit.jupiter.api.Test;

class MergingTest {
    private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
    private static final Act DISPATCHER = new Act(NOW, "anna", false);

    private final DispatchCase lead = with("W", 1, WorkOrderState.SIGNED);
    private final DispatchCase other = with("H", 2, WorkOrderState.PENDING_SIGN);
    private final CaseSet set = new CaseSet(
            Map.of(lead.id(), lead, other.id(), other),
            new Office(
                    new RoutingBook(1, List.of(), List.of(), List.of(), List.of()),
                    new RiskWords(PhraseFiles.shipped().read("risk-words.v1")),
                    NOW,
                    UuidV7::next));

    @Test
    void a_merge_ends_the_order_of_the_member_and_tells_it() {
        set.merging().merge(lead.id(), List.of(other.id()), false, DISPATCHER);
        assertThat(other.latest().state()).isEqualTo(WorkOrderState.MERGED);
        assertThat(other.latest().version()).isEqualTo(4);
        assertThat(set.changes().events())
                .extracting(OutgoingEvent::event)
                .containsExactly(
                        new CaseMerged(other.id(), lead.id(), other.latest().id(), "anna", NOW));
    }

    @Test
    void who_read_the_lead_before_the_merge_cannot_write_it_afterwards() {
        set.merging().merge(lead.id(), List.of(other.id()), false, DISPATCHER);
        assertThat(lead.latest().isChanged()).isTrue();
        assertThat(lead.latest().version()).isEqualTo(lead.latest().storedVersion() + 1);
    }

    @Test
    void a_case_that_waits_for_a_dispatcher_gets_an_order_of_the_leads_unit_first() {
        var waiting = new DispatchCase(
                facts(3), new DispatchCase.Registration(null, null, false), false, false, null, CaseCourse.UNHEARD);
        waiting.waits(new TriageEntry.Waiting(1, DispatchCause.FIRST, null, NOW.minusSeconds(60)));
        var three = new CaseSet(Map.of(lead.id(), lead, waiting.id(), waiting), set.office());
        three.merging().merge(lead.id(), List.of(waiting.id()), false, DISPATCHER);
        assertThat(three.changes().events())
                .extracting(OutgoingEvent::event)
                .hasExactlyElementsOfTypes(CaseDispatched.class, CaseMerged.class);
        assertThat(waiting.latest().unit()).isEqualTo("W");
        assertThat(waiting.waiting()).isNull();
        assertThat(three.changes().triage())
                .singleElement()
                .extracting(CaseChanges.TriageLine::outcome)
                .isEqualTo(TriageEntry.Outcome.MERGED);
    }

    @Test
    void a_case_taken_out_goes_to_its_unit_again() {
        set.merging().merge(lead.id(), List.of(other.id()), false, DISPATCHER);
        var taken = set.merging().unmerge(other.id(), false, DISPATCHER);
        assertThat(taken)
                .isInstanceOfSatisfying(
                        Merging.TakenOut.Dispatched.class,
                        again -> assertThat(again.order().unit()).isEqualTo("H"));
        assertThat(set.changes().events())
                .extracting(OutgoingEvent::event)
                .hasExactlyElementsOfTypes(CaseMerged.class, CaseUnmerged.class, CaseDispatched.class);
    }

    @Test
    void a_case_that_is_not_merged_is_not_taken_out() {
        assertThatThrownBy(() -> set.merging().unmerge(other.id(), false, DISPATCHER))
                .extracting("reason")
                .isEqualTo(new Refusal.NotMerged());
    }

    private static CaseFacts facts(int id) {
        return new CaseFacts(
                new UUID(0, id), "N" + id, "停水", CaseType.HELP, Urgency.ORDINARY, "PHONE", Anonymity.NAMED, List.of());
    }

    private static DispatchCase with(String unit, int id, WorkOrderState state) {
        Instant then = NOW.minusSeconds(3600);
        var made = new DispatchCase(
                facts(id), new DispatchCase.Registration(null, null, false), false, false, null, CaseCourse.UNHEARD);
        made.add(WorkOrder.stored(
                new UUID(1, id),
                made.facts(),
                false,
                new Assignment(unit, List.of(), null, null, DecidedBy.CLERK, "r", 1, DispatchCause.FIRST, null),
                then,
                new WorkOrder.Progress(
                        state,
                        3,
                        null,
                        null,
                        null,
                        InstructionStanding.NOT_NEEDED,
                        null,
                        new WorkOrder.Times(null, null, then))));
        return made;
    }
}
