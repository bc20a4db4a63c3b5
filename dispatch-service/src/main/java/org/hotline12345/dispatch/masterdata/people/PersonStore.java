package org.hotline12345.dispatch.masterdata.people;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.masterdata.MasterStore;
import org.hotline12345.dispatch.masterdata.people.model.Person;

/** The directory of people. Nobody is taken out of it: who did something stays known by name. */
@Singleton
class PersonStore extends MasterStore<String, Person> {
    private final Pool pool;

    PersonStore(Pool pool) {
        super(
                pool,
                "person",
                new Table<Person>("person")
                        .text("subject", Person::subject)
                        .key()
                        .text("name", Person::name)
                        .textArray("roles", Person::roles)
                        .text("unit", Person::unit)
                        .text("phone", Person::phone)
                        .name("level", Person::level)
                        .day("valid_from", Person::validFrom)
                        .day("valid_to", Person::validTo)
                        .flag("filed", Person::filed)
                        .flag("lapsed", Person::lapsed)
                        .day("signed_in", Person::signedIn),
                RecordReader.of(Person.class),
                Person::subject);
        this.pool = pool;
    }

    @Override
    protected Uni<Versioned<Person>> find(Sql sql, String subject) {
        return first(sql, "subject = $1", subject);
    }

    /** The person, locked: a sign-in does not go the way of the office's writers, one after the other. Null if there is none. */
    Uni<Versioned<Person>> lock(Mutiny.Session session, String subject) {
        return first(Sql.on(session), "subject = $1 for update", subject);
    }

    /** Adds the person, or locks the one whom the office has filed meanwhile. */
    Uni<Versioned<Person>> insertOrLock(Mutiny.Session session, Person person) {
        return insertMissing(session, person).chain(() -> lock(session, person.subject()));
    }

    /** By unit and subject: of a unit, with a role, whose name or subject holds a text, at work on a day or not. */
    Uni<Page<Person>> page(PageRequest page, String unit, String role, String q, LocalDate day, Boolean valid) {
        var arguments = new ArrayList<Object>();
        arguments.add(page.cursor() == null ? "" : page.cursor().text(0));
        arguments.add(page.limit() + 1);
        arguments.add(unit);
        arguments.add(role);
        arguments.add(q);
        arguments.add(day);
        arguments.add(valid);
        return page(page, """
                subject > $1
                          and ($3::text is null or unit = $3)
                          and ($4::text is null or $4 = any (roles))
                          and ($5::text is null or position($5 in name) > 0 or position($5 in subject) > 0)
                          and ($7::boolean is null or $7 = ($6::date between valid_from and coalesce(valid_to, $6::date)))
                """, "subject", arguments, row -> Cursor.encode(row.getString("subject")));
    }

    /** Everybody, in the order of units. */
    Uni<List<Person>> everybody() {
        return all(Sql.on(pool), "true").map(people -> sorted(people.values()));
    }

    private static List<Person> sorted(Collection<Person> people) {
        return people.stream()
                .sorted(Comparator.comparing(Person::unit, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(Person::subject))
                .toList();
    }

    /** These people as they are filed, by subject. */
    Uni<Map<String, Person>> of(Mutiny.Session session, Collection<String> subjects) {
        return all(Sql.on(session), "subject = any ($1::text[])", (Object) subjects.toArray(String[]::new));
    }

    Uni<Long> revision() {
        return Sql.on(pool).first("select revision from person_revision").map(row -> row.getLong("revision"));
    }

    /** Lets the copies in memory know. */
    Uni<Void> changed(Mutiny.Session session) {
        return Sql.on(session).update("""
                        update person_revision
                        set revision = revision + 1
                        """).replaceWithVoid();
    }
}
