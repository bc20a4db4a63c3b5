package org.hotline12345.assessment.hotissue;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.fact.CaseNumbers;
import org.hotline12345.assessment.hotissue.CaseTexts.Told;
import org.hotline12345.assessment.hotissue.ReadIssues.Issue;
import org.hotline12345.assessment.hotissue.ReadIssues.State;
import org.hotline12345.assessment.hotissue.model.CaseEntry;
import org.hotline12345.assessment.hotissue.model.CaseGroup;
import org.hotline12345.assessment.hotissue.model.Terms;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.ETags;

/**
 * What staff decide about issues. It sticks: a group about which somebody decided is held, that is, it is never merged into
 * another by itself; a case that was taken out is a held group of its own and does not come back, and those like it go to
 * it. Decisions are no facts: making the facts anew leaves them alone.
 */
@ApplicationScoped
public class DecideIssues {
    private static final String FOR_UPDATE = """
            select version, state
            from case_group
            where group_id = $1
              and state <> 'FORMING'
            for update
            """;

    private static final String SET_STATE = """
            update case_group
            set state = $2,
                held = true,
                name = coalesce($3, name),
                named_by = case when $3::text is null then named_by else $4 end,
                version = version + 1
            where group_id = $1
            """;

    private static final String HOLD = """
            update case_group
            set held = true,
                version = version + 1
            where group_id = $1
            """;

    private static final String HOLD_ALL = """
            update case_group
            set held = true
            where group_id = any($1::uuid[])
            """;

    private static final String MOVE = """
            update case_group_member
            set group_id = move.group_id,
                placed_by = $3,
                likeness = 1
            from unnest($1::uuid[], $2::uuid[]) as move (case_id, group_id)
            where case_group_member.case_id = move.case_id
            """;

    private static final String GROUPS_OF = """
            select
              case_id,
              group_id
            from case_group_member
            where case_id = any($1::uuid[])
            """;

    private static final String SIZES = """
            select
              case_group.group_id,
              count(member.case_id) as size
            from case_group
            left join case_group_member member
              on member.group_id = case_group.group_id
            where case_group.group_id = any($1::uuid[])
            group by case_group.group_id
            """;

    private static final String RESIZE = """
            update case_group
            set size = told.size,
                first_at = told.first_at,
                last_at = told.last_at
            from (
              select
                count(*) as size,
                min(at) as first_at,
                max(at) as last_at
              from case_group_member
              where group_id = $1) told
            where case_group.group_id = $1
            """;

    private static final String DROP_EMPTY = """
            delete from case_group
            where group_id = any($1::uuid[])
              and not exists (
                select 1
                from case_group_member
                where case_group_member.group_id = case_group.group_id)
            """;

    private static final String NOTE = """
            insert into hot_issue_decision (group_id, kind, case_id, detail, decided_by, decided_at)
            select $1::uuid, $2::text, case_id, $4::text, $5::text, $6::timestamptz
            from unnest($3::uuid[]) as told (case_id)
            """;

    private static final String DECISIONS = """
            select
              kind, case_id, detail, decided_by, decided_at
            from hot_issue_decision
            where group_id = $1
            order by id desc
            limit 200
            """;

    private final Transactions transactions;
    private final GroupStore groups;
    private final CaseTexts texts;
    private final KeptVocabulary vocabulary;
    private final CaseEntries described;
    private final DetectIssues detection;
    private final ReadIssues issues;
    private final Clock clock;

    DecideIssues(
            Transactions transactions,
            GroupStore groups,
            CaseTexts texts,
            KeptVocabulary vocabulary,
            CaseEntries described,
            DetectIssues detection,
            ReadIssues issues,
            Clock clock) {
        this.transactions = transactions;
        this.groups = groups;
        this.texts = texts;
        this.vocabulary = vocabulary;
        this.described = described;
        this.detection = detection;
        this.issues = issues;
        this.clock = clock;
    }

    /** What was decided. */
    public enum Kind {
        /** It is an issue. */
        CONFIRMED,
        /** It is none. */
        DISMISSED,
        /** It was given a name. */
        RENAMED,
        /** A case belongs to it. */
        CASE_ADDED,
        /** A case does not. */
        CASE_REMOVED,
        /** Another issue is the same. */
        MERGED
    }

    public record Decision(Kind kind, UUID caseId, String detail, String by, Instant at) {}

    /** The decisions about an issue, the latest first. */
    Uni<List<Decision>> decisions(UUID id) {
        return transactions.inTransaction(
                session -> issues.find(Sql.on(session), id).chain(issue -> decisions(Sql.on(session), issue.id())));
    }

    /** The cases that are named by their ids or numbers; 400 if none is. */
    Uni<Set<UUID>> chosen(Collection<UUID> ids, Collection<String> numbers) {
        return transactions
                .inTransaction(session -> CaseNumbers.cases(Sql.on(session), ids, numbers, "caseNumbers"))
                .invoke(chosen -> {
                    if (chosen.isEmpty()) {
                        throw Problem.invalid("caseIds", "violation.required");
                    }
                });
    }

    private static Uni<List<Decision>> decisions(Sql sql, UUID issue) {
        return sql.select(DECISIONS, issue)
                .map(rows -> rows.stream()
                        .map(row -> new Decision(
                                Kind.valueOf(row.getString("kind")),
                                row.getUUID("case_id"),
                                row.getString("detail"),
                                row.getString("decided_by"),
                                row.getOffsetDateTime("decided_at").toInstant()))
                        .toList());
    }

    /** Says that it is an issue; a name may be given with it. */
    public Uni<Issue> confirm(UUID id, String name, String note, String by, String ifMatch) {
        return deciding(
                id,
                ifMatch,
                (session, state) -> Sql.on(session)
                        .update(SET_STATE, id, State.CONFIRMED, name, by)
                        .chain(() -> note(session, id, Kind.CONFIRMED, List.of(), note, by))
                        .chain(() -> name == null
                                ? Uni.createFrom().voidItem()
                                : note(session, id, Kind.RENAMED, List.of(), name, by)));
    }

    /** Says that it is none; cases like those go on coming to it, and it stays none. */
    public Uni<Issue> dismiss(UUID id, String reason, String by, String ifMatch) {
        return deciding(
                id,
                ifMatch,
                (session, state) -> Sql.on(session)
                        .update(SET_STATE, id, State.DISMISSED, null, by)
                        .chain(() -> note(session, id, Kind.DISMISSED, List.of(), reason, by)));
    }

    /** Takes cases out: each is a group of its own from now on. */
    public Uni<Issue> remove(UUID id, Collection<UUID> cases, String reason, String by, String ifMatch) {
        return deciding(id, ifMatch, (session, state) -> {
            var sql = Sql.on(session);
            Set<UUID> wanted = new LinkedHashSet<>(cases);
            return groupsOf(sql, wanted)
                    .invoke(present -> {
                        if (!wanted.stream().allMatch(c -> id.equals(present.get(c)))) {
                            throw Problem.invalid("caseIds", "violation.hot-issue.case");
                        }
                    })
                    .chain(() -> sql.first(SIZES, (Object) new UUID[] {id}))
                    .invoke(row -> {
                        if (row.getLong("size") <= wanted.size()) {
                            throw Problem.invalid("caseIds", "violation.hot-issue.all");
                        }
                    })
                    .chain(() -> alone(sql, wanted, by))
                    .chain(() -> sql.update(HOLD, id))
                    .chain(() -> anew(sql, id))
                    .chain(() -> note(session, id, Kind.CASE_REMOVED, wanted, reason, by));
        });
    }

    /** Puts cases in, wherever they are now. */
    public Uni<Issue> add(UUID id, Collection<UUID> cases, String reason, String by, String ifMatch) {
        return deciding(id, ifMatch, (session, state) -> {
            var sql = Sql.on(session);
            Set<UUID> wanted = new LinkedHashSet<>(cases);
            return groupsOf(sql, wanted).chain(present -> {
                if (!present.keySet().containsAll(wanted)) {
                    throw Problem.invalid("caseIds", "violation.hot-issue.unknown-case");
                }
                Set<UUID> left = new LinkedHashSet<>(present.values());
                left.remove(id);
                UUID[] moved =
                        wanted.stream().filter(c -> !id.equals(present.get(c))).toArray(UUID[]::new);
                UUID[] to = Arrays.stream(moved).map(c -> id).toArray(UUID[]::new);
                return sql.update(MOVE, moved, to, by)
                        .chain(() -> sql.update(HOLD, id))
                        .chain(() -> anew(sql, id))
                        .chain(() -> sql.update(DROP_EMPTY, (Object) left.toArray(UUID[]::new)))
                        .chain(() -> allAnew(sql, List.copyOf(left)))
                        .chain(() -> note(session, id, Kind.CASE_ADDED, wanted, reason, by));
            });
        });
    }

    /** Makes another issue part of this one. */
    public Uni<Issue> merge(UUID id, UUID other, String reason, String by, String ifMatch) {
        return deciding(id, ifMatch, (session, state) -> {
            var sql = Sql.on(session);
            return sql.first(FOR_UPDATE, other).chain(found -> {
                if (found == null || other.equals(id)) {
                    throw Problem.invalid("issueId", "violation.hot-issue.other");
                }
                return groups.merge(sql, Map.of(other, id))
                        .chain(() -> sql.update(HOLD, id))
                        .chain(() -> anew(sql, id))
                        .chain(() -> note(session, id, Kind.MERGED, List.of(), other + " " + reason, by));
            });
        });
    }

    /** A decision while it is made. */
    private interface Deciding {
        Uni<Void> on(Mutiny.Session session, String state);
    }

    private Uni<Issue> deciding(UUID id, String ifMatch, Deciding deciding) {
        return transactions.inTransaction(session -> {
            var sql = Sql.on(session);
            return groups.lock(sql)
                    .chain(() -> sql.first(FOR_UPDATE, id))
                    .invoke(row -> {
                        if (row == null) {
                            throw Problem.notFound();
                        }
                        ETags.check(ifMatch, row.getInteger("version"));
                    })
                    .chain(row -> deciding.on(session, row.getString("state")))
                    .chain(() -> issues.find(sql, id));
        });
    }

    private static Uni<Map<UUID, UUID>> groupsOf(Sql sql, Set<UUID> cases) {
        return sql.select(GROUPS_OF, (Object) cases.toArray(UUID[]::new))
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(row -> row.getUUID("case_id"), row -> row.getUUID("group_id"))));
    }

    /** Makes a group of each case; nothing of the journal is needed for that which is not there. */
    private Uni<Void> alone(Sql sql, Set<UUID> cases, String by) {
        return texts.these(sql, cases)
                .chain(told -> entries(sql, told).chain(entries -> {
                    List<CaseGroup> made = entries.values().stream()
                            .map(entry -> CaseGroup.of(UuidV7.next(), entry))
                            .toList();
                    UUID[] ids = made.stream().map(CaseGroup::id).toArray(UUID[]::new);
                    if (ids.length < cases.size()) {
                        throw Problem.invalid("caseIds", "violation.hot-issue.unknown-case");
                    }
                    return groups.save(sql, made)
                            .chain(() -> sql.update(HOLD_ALL, (Object) ids))
                            .chain(() -> sql.update(MOVE, entries.keySet().toArray(UUID[]::new), ids, by))
                            .replaceWithVoid();
                }));
    }

    private Uni<Void> allAnew(Sql sql, List<UUID> ids) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (UUID id : ids) {
            done = done.chain(() -> anew(sql, id));
        }
        return done;
    }

    /** Computes what a group is about anew, of its latest cases, and names it. */
    private Uni<Void> anew(Sql sql, UUID id) {
        return texts.ofGroup(sql, id, DetectIssues.CASES_OF_NAME)
                .chain(told -> entries(sql, told))
                .chain(entries -> {
                    if (entries.isEmpty()) {
                        return Uni.createFrom().voidItem();
                    }
                    CaseGroup group = CaseGroup.of(id, entries.values());
                    return groups.save(sql, List.of(group))
                            .chain(() -> sql.update(RESIZE, id))
                            .chain(() -> detection.name(sql, id, group.place(), group.category()));
                });
    }

    private Uni<Map<UUID, CaseEntry>> entries(Sql sql, List<Told> told) {
        Map<UUID, Terms> terms = told.stream()
                .collect(Collectors.toMap(
                        Told::caseId,
                        t -> Terms.of(t.event().title(), t.event().text()),
                        (a, b) -> a,
                        LinkedHashMap::new));
        Map<UUID, Told> byId = told.stream().collect(Collectors.toMap(Told::caseId, Function.identity()));
        return vocabulary
                .of(sql, terms.values())
                .map(known -> terms.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> described.of(byId.get(entry.getKey()), entry.getValue(), known),
                                (a, b) -> a,
                                LinkedHashMap::new)));
    }

    private Uni<Void> note(
            Mutiny.Session session, UUID id, Kind kind, Collection<UUID> cases, String detail, String by) {
        UUID[] about = cases.isEmpty() ? new UUID[1] : cases.toArray(UUID[]::new);
        return Sql.on(session)
                .update(NOTE, id, kind, about, detail, by, clock.instant())
                .replaceWithVoid();
    }
}
