package org.hotline12345.followup.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.Disposition;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.TestOffice;

/** A case to which events come, and what it told since it was looked at last. */
abstract class FollowedCase {
    final CaseEvents events = new CaseEvents();
    Office office = TestOffice.office();
    CaseFile file = CaseFile.open(events.registered("2026-03-04T09:00"), false);
    private final OwnEvents own = new OwnEvents();
    private CaseFile lookedAt;
    private int read;

    final void apply(CaseEvent... list) {
        for (CaseEvent event : list) {
            apply(event, new Cause(time(event), false, null));
        }
    }

    final void apply(CaseEvent event, Cause cause) {
        own.comeBack(file, office);
        file.apply(event, cause, office);
    }

    /** When an event comes. */
    Instant time(CaseEvent event) {
        return at("2026-03-04T00:00");
    }

    /** What was derived since the last look. */
    List<CaseEvent> all() {
        return unread().stream().map(Changes.Derived::event).toList();
    }

    /** The same, with what each came of. */
    final List<Changes.Derived> unread() {
        List<Changes.Derived> derived = file.changes().events();
        List<Changes.Derived> fresh = List.copyOf(derived.subList(file == lookedAt ? read : 0, derived.size()));
        lookedAt = file;
        read = derived.size();
        return fresh;
    }

    final <E extends CaseEvent> List<E> happened(Class<E> type) {
        return all().stream().filter(type::isInstance).map(type::cast).toList();
    }

    final <E extends CaseEvent> E one(Class<E> type) {
        List<E> found = happened(type);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    CaseFile.AskedAbout asked() {
        UUID open = file.progress().callbackId();
        return new CaseFile.AskedAbout(
                open == null ? UUID.randomUUID() : open,
                events.order,
                events.round,
                CaseEvents.UNIT,
                Disposition.RESOLVED);
    }

    final CaseFile.AskedAbout answer(Answer answer) {
        CaseFile.AskedAbout asked = asked();
        file.afterReply().answered(asked, answer, null, false, Cause.at(at("2026-03-06T15:00"), null), office);
        return asked;
    }
}
