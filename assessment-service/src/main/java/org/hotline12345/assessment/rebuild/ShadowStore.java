package org.hotline12345.assessment.rebuild;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Writes;

/**
 * A schema that holds a copy of some live tables' structure: columns, checks, keys, indexes and storage settings under the same
 * names, so that the copy can take their place and later migrations find everything as they expect it.
 */
@ApplicationScoped
class ShadowStore {
    private static final String PREFIX = "rebuild_";

    private static final String LEFT_OVER = """
            select nspname::text as schema
            from pg_namespace
            where nspname like 'rebuild\\_%'
            """;

    private static final String SETTINGS = """
            select array_to_string(reloptions, ', ') as settings
            from pg_class
            where oid = $1::text::regclass
              and reloptions is not null
            """;

    private static final String KEYS = """
            select
              conname::text as name,
              pg_get_constraintdef(oid) as definition
            from pg_constraint
            where conrelid = $1::text::regclass
              and contype in ('p', 'u')
            order by conname
            """;

    private static final String INDEXES = """
            select pg_get_indexdef(i.indexrelid) as definition
            from pg_index i
            where i.indrelid = $1::text::regclass
              and not exists (
                select 1
                from pg_constraint
                where conindid = i.indexrelid)
            order by 1
            """;

    private static final String PARTITIONED_BY = """
            select pg_get_partkeydef(oid) as key
            from pg_class
            where oid = $1::text::regclass
              and relkind = 'p'
            """;

    private static final String PARTITIONS = """
            select
              c.relname::text as name,
              pg_get_expr(c.relpartbound, c.oid) as bounds
            from pg_inherits
            join pg_class c on c.oid = inhrelid
            where inhparent = $1::text::regclass
            order by c.relname
            """;

    /** The name of the schema of a rebuild. */
    static String name(UUID rebuild) {
        return PREFIX + rebuild.toString().replace("-", "");
    }

    /** Makes the schema with empty copies; drops what broken rebuilds left. */
    Uni<Void> make(Mutiny.Session session, String schema, List<String> tables) {
        var sql = Sql.on(session);
        return sql.select(LEFT_OVER).chain(rows -> {
            Uni<?> made = Uni.createFrom().voidItem();
            for (var row : rows) {
                made = made.chain(() -> drop(session, row.getString("schema")));
            }
            made = made.chain(() -> sql.update("create schema " + schema));
            for (String table : tables) {
                made = made.chain(() -> copy(sql, schema, table));
            }
            return made.replaceWithVoid();
        });
    }

    private static Uni<Void> copy(Sql sql, String schema, String table) {
        String live = "public." + table;
        String copy = schema + "." + table;
        return sql.first(PARTITIONED_BY, live)
                .chain(by -> sql.update("create table %s (like %s including all excluding indexes)%s"
                        .formatted(copy, live, by == null ? "" : " partition by " + by.getString("key"))))
                .chain(() -> sql.select(PARTITIONS, live))
                .chain(partitions -> one(
                        partitions,
                        partition -> copy(sql, schema, partition.getString("name"))
                                .chain(() -> sql.update("alter table %s attach partition %s.%s %s"
                                        .formatted(
                                                copy,
                                                schema,
                                                partition.getString("name"),
                                                partition.getString("bounds"))))))
                .chain(() -> sql.select(SETTINGS, live))
                .chain(settings -> all(
                        sql,
                        settings.stream()
                                .map(row -> "alter table %s set (%s)".formatted(copy, row.getString("settings")))
                                .toList()))
                .chain(() -> sql.select(KEYS, live))
                .chain(keys -> all(
                        sql,
                        keys.stream()
                                .map(row -> "alter table %s add constraint %s %s"
                                        .formatted(copy, row.getString("name"), row.getString("definition")))
                                .toList()))
                .chain(() -> sql.select(INDEXES, live))
                .chain(indexes -> all(
                        sql,
                        indexes.stream()
                                .map(row -> row.getString("definition")
                                        .replace(" ON ONLY " + live + " ", " ON " + live + " ")
                                        .replace(" ON " + live + " ", " ON " + copy + " "))
                                .toList()));
    }

    /** Writes to the tables that the transaction finds first. */
    Uni<Void> write(Mutiny.Session session, Consumer<Writes> what) {
        var writes = new Writes();
        what.accept(writes);
        return writes.run(Sql.on(session));
    }

    /** Holds back whoever counts events until the transaction ends: that begins in the live journal. */
    Uni<Void> hold(Mutiny.Session session) {
        return Sql.on(session)
                .update("lock table public.journal in share row exclusive mode")
                .replaceWithVoid();
    }

    /** Makes the transaction find the schema's tables first. */
    Uni<Void> enter(Mutiny.Session session, String schema) {
        return Sql.on(session)
                .update("set local search_path to " + schema + ", public")
                .replaceWithVoid();
    }

    /** Gives the planner figures before the copy is used. */
    Uni<Void> analyze(Mutiny.Session session, String schema, List<String> tables) {
        return all(
                Sql.on(session),
                tables.stream().map(table -> "analyze " + schema + "." + table).toList());
    }

    /** Puts the copies in the place of the live tables, which go. */
    Uni<Void> swap(Mutiny.Session session, String schema, List<String> tables) {
        var sql = Sql.on(session);
        String replaced = schema + "_replaced";
        Uni<?> swapped = sql.update("create schema " + replaced);
        for (String table : tables) {
            swapped = swapped.chain(() -> move(sql, table, "public", replaced))
                    .chain(() -> move(sql, table, schema, "public"));
        }
        return swapped.chain(() -> drop(session, replaced));
    }

    /** Puts a table into another schema, and its partitions with it. */
    private static Uni<Void> move(Sql sql, String table, String from, String to) {
        return sql.select(PARTITIONS, from + "." + table)
                .chain(partitions -> one(partitions, row -> move(sql, row.getString("name"), from, to)))
                .chain(() -> sql.update("alter table %s.%s set schema %s".formatted(from, table, to)))
                .replaceWithVoid();
    }

    /** Drops the schema and what is left in it. */
    Uni<Void> drop(Mutiny.Session session, String schema) {
        var sql = Sql.on(session);
        return sql.update("set local client_min_messages to warning")
                .chain(() -> sql.update("drop schema if exists " + schema + " cascade"))
                .replaceWithVoid();
    }

    private static Uni<Void> all(Sql sql, List<String> statements) {
        return one(statements, sql::update);
    }

    /** One after the other. */
    private static <T> Uni<Void> one(List<T> all, Function<T, Uni<?>> work) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (T each : all) {
            done = done.chain(() -> work.apply(each)).replaceWithVoid();
        }
        return done;
    }
}
