package org.hotline12345.assessment.hotissue;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.hotissue.CaseEntries.Read;
import org.hotline12345.assessment.hotissue.CaseTextStore.Told;
import org.hotline12345.assessment.hotissue.GroupStore.Member;
import org.hotline12345.assessment.hotissue.IssueRulesStore.IssueRules;
import org.hotline12345.assessment.hotissue.model.CaseEntry;
import org.hotline12345.assessment.hotissue.model.CaseGroup;
import org.hotline12345.assessment.hotissue.model.Grouping;
import org.hotline12345.assessment.hotissue.model.Grouping.Placed;
import org.hotline12345.assessment.hotissue.model.GroupingRules;
import org.hotline12345.assessment.hotissue.model.Terms;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.jboss.logging.Logger;

/**
 * Places new cases among others, soon after they were counted: a batch in one transaction, by one instance at a time. A case
 * looks at a bounded number of groups, however long the history is.
 */
@ApplicationScoped
public class GroupCases {
    private static final Logger LOG = Logger.getLogger(GroupCases.class);
    private static final int BATCH = 100;

    /** So many times as long as the last batch took the next one waits: counting and questions come first, placing may lag. */
    private static final int REST = 9;

    /** A batch that waited for the database says nothing about how long placing takes. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(10);

    /** The import tool puts the name of its profile before the number. */
    private static final String IMPORT = "external-posts:";

    private final Transactions transactions;
    private final CaseTextStore texts;
    private final VocabularyStore vocabulary;
    private final GroupStore groups;
    private final DetectIssues detection;
    private final OfficePlaces places;
    private final IssueRulesStore rules;
    private final CaseEntries entries;
    private final Clock clock;
    private volatile long nextBatch = System.nanoTime();

    GroupCases(
            Transactions transactions,
            CaseTextStore texts,
            VocabularyStore vocabulary,
            GroupStore groups,
            DetectIssues detection,
            OfficePlaces places,
            IssueRulesStore rules,
            CaseEntries entries,
            Clock clock) {
        this.transactions = transactions;
        this.texts = texts;
        this.vocabulary = vocabulary;
        this.groups = groups;
        this.detection = detection;
        this.places = places;
        this.rules = rules;
        this.entries = entries;
        this.clock = clock;
    }

    @Scheduled(
            every = "${hotline.assessment.hot-issue.tick:1s}",
            delayed = "5s",
            identity = "hot-issues",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        long begun = System.nanoTime();
        if (begun - nextBatch < 0) {
            return Uni.createFrom().voidItem();
        }
        return placeWaiting()
                .onFailure()
                .invoke(failure -> LOG.warnf("Cases will be placed again: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(0)
                .invoke(() -> rest(System.nanoTime() - begun))
                .replaceWithVoid();
    }

    private void rest(long took) {
        nextBatch = System.nanoTime() + Math.min(LONGEST_REST.toNanos(), REST * took);
    }

    @Scheduled(every = "1h", delayed = "10m", identity = "case-group-clean-up")
    Uni<Void> forgetOld() {
        return transactions
                .inTransaction(session -> groups.tryLock(session)
                        .chain(mine -> mine
                                ? rules.read(session)
                                        .chain(set -> groups.forget(
                                                session, clock.instant().minus(set.window())))
                                : Uni.createFrom().item(0)))
                .onFailure()
                .invoke(failure -> LOG.warnf("Old groups will be forgotten later: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }

    /** Places the next cases that wait; answers how many. */
    Uni<Integer> placeWaiting() {
        return transactions.inTransaction(session -> groups.tryLock(session)
                .chain(mine ->
                        mine ? texts.waiting(session, BATCH) : Uni.createFrom().item(List.<Told>of()))
                .chain(waiting -> waiting.isEmpty()
                        ? Uni.createFrom().item(0)
                        : rules.read(session)
                                .chain(set -> place(session, waiting, set))
                                .replaceWith(waiting.size())));
    }

    private Uni<Void> place(Mutiny.Session session, List<Told> waiting, IssueRules set) {
        var ids = waiting.stream().map(Told::caseId).toList();
        Instant from = ShanghaiTime.start(set.placedFrom());
        return groups.leave(session, ids)
                .chain(() -> groups.groupsOf(session, ids))
                .map(placed -> waiting.stream()
                        .filter(told -> told.event() != null && !placed.containsKey(told.caseId()))
                        .filter(told -> !told.event().registeredAt().isBefore(from))
                        .map(Read::of)
                        .filter(read -> !read.terms().isEmpty())
                        .sorted(Comparator.comparing(read -> read.told().event().registeredAt()))
                        .toList())
                .chain(read -> read.isEmpty() ? Uni.createFrom().voidItem() : placeAll(session, read, set))
                .chain(() -> groups.registered(session, named(waiting)))
                .chain(() -> texts.placed(session, ids));
    }

    /** A case that was made of a post on another channel names it: {@code source:number}. */
    private static Map<UUID, String> named(List<Told> waiting) {
        Map<UUID, String> named = new LinkedHashMap<>();
        waiting.stream().map(Told::event).filter(Objects::nonNull).forEach(event -> {
            String id = event.externalId();
            if (id != null && id.contains(":")) {
                named.put(event.caseId(), id.startsWith(IMPORT) ? id.substring(IMPORT.length()) : id);
            }
        });
        return named;
    }

    private Uni<Void> placeAll(Mutiny.Session session, List<Read> read, IssueRules set) {
        List<Terms> terms = read.stream().map(Read::terms).toList();
        return vocabulary.of(session, terms).chain(known -> {
            var described = new LinkedHashMap<Told, CaseEntry>();
            read.forEach(one -> described.put(one.told(), entries.of(one, known)));
            return groups.near(session, described.values(), set.window()).chain(near -> {
                var grouping = new Grouping(GroupingRules.within(set.window()), places.now(), UuidV7::next);
                near.forEach(grouping::put);
                Map<Told, Placed> placed = new LinkedHashMap<>();
                described.forEach((told, entry) -> placed.put(told, grouping.place(entry)));
                Map<UUID, UUID> merged = grouping.merged();
                List<CaseGroup> changed = grouping.changed();
                return groups.save(session, changed)
                        .chain(() -> groups.add(session, members(placed, merged)))
                        .chain(() -> groups.merge(session, merged))
                        .chain(() -> vocabulary.count(
                                session, terms, read.get(0).told().event().registeredAt()))
                        .chain(() -> detection.detect(
                                session,
                                changed,
                                set.leastCases(),
                                placed.keySet().stream().allMatch(Told::imported)));
            });
        });
    }

    private static List<Member> members(Map<Told, Placed> placed, Map<UUID, UUID> merged) {
        var members = new ArrayList<Member>();
        placed.forEach((told, place) -> members.add(new Member(
                told.caseId(),
                merged.getOrDefault(place.group(), place.group()),
                told.event().registeredAt(),
                told.event().citizenRef(),
                (float) place.likeness(),
                told.topic(),
                told.partition(),
                told.offset())));
        return members;
    }
}
