package org.hotline12345.assessment.hotissue;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.hotissue.CaseTexts.Told;
import org.hotline12345.assessment.hotissue.model.CaseEntry;
import org.hotline12345.assessment.hotissue.model.CaseGroup;
import org.hotline12345.assessment.hotissue.model.Grouping;
import org.hotline12345.assessment.hotissue.model.Grouping.Placed;
import org.hotline12345.assessment.hotissue.model.GroupingRules;
import org.hotline12345.assessment.hotissue.model.Terms;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.events.CaseRegistered;
import org.jboss.logging.Logger;

/**
 * Places new cases among others, soon after they were counted: a batch in one transaction, by one instance at a time. A case
 * looks at a bounded number of groups, however long the history is.
 */
@ApplicationScoped
public class GroupCases {
    private static final Logger LOG = Logger.getLogger(GroupCases.class);
    private static final int BATCH = 100;

    /** Of every second no more than so much: counting and questions come first, placing may lag. */
    private static final Duration SHARE = Duration.ofMillis(200);

    /** The import tool puts the name of its profile before the number. */
    private static final String IMPORT = "external-posts:";

    private static final String SAVE_MEMBERS = """
            insert into case_group_member (
              case_id, group_id, at, citizen, likeness, topic, kafka_partition, kafka_offset)
            select *
            from unnest(
              $1::uuid[], $2::uuid[], $3::timestamptz[], $4::uuid[], $5::real[], $6::text[], $7::integer[],
              $8::bigint[])
            """;

    private static final String PLACED_ALREADY = """
            select case_id
            from case_group_member
            where case_id = any($1::uuid[])
            """;

    private static final String LINK_POSTS = """
            update external_post
            set case_id = told.case_id
            from unnest($1::uuid[], $2::text[]) as told (case_id, external_id)
            where external_post.source = split_part(told.external_id, ':', 1)
              and external_post.external_id = substr(told.external_id, strpos(told.external_id, ':') + 1)
            """;

    private static final String DONE = """
            delete from case_to_group
            where case_id = any($1::uuid[])
            """;

    private final Transactions transactions;
    private final CaseTexts texts;
    private final KeptVocabulary vocabulary;
    private final GroupStore groups;
    private final DetectIssues detection;
    private final OfficePlaces places;
    private final CaseEntries entries;
    private final HotIssueConfig config;
    private final Clock clock;

    GroupCases(
            Transactions transactions,
            CaseTexts texts,
            KeptVocabulary vocabulary,
            GroupStore groups,
            DetectIssues detection,
            OfficePlaces places,
            CaseEntries entries,
            HotIssueConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.texts = texts;
        this.vocabulary = vocabulary;
        this.groups = groups;
        this.detection = detection;
        this.places = places;
        this.entries = entries;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "${hotline.assessment.hot-issue.tick:1s}",
            delayed = "5s",
            identity = "hot-issues",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return placeWaiting(System.nanoTime() + SHARE.toNanos())
                .onFailure()
                .invoke(failure -> LOG.warnf("Cases will be placed again: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> placeWaiting(long end) {
        return placeWaiting()
                .chain(placed -> placed < BATCH || System.nanoTime() - end >= 0
                        ? Uni.createFrom().voidItem()
                        : placeWaiting(end));
    }

    @Scheduled(every = "1h", delayed = "10m", identity = "case-group-clean-up")
    Uni<Void> forgetOld() {
        Instant before = clock.instant().minus(config.window());
        return transactions
                .inTransaction(session -> groups.tryLock(Sql.on(session))
                        .chain(mine -> mine
                                ? groups.forget(Sql.on(session), before)
                                : Uni.createFrom().item(0)))
                .onFailure()
                .invoke(failure -> LOG.warnf("Old groups will be forgotten later: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }

    /** Places the next cases that wait; answers how many. */
    Uni<Integer> placeWaiting() {
        return transactions.inTransaction(session -> {
            var sql = Sql.on(session);
            return groups.tryLock(sql)
                    .chain(mine ->
                            mine ? texts.waiting(sql, BATCH) : Uni.createFrom().item(List.<Told>of()))
                    .chain(waiting -> waiting.isEmpty()
                            ? Uni.createFrom().item(0)
                            : place(session, waiting).replaceWith(waiting.size()));
        });
    }

    /** What a case says, before it is weighed. */
    private record Read(Told told, Terms terms) {}

    private Uni<Void> place(Mutiny.Session session, List<Told> waiting) {
        var sql = Sql.on(session);
        UUID[] ids = waiting.stream().map(Told::caseId).toArray(UUID[]::new);
        Instant oldest = clock.instant().minus(config.history());
        return sql.select(PLACED_ALREADY, (Object) ids)
                .map(rows -> {
                    Set<UUID> placed = new LinkedHashSet<>();
                    rows.forEach(row -> placed.add(row.getUUID("case_id")));
                    return waiting.stream()
                            .filter(told -> told.event() != null && !placed.contains(told.caseId()))
                            .filter(told -> told.event().registeredAt().isAfter(oldest))
                            .map(told -> new Read(
                                    told,
                                    Terms.of(told.event().title(), told.event().text())))
                            .filter(read -> !read.terms().isEmpty())
                            .sorted((a, b) -> a.told()
                                    .event()
                                    .registeredAt()
                                    .compareTo(b.told().event().registeredAt()))
                            .toList();
                })
                .chain(read -> read.isEmpty() ? Uni.createFrom().voidItem() : place(session, sql, read))
                .chain(() -> linkPosts(sql, waiting))
                .chain(() -> sql.update(DONE, (Object) ids))
                .replaceWithVoid();
    }

    /** A case that was made of a post on another channel names it: {@code source:number}. */
    private static Uni<Void> linkPosts(Sql sql, List<Told> waiting) {
        Map<UUID, String> named = new LinkedHashMap<>();
        waiting.stream().map(Told::event).filter(Objects::nonNull).forEach(event -> {
            String id = event.externalId();
            if (id != null && id.contains(":")) {
                named.put(event.caseId(), id.startsWith(IMPORT) ? id.substring(IMPORT.length()) : id);
            }
        });
        return named.isEmpty()
                ? Uni.createFrom().voidItem()
                : sql.update(
                                LINK_POSTS,
                                named.keySet().toArray(UUID[]::new),
                                named.values().toArray(String[]::new))
                        .replaceWithVoid();
    }

    private Uni<Void> place(Mutiny.Session session, Sql sql, List<Read> read) {
        List<Terms> terms = read.stream().map(Read::terms).toList();
        return vocabulary.of(sql, terms).chain(known -> {
            var described = new LinkedHashMap<Told, CaseEntry>();
            read.forEach(r -> described.put(r.told(), entries.of(r.told(), r.terms(), known)));
            return groups.near(sql, described.values(), config.window()).chain(near -> {
                var grouping = new Grouping(GroupingRules.within(config.window()), places, UuidV7::next);
                near.forEach(grouping::put);
                Map<Told, Placed> placed = new LinkedHashMap<>();
                described.forEach((told, entry) -> placed.put(told, grouping.place(entry)));
                Map<UUID, UUID> merged = grouping.merged();
                List<CaseGroup> changed = grouping.changed();
                return groups.save(sql, changed)
                        .chain(() -> saveMembers(sql, placed, merged))
                        .chain(() -> groups.merge(sql, merged))
                        .chain(() -> vocabulary.count(
                                sql, terms, read.get(0).told().event().registeredAt()))
                        .chain(() -> detection.detect(session, changed, allImported(placed.keySet())));
            });
        });
    }

    private static boolean allImported(Set<Told> cases) {
        return cases.stream().allMatch(Told::imported);
    }

    private static Uni<Void> saveMembers(Sql sql, Map<Told, Placed> placed, Map<UUID, UUID> merged) {
        var told = new ArrayList<>(placed.keySet());
        return sql.update(
                        SAVE_MEMBERS,
                        told.stream().map(Told::caseId).toArray(UUID[]::new),
                        told.stream()
                                .map(t -> placed.get(t).group())
                                .map(group -> merged.getOrDefault(group, group))
                                .toArray(UUID[]::new),
                        told.stream()
                                .map(Told::event)
                                .map(CaseRegistered::registeredAt)
                                .toArray(Instant[]::new),
                        told.stream()
                                .map(Told::event)
                                .map(CaseRegistered::citizenRef)
                                .toArray(UUID[]::new),
                        told.stream().map(t -> (float) placed.get(t).likeness()).toArray(Float[]::new),
                        told.stream().map(Told::topic).toArray(String[]::new),
                        told.stream().map(Told::partition).toArray(Integer[]::new),
                        told.stream().map(Told::offset).toArray(Long[]::new))
                .replaceWithVoid();
    }
}
