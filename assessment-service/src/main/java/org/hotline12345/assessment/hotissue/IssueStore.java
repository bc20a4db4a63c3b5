package org.hotline12345.assessment.hotissue;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.hotissue.model.CaseGroup;
import org.hotline12345.assessment.hotissue.model.IssueName;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;

/** What makes an issue of a group of cases: its name, and what staff decided about it. Who writes holds the lock of {@link GroupStore}. */
@ApplicationScoped
class IssueStore {
    private static final String LOCK_ISSUE = """
            select version
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
                version = version + $2
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

    private static final String SIZE = """
            select count(*) as size
            from case_group_member
            where group_id = $1
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

    private static final String DUE = """
            select
              group_id, state, place, category,
              (select count(distinct citizen)
               from (
                 select citizen
                 from case_group_member
                 where case_group_member.group_id = case_group.group_id
                 limit 100) seen) as citizens
            from case_group
            where group_id = any($1::uuid[])
              and size >= $2
              and size >= named_size * 1.5
            """;

    private static final String NAME = """
            update case_group
            set name = case when named_by is null then $2 else name end,
                words = $3::text[],
                named_size = size
            where group_id = $1
            """;

    private static final String DETECT = """
            update case_group
            set state = 'FOUND',
                detected_at = $2
            where group_id = $1
            """;

    private static final String CASES = """
            select case_id
            from case_group_member
            where group_id = $1
            order by at desc, case_id
            limit $2
            """;

    private static final Table<Decision> DECIDED = Table.of("hot_issue_decision", Decision.class);

    private final GroupStore groups;

    IssueStore(GroupStore groups) {
        this.groups = groups;
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

    /** What somebody decided about a group, and about a case of it where it is about one. */
    record Decision(UUID groupId, Kind kind, UUID caseId, String detail, String decidedBy, Instant decidedAt) {}

    /** A group that is to be named: it is large enough to be an issue, and larger than when it was named last. */
    record Large(UUID groupId, String state, String place, String category, long citizens) {}

    /** The version of an issue, which stays as it is until the transaction ends; null if there is none. */
    Uni<Integer> lockIssue(Mutiny.Session session, UUID id) {
        return Sql.on(session).first(LOCK_ISSUE, id).map(row -> row == null ? null : row.getInteger("version"));
    }

    /** Staff say what it is; they may give it a name. */
    Uni<Void> decide(Mutiny.Session session, UUID id, IssueQueries.State state, String name, String by) {
        return Sql.on(session).update(SET_STATE, id, state, name, by).replaceWithVoid();
    }

    /** Somebody decided about the issue: it is never merged into another by itself. */
    Uni<Void> hold(Mutiny.Session session, UUID id) {
        return Sql.on(session).update(HOLD, new UUID[] {id}, 1).replaceWithVoid();
    }

    /** Puts each of the cases into its group, by somebody's decision. */
    Uni<Void> move(Mutiny.Session session, Map<UUID, UUID> groups, String by) {
        return Sql.on(session)
                .update(
                        MOVE,
                        groups.keySet().toArray(UUID[]::new),
                        groups.values().toArray(UUID[]::new),
                        by)
                .replaceWithVoid();
    }

    /** Saves groups of cases that somebody took out of another one. */
    Uni<Void> saveHeld(Mutiny.Session session, List<CaseGroup> made) {
        UUID[] ids = made.stream().map(CaseGroup::id).toArray(UUID[]::new);
        return groups.save(session, made)
                .chain(() -> Sql.on(session).update(HOLD, ids, 0))
                .replaceWithVoid();
    }

    Uni<Long> size(Mutiny.Session session, UUID id) {
        return Sql.on(session).first(SIZE, id).map(row -> row.getLong("size"));
    }

    /** Counts the cases of a group anew. */
    Uni<Void> resize(Mutiny.Session session, UUID id) {
        return Sql.on(session).update(RESIZE, id).replaceWithVoid();
    }

    /** Drops those of the groups that hold no case any more. */
    Uni<Void> dropEmpty(Mutiny.Session session, Collection<UUID> ids) {
        return Sql.on(session)
                .update(DROP_EMPTY, (Object) ids.toArray(UUID[]::new))
                .replaceWithVoid();
    }

    /** Writes down what was decided about a group and these of its cases, or about none. */
    Uni<Void> note(Mutiny.Session session, Decision decision, Collection<UUID> cases) {
        var decisions = cases.stream()
                .map(about -> new Decision(
                        decision.groupId(),
                        decision.kind(),
                        about,
                        decision.detail(),
                        decision.decidedBy(),
                        decision.decidedAt()))
                .toList();
        return new Writes()
                .insert(DECIDED, decisions.isEmpty() ? List.of(decision) : decisions)
                .run(Sql.on(session));
    }

    /** Those of the groups that are to be named. */
    Uni<List<Large>> large(Mutiny.Session session, UUID[] ids, int leastCases) {
        return Sql.on(session).list(Large.class, DUE, ids, leastCases);
    }

    /** Names a group, unless staff did. */
    Uni<Void> name(Mutiny.Session session, UUID id, IssueName name) {
        return Sql.on(session)
                .update(NAME, id, name.name(), name.words().toArray(String[]::new))
                .replaceWithVoid();
    }

    /** Makes an issue of a group; answers its latest cases. */
    Uni<List<UUID>> detect(Mutiny.Session session, UUID id, Instant now, int cases) {
        var sql = Sql.on(session);
        return sql.update(DETECT, id, now)
                .chain(() -> sql.select(CASES, id, cases))
                .map(rows -> rows.stream().map(row -> row.getUUID("case_id")).toList());
    }
}
