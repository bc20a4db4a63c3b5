package org.hotline12345.assessment.hotissue;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.hotissue.CaseEntries.Read;
import org.hotline12345.assessment.hotissue.CaseTextStore.Told;
import org.hotline12345.assessment.hotissue.IssueStore.Large;
import org.hotline12345.assessment.hotissue.model.CaseGroup;
import org.hotline12345.assessment.hotissue.model.IssueName;
import org.hotline12345.assessment.hotissue.model.IssueName.Title;
import org.hotline12345.assessment.hotissue.model.Vocabulary;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.office.AreaInfo;
import org.hotline12345.chassis.office.CategoryInfo;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.HotIssueDetected;

/**
 * Makes an issue of a group when enough cases of several citizens are in it, and names it: at once, and again whenever it has
 * grown by half, of its latest cases. A name that staff gave stays.
 */
@ApplicationScoped
class DetectIssues {
    /** Of so many of the latest cases a name is made. */
    static final int CASES_OF_NAME = 50;

    /** Of so many cases the event tells the ids. */
    private static final int CASES_OF_EVENT = 200;

    private final CaseTextStore texts;
    private final IssueStore store;
    private final Outbox outbox;
    private final OfficeCopy office;
    private final VocabularyStore vocabulary;
    private final Clock clock;

    DetectIssues(
            CaseTextStore texts,
            IssueStore store,
            Outbox outbox,
            OfficeCopy office,
            VocabularyStore vocabulary,
            Clock clock) {
        this.texts = texts;
        this.store = store;
        this.outbox = outbox;
        this.office = office;
        this.vocabulary = vocabulary;
        this.clock = clock;
    }

    /**
     * Looks at groups that changed.
     *
     * @param leastCases So many cases make an issue.
     * @param imported Whether the cases that changed them were moved in from an older system.
     */
    Uni<Void> detect(Mutiny.Session session, Collection<CaseGroup> changed, int leastCases, boolean imported) {
        UUID[] large = changed.stream()
                .filter(group -> group.size() >= leastCases)
                .map(CaseGroup::id)
                .toArray(UUID[]::new);
        if (large.length == 0) {
            return Uni.createFrom().voidItem();
        }
        return store.large(session, large, leastCases)
                .chain(found -> Multi.createFrom()
                        .iterable(found)
                        .filter(group -> group.citizens() >= 2)
                        .onItem()
                        .transformToUniAndConcatenate(group -> look(session, group, imported))
                        .onItem()
                        .ignoreAsUni());
    }

    private Uni<Void> look(Mutiny.Session session, Large group, boolean imported) {
        return named(session, group.groupId(), group.place(), group.category())
                .chain(name -> "FORMING".equals(group.state())
                        ? announce(session, group, name.name(), imported)
                        : Uni.createFrom().voidItem());
    }

    /** Names a group after its latest cases, unless staff named it. */
    Uni<Void> name(Mutiny.Session session, UUID id, String place, String category) {
        return named(session, id, place, category).replaceWithVoid();
    }

    private Uni<IssueName> named(Mutiny.Session session, UUID id, String place, String category) {
        return texts.ofGroup(session, id, CASES_OF_NAME)
                .map(told -> told.stream().filter(DetectIssues::mayBeQuoted).toList())
                .chain(told -> vocabulary
                        .of(
                                session,
                                told.stream().map(one -> Read.of(one).terms()).toList())
                        .map(known -> named(told, known, place, category)))
                .call(name -> store.name(session, id, name));
    }

    private Uni<Void> announce(Mutiny.Session session, Large group, String name, boolean imported) {
        Instant now = clock.instant();
        return store.detect(session, group.groupId(), now, CASES_OF_EVENT)
                .chain(cases -> outbox.add(
                        session,
                        EventDraft.of(
                                        new HotIssueDetected(
                                                group.groupId(), name, group.category(), group.place(), cases, now),
                                        now)
                                .imported(imported)))
                .replaceWithVoid();
    }

    /** The name; of place and kind where the titles share no words. */
    private IssueName named(List<Told> cases, Vocabulary known, String place, String category) {
        IssueName found = IssueName.of(
                cases.stream()
                        .map(told -> new Title(
                                told.event().citizenRef(),
                                told.event().title(),
                                told.event().text()))
                        .toList(),
                known);
        if (!found.name().isEmpty()) {
            return found;
        }
        var parts = new ArrayList<String>();
        parts.add(office.area(place).map(AreaInfo::name).orElse(place));
        parts.add(office.category(category).map(CategoryInfo::name).orElse(category));
        String name = parts.stream().filter(Objects::nonNull).collect(Collectors.joining(" "));
        return new IssueName(name.isEmpty() ? "未命名" : name, found.words());
    }

    /** A report of a unit, and what a citizen wants kept from the unit, lends no words to a name that many read. */
    private static boolean mayBeQuoted(Told told) {
        return told.event().respondent() == null && told.event().anonymity() != Anonymity.HIDDEN_FROM_UNIT;
    }
}
