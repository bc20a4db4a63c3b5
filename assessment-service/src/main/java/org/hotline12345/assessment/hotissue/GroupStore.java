package org.hotline12345.assessment.hotissue;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.hotissue.model.CaseEntry;
import org.hotline12345.assessment.hotissue.model.CaseGroup;
import org.hotline12345.assessment.hotissue.model.Features;
import org.hotline12345.assessment.hotissue.model.Grouping;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;

/** Groups of cases in the database. Written by one transaction at a time: who writes holds {@link #LOCK}. */
@ApplicationScoped
class GroupStore {
    private static final long LOCK = 12_345_185;

    /** Of one key no more groups are looked at, those with the latest cases. */
    private static final int GROUPS_OF_KEY = 50;

    /** Of an array of one dimension: dimensions, whether any is null, type, size, first index; then each with its length before it. */
    private static final int HEADER = 5 * Integer.BYTES;

    private static final int SIZE_AT = 3 * Integer.BYTES;
    private static final int LENGTH = Integer.BYTES;
    private static final int ELEMENT = LENGTH + Integer.BYTES;

    private static final String TRY_LOCK = """
            select pg_try_advisory_xact_lock($1) as locked
            """;

    private static final String WAIT_FOR_LOCK = """
            select pg_advisory_xact_lock($1)::text
            """;

    /** A row that is changed is another one at another place, also when a transaction changes it twice. */
    private static final String COLUMNS = """
            select
              group_id, size, first_at, last_at, place, category, held,
              state = 'DISMISSED' as dismissed,
              ctid::text || xmin::text as row_version
            """;

    private static final String WITH_FEATURES = COLUMNS + """
              ,
              array_send(features) as features,
              array_send(weights) as weights
            from case_group
            where group_id = any($1::uuid[])
            """;

    private static final String NEAR = COLUMNS + """
            from case_group
            where group_id in (
                select near.group_id
                from unnest($1::integer[]) as wanted (key)
                cross join lateral (
                  select group_id
                  from case_group_key
                  where case_group_key.key = wanted.key
                    and last_at >= date_trunc('hour', $2::timestamptz)
                  order by last_at desc
                  limit $4) near)
              and first_at <= $3
            """;

    private static final String PARTS = """
            select
              part.part_id, part.group_id, part.size, whole.first_at, whole.last_at,
              array_send(part.features) as features,
              array_send(part.weights) as weights
            from case_group_part part
            join case_group whole
              on whole.group_id = part.group_id
            where part.group_id = any($1::uuid[])
            """;

    /** What both were about before they were put together, and what they were put together of themselves. */
    private static final String KEEP_PARTS = """
            with moved as (
              update case_group_part
              set group_id = $2
              where group_id = $1)
            insert into case_group_part (part_id, group_id, size, features, weights)
            select group_id, $2, size, features, weights
            from case_group
            where group_id in ($1, $2)
            on conflict do nothing
            """;

    private static final String DROP_PARTS = """
            delete from case_group_part
            where part_id = any($1::uuid[])
            """;

    private static final String SAVE = """
            insert into case_group as old (
              group_id, state, held, size, first_at, last_at, place, category, features, weights)
            select
              group_id,
              'FORMING',
              false, size, first_at, last_at, place, category,
              features::integer[],
              weights::real[]
            from unnest(
              $1::uuid[], $2::integer[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::text[], $7::text[],
              $8::text[]) as told (group_id, size, first_at, last_at, place, category, features, weights)
            on conflict (group_id) do update
            set size = excluded.size,
                first_at = excluded.first_at,
                last_at = excluded.last_at,
                place = excluded.place,
                category = excluded.category,
                features = excluded.features,
                weights = excluded.weights,
                touched_at = now()
            """;

    /** Keys tell the hour of the last case, so that a group that grows fast keeps its keys. */
    private static final String SAVE_KEYS = """
            with wanted as (
              select key, date_trunc('hour', last_at) as last_at, group_id
              from unnest($1::integer[], $2::timestamptz[], $3::uuid[]) as told (key, last_at, group_id)),
            gone as (
              delete from case_group_key
              where group_id = any($4::uuid[])
                and (key, last_at, group_id) not in (select * from wanted))
            insert into case_group_key (key, last_at, group_id)
            select *
            from wanted
            on conflict do nothing
            """;

    private static final String MOVE_MEMBERS = """
            update case_group_member
            set group_id = move.stays
            from unnest($1::uuid[], $2::uuid[]) as move (goes, stays)
            where case_group_member.group_id = move.goes
            """;

    private static final String REMEMBER = """
            insert into hot_issue_merged (group_id, into_id)
            select move.goes, move.stays
            from unnest($1::uuid[], $2::uuid[]) as move (goes, stays)
            join case_group
              on case_group.group_id = move.goes
            where case_group.state <> 'FORMING'
            """;

    private static final String REMEMBER_FURTHER = """
            update hot_issue_merged
            set into_id = move.stays
            from unnest($1::uuid[], $2::uuid[]) as move (goes, stays)
            where hot_issue_merged.into_id = move.goes
            """;

    private static final String DROP = """
            delete from case_group
            where group_id = any($1::uuid[])
            """;

    private static final String FORGET = """
            delete from case_group
            where group_id in (
              select group_id
              from case_group
              where state = 'FORMING'
                and not held
                and touched_at < $1
                and last_at < $1
              limit 5000)
            """;

    /** A group that had nothing else and was no issue yet is gone; one that people know keeps its last case in its size. */
    private static final String LEAVE = """
            with gone as (
              delete from case_group_member member
              using case_to_group waiting
              where waiting.case_id = member.case_id
                and waiting.again
                and member.case_id = any($1::uuid[])
              returning member.group_id),
            fewer as (
              select group_id, count(*) as cases
              from gone
              group by group_id),
            shrunk as (
              update case_group
              set size = size - fewer.cases
              from fewer
              where fewer.group_id = case_group.group_id
                and size > fewer.cases)
            delete from case_group
            using fewer
            where fewer.group_id = case_group.group_id
              and size <= fewer.cases
              and state = 'FORMING'
            """;

    private static final String GROUPS_OF = """
            select
              case_id,
              group_id
            from case_group_member
            where case_id = any($1::uuid[])
            """;

    private static final Table<Member> MEMBERS = Table.of("case_group_member", Member.class);

    private final KeptFeatures kept = new KeptFeatures();
    private final List<IssueListener> listeners;

    GroupStore(@All List<IssueListener> listeners) {
        this.listeners = listeners;
    }

    /** A case of a group, as it was placed. */
    record Member(
            UUID caseId,
            UUID groupId,
            Instant at,
            UUID citizen,
            float likeness,
            String topic,
            int kafkaPartition,
            long kafkaOffset) {}

    /** Takes the right to write, until the transaction ends; false if somebody else has it. */
    Uni<Boolean> tryLock(Mutiny.Session session) {
        return Sql.on(session).first(TRY_LOCK, LOCK).map(row -> row.getBoolean("locked"));
    }

    /** Takes the right to write, until the transaction ends, as soon as nobody else has it. */
    Uni<Void> lock(Mutiny.Session session) {
        return Sql.on(session).first(WAIT_FOR_LOCK, LOCK).replaceWithVoid();
    }

    /** The groups to which one of the cases may belong. */
    Uni<List<CaseGroup>> near(Mutiny.Session session, Collection<CaseEntry> cases, Duration window) {
        Integer[] keys = cases.stream()
                .flatMapToInt(entry -> Arrays.stream(entry.features().keys(Grouping.KEYS)))
                .distinct()
                .boxed()
                .toArray(Integer[]::new);
        Instant first =
                cases.stream().map(CaseEntry::at).min(Instant::compareTo).orElseThrow();
        Instant last = cases.stream().map(CaseEntry::at).max(Instant::compareTo).orElseThrow();
        return Sql.on(session)
                .select(NEAR, keys, first.minus(window), last.plus(window), GROUPS_OF_KEY)
                .chain(rows -> withFeatures(session, rows))
                .chain(found -> withParts(session, found));
    }

    /** Read are the features of those only that are new or changed. */
    private Uni<List<CaseGroup>> withFeatures(Mutiny.Session session, List<Row> rows) {
        var found = new ArrayList<CaseGroup>(rows.size());
        var unknown = new ArrayList<UUID>();
        for (Row row : rows) {
            UUID id = row.getUUID("group_id");
            Features features = kept.of(id, row.getString("row_version"));
            if (features == null) {
                unknown.add(id);
            } else {
                found.add(group(row, features));
            }
        }
        if (unknown.isEmpty()) {
            return Uni.createFrom().item(found);
        }
        return Sql.on(session)
                .select(WITH_FEATURES, (Object) unknown.toArray(UUID[]::new))
                .map(read -> {
                    read.forEach(row -> found.add(group(row, keep(row))));
                    return found;
                });
    }

    private Features keep(Row row) {
        Features features = features(row.getBuffer("features"), row.getBuffer("weights"));
        kept.keep(row.getUUID("group_id"), row.getString("row_version"), features);
        return features;
    }

    private Uni<List<CaseGroup>> withParts(Mutiny.Session session, List<CaseGroup> found) {
        UUID[] held = found.stream().filter(CaseGroup::held).map(CaseGroup::id).toArray(UUID[]::new);
        return held.length == 0
                ? Uni.createFrom().item(found)
                : parts(session, held)
                        .map(parts -> found.stream()
                                .map(group -> group.with(parts.getOrDefault(group.id(), List.of())))
                                .toList());
    }

    /** What the group was put together of by hand. */
    Uni<List<CaseGroup>> parts(Mutiny.Session session, UUID id) {
        return parts(session, new UUID[] {id}).map(parts -> parts.getOrDefault(id, List.of()));
    }

    private static Uni<Map<UUID, List<CaseGroup>>> parts(Mutiny.Session session, UUID[] ids) {
        return Sql.on(session)
                .select(PARTS, (Object) ids)
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> row.getUUID("group_id"),
                                Collectors.mapping(GroupStore::part, Collectors.toList()))));
    }

    /** Before two are put together by hand: what is like the one or the other goes on coming to both. */
    Uni<Void> keepParts(Mutiny.Session session, UUID goes, UUID stays) {
        return Sql.on(session).update(KEEP_PARTS, goes, stays).replaceWithVoid();
    }

    /** What is like these comes to their group no more. */
    Uni<Void> dropParts(Mutiny.Session session, List<UUID> parts) {
        return Sql.on(session).update(DROP_PARTS, parts).replaceWithVoid();
    }

    /** Writes groups that are new or different, with their keys; what staff decided stays as it is. */
    Uni<Void> save(Mutiny.Session session, Collection<CaseGroup> groups) {
        if (groups.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        UUID[] ids = groups.stream().map(CaseGroup::id).toArray(UUID[]::new);
        var centres = groups.stream().map(CaseGroup::centre).toList();
        var keys = new ArrayList<Integer>();
        var keyTimes = new ArrayList<Instant>();
        var keyGroups = new ArrayList<UUID>();
        for (CaseGroup group : groups) {
            for (int key : group.keys(Grouping.KEYS)) {
                keys.add(key);
                keyTimes.add(group.lastAt());
                keyGroups.add(group.id());
            }
        }
        var sql = Sql.on(session);
        return sql.update(
                        SAVE,
                        ids,
                        groups.stream().map(CaseGroup::size).toArray(Integer[]::new),
                        groups.stream().map(CaseGroup::firstAt).toArray(Instant[]::new),
                        groups.stream().map(CaseGroup::lastAt).toArray(Instant[]::new),
                        groups.stream().map(CaseGroup::place).toArray(String[]::new),
                        groups.stream().map(CaseGroup::category).toArray(String[]::new),
                        centres.stream().map(GroupStore::features).toArray(String[]::new),
                        centres.stream().map(GroupStore::weights).toArray(String[]::new))
                .chain(() -> sql.update(
                        SAVE_KEYS,
                        keys.toArray(Integer[]::new),
                        keyTimes.toArray(Instant[]::new),
                        keyGroups.toArray(UUID[]::new),
                        ids))
                .replaceWithVoid();
    }

    /** Moves the cases of groups that went to those that hold them now. */
    Uni<Void> merge(Mutiny.Session session, Map<UUID, UUID> merged) {
        if (merged.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        UUID[] goes = merged.keySet().toArray(UUID[]::new);
        UUID[] stays = merged.values().toArray(UUID[]::new);
        var sql = Sql.on(session);
        return sql.update(MOVE_MEMBERS, goes, stays)
                .chain(() -> sql.update(REMEMBER_FURTHER, goes, stays))
                .chain(() -> sql.update(REMEMBER, goes, stays))
                .chain(() -> sql.update(DROP, (Object) goes))
                .chain(() -> tell(listener -> listener.merged(session, merged)));
    }

    /** These cases leave their groups, as far as they are to be placed again. */
    Uni<Void> leave(Mutiny.Session session, Collection<UUID> cases) {
        return Sql.on(session)
                .update(LEAVE, (Object) cases.toArray(UUID[]::new))
                .replaceWithVoid();
    }

    /** Forgets some of the groups that never became an issue and ended before. */
    Uni<Integer> forget(Mutiny.Session session, Instant before) {
        return Sql.on(session).update(FORGET, before);
    }

    /** Writes cases that were placed. */
    Uni<Void> add(Mutiny.Session session, List<Member> members) {
        return new Writes().insert(MEMBERS, members).run(Sql.on(session));
    }

    /** In which group each of these cases is; of one that is in none nothing. */
    Uni<Map<UUID, UUID>> groupsOf(Mutiny.Session session, Collection<UUID> cases) {
        return Sql.on(session)
                .select(GROUPS_OF, cases)
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(row -> row.getUUID("case_id"), row -> row.getUUID("group_id"))));
    }

    /** Cases were registered that name something that is kept elsewhere. */
    Uni<Void> registered(Mutiny.Session session, Map<UUID, String> names) {
        return names.isEmpty() ? Uni.createFrom().voidItem() : tell(listener -> listener.registered(session, names));
    }

    private Uni<Void> tell(Function<IssueListener, Uni<Void>> what) {
        Uni<Void> told = Uni.createFrom().voidItem();
        for (IssueListener listener : listeners) {
            told = told.chain(() -> what.apply(listener));
        }
        return told;
    }

    private static CaseGroup group(Row row, Features features) {
        return CaseGroup.restored(
                row.getUUID("group_id"),
                row.getInteger("size"),
                Rows.instant(row, "first_at"),
                Rows.instant(row, "last_at"),
                row.getString("place"),
                row.getString("category"),
                row.getBoolean("held"),
                row.getBoolean("dismissed"),
                features);
    }

    private static CaseGroup part(Row row) {
        return CaseGroup.restored(
                row.getUUID("part_id"),
                row.getInteger("size"),
                Rows.instant(row, "first_at"),
                Rows.instant(row, "last_at"),
                null,
                null,
                true,
                false,
                features(row.getBuffer("features"), row.getBuffer("weights")));
    }

    /** Arrays of different lengths cannot go through {@code unnest}; their text can. */
    private static String features(Features centre) {
        return Arrays.stream(centre.features()).mapToObj(Integer::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static String weights(Features centre) {
        return IntStream.range(0, centre.weights().length)
                .mapToObj(i -> Float.toString(centre.weights()[i]))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /**
     * Arrays as PostgreSQL sends them: so a batch reads its thousands of groups without an object for each number.
     *
     * @see <a href="https://www.postgresql.org/docs/current/protocol-overview.html#PROTOCOL-FORMAT-CODES">Formats and format codes</a>
     */
    private static Features features(Buffer features, Buffer weights) {
        int size = sizeOf(features);
        var ids = new int[size];
        var values = new float[size];
        for (int i = 0; i < size; i++) {
            int at = HEADER + i * ELEMENT + LENGTH;
            ids[i] = features.getInt(at);
            values[i] = weights.getFloat(at);
        }
        return new Features(ids, values);
    }

    /** An array of nothing has no dimension. */
    private static int sizeOf(Buffer array) {
        return array.getInt(0) == 0 ? 0 : array.getInt(SIZE_AT);
    }
}
