package org.hotline12345.dispatch.deputy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.dispatch.deputy.model.Deputyship;
import org.hotline12345.dispatch.deputy.model.NamedDeputy;
import org.hotline12345.dispatch.deputy.model.Role;

/** Deputyships as filed; rows are never deleted, so who could sign on which day stays known. */
@ApplicationScoped
class DeputyStore {
    private static final int MOST_OF_A_PERSON = 200;

    private static final Table<NamedDeputy> DEPUTIES = new Table<NamedDeputy>("deputy")
            .uuid("id", NamedDeputy::id)
            .key()
            .part(
                    NamedDeputy::deputyship,
                    deputyship -> deputyship
                            .text("unit", Deputyship::unit)
                            .text("person", Deputyship::person)
                            .text("role", of -> of.role().code())
                            .name("level", Deputyship::level)
                            .text("deputy", Deputyship::deputy)
                            .day("valid_from", Deputyship::from)
                            .day("valid_to", Deputyship::to))
            .text("reason", NamedDeputy::reason)
            .text("named_by", NamedDeputy::namedBy)
            .time("named_at", NamedDeputy::namedAt)
            .fixed()
            .text("ended_by", NamedDeputy::endedBy)
            .time("ended_at", NamedDeputy::endedAt);

    private static final RecordReader<Deputyship> DEPUTYSHIP = RecordReader.of(Deputyship.class)
            .with("role", row -> Role.of(row.getString("role")).orElseThrow())
            .column("from", "valid_from")
            .column("to", "valid_to");

    private static final RecordReader<NamedDeputy> NAMED =
            RecordReader.of(NamedDeputy.class).with("deputyship", DEPUTYSHIP);

    private static final String SELECT = "select " + DEPUTIES.columns() + " from deputy ";

    private final Pool pool;

    DeputyStore(Pool pool) {
        this.pool = pool;
    }

    /** Makes other namings in the unit wait, so that two cannot overlap; 404 if there is no such unit. */
    Uni<Void> oneNamingAtATime(Mutiny.Session session, String unit) {
        return Sql.on(session)
                .first("select code from unit where code = $1 for no key update", unit)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .replaceWithVoid();
    }

    /** Deputyships of the person in the role that were not ended. */
    Uni<List<Deputyship>> of(Mutiny.Session session, String unit, String person, Role role) {
        return Sql.on(session).select(SELECT + """
                        where unit = $1
                          and person = $2
                          and role = $3
                          and ended_at is null
                        """, unit, person, role.code()).map(DeputyStore::deputyships);
    }

    /** Deputyships of the deputy in the role in one of the units that were not ended. */
    Uni<List<Deputyship>> heldBy(Mutiny.Session session, String deputy, Role role, List<String> units) {
        return Sql.on(session).select(SELECT + """
                        where deputy = $1
                          and role = $2
                          and unit = any ($3::text[])
                          and ended_at is null
                        order by valid_from, id
                        """, deputy, role.code(), units).map(DeputyStore::deputyships);
    }

    /** The deputyship, locked; 404 if there is none. */
    Uni<NamedDeputy> lock(Mutiny.Session session, UUID id) {
        return Sql.on(session)
                .first(SELECT + "where id = $1 for update", id)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .map(NAMED);
    }

    Uni<Void> insert(Mutiny.Session session, NamedDeputy named) {
        return new Writes().insert(DEPUTIES, List.of(named)).run(Sql.on(session));
    }

    Uni<Void> update(Mutiny.Session session, NamedDeputy named) {
        return new Writes().update(DEPUTIES, List.of(named)).run(Sql.on(session));
    }

    /** Those that stand on the day. */
    Uni<List<Deputyship>> standing(LocalDate day) {
        return Sql.on(pool).select(SELECT + """
                        where ended_at is null
                          and $1 between valid_from and valid_to
                        """, day).map(DeputyStore::deputyships);
    }

    /** For whom the person may act on the day or later. */
    Uni<Page<NamedDeputy>> mine(String deputy, LocalDate day) {
        return Sql.on(pool)
                .select(SELECT + """
                        where deputy = $1
                          and ended_at is null
                          and valid_to >= $2
                        order by valid_from, id
                        limit $3
                        """, deputy, day, MOST_OF_A_PERSON)
                .map(rows -> new Page<>(rows.stream().map(NAMED).toList(), null));
    }

    /** The deputies of a unit; with a day those that stood on it. */
    Uni<Page<NamedDeputy>> ofUnit(String unit, LocalDate on, PageRequest page) {
        return Sql.on(pool).page(SELECT + """
                        where unit = $4
                          and ($5::date is null or ended_at is null and $5 between valid_from and valid_to)
                          and ($1::timestamptz is null or (named_at, id) > ($1, $2::uuid))
                        order by named_at, id
                        limit $3
                        """, "named_at", page, NAMED, unit, on);
    }

    private static List<Deputyship> deputyships(List<Row> rows) {
        return rows.stream().map(DEPUTYSHIP).toList();
    }
}
