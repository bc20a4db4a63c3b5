package org.hotline12345.dispatch.masterdata.people;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.rest.FreeText;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.changelog.ChangeLog;
import org.hotline12345.dispatch.changelog.LoggedChange;
import org.hotline12345.dispatch.changelog.LoggedChange.Action;
import org.hotline12345.dispatch.changelog.LoggedChange.Kind;
import org.hotline12345.dispatch.masterdata.ImportedRows;
import org.hotline12345.dispatch.masterdata.Importer;
import org.hotline12345.dispatch.masterdata.MasterDataStore;
import org.hotline12345.dispatch.masterdata.MasterStore.Versioned;
import org.hotline12345.dispatch.masterdata.RowReader;
import org.hotline12345.dispatch.masterdata.people.model.Person;
import org.hotline12345.events.OfficeEvent;
import org.hotline12345.events.SignOffLevel;

/** Files people, by the office or from what the provider says when they sign in. */
@Singleton
public class People extends Importer<String, Person> {
    /** Roles that people have. */
    static final Set<String> ROLES = Stream.concat(Roles.OF_OFFICE.stream(), Roles.OF_UNITS.stream())
            .filter(role -> !role.equals(Roles.SERVICE))
            .collect(Collectors.toUnmodifiableSet());

    /** Of an office: digits, with what is written between them. */
    static final String PHONE = "[0-9+() \\-]{3,30}";

    private static final Pattern PHONES = Pattern.compile(PHONE);
    private static final Pattern PLAIN = Pattern.compile(FreeText.PLAIN, Pattern.DOTALL);

    private final PersonStore people;
    private final Directory directory;
    private final ChangeLog log;

    People(
            MasterDataStore masterData,
            PersonStore store,
            Directory directory,
            ChangeLog log,
            Transactions transactions,
            Vertx vertx,
            Clock clock) {
        super(masterData, store, transactions, vertx, clock);
        this.people = store;
        this.directory = directory;
        this.log = log;
    }

    /** Makes or changes a person; version 0 is a new one. */
    Uni<Versioned<Person>> put(Person wanted, CommandContext context) {
        return transactions.inTransaction(session -> masterData
                .beginChange(session)
                .call(() -> checkUnit(session, wanted.unit()))
                .chain(() -> store.find(session, wanted.subject()))
                .chain(before -> {
                    if (before != null) {
                        context.requireVersion(before.version());
                    }
                    var person = seen(wanted, before == null ? null : before.item());
                    return save(session, List.of(person), context.actor())
                            .replaceWith(new Versioned<>(person, before == null ? 0 : before.version() + 1));
                }));
    }

    /** Somebody signed in: the directory follows the provider. Null where there is nothing to keep. */
    Uni<Person> signedIn(Person.SignIn now) {
        LocalDate today = ShanghaiTime.day(clock.instant());
        return transactions.inTransaction(session -> people.lock(session, now.subject())
                .chain(found ->
                        found == null ? seenFirst(session, now, today) : seenAgain(session, found.item(), now, today)));
    }

    private Uni<Person> seenFirst(Mutiny.Session session, Person.SignIn now, LocalDate today) {
        Person seen = Person.after(null, now, today);
        return seen == null
                ? Uni.createFrom().nullItem()
                : people.insertOrLock(session, seen)
                        .chain(found -> found.item().equals(seen)
                                ? log.add(session, List.of(logged(null, seen, now.subject())))
                                        .chain(() -> tellCopies(session))
                                        .replaceWith(seen)
                                : seenAgain(session, found.item(), now, today));
    }

    private Uni<Person> seenAgain(Mutiny.Session session, Person before, Person.SignIn now, LocalDate today) {
        Person after = Person.after(before, now, today);
        if (after.equals(before)) {
            return Uni.createFrom().item(after);
        }
        return (after.saysMoreThan(before)
                        ? save(session, List.of(after), now.subject())
                        : super.save(session, List.of(after), now.subject()))
                .replaceWith(after);
    }

    private Uni<Void> checkUnit(Mutiny.Session session, String unit) {
        return unit == null
                ? Uni.createFrom().voidItem()
                : masterData
                        .codes(session)
                        .invoke(codes -> {
                            if (!codes.units().contains(unit)) {
                                throw Problem.invalid("unit", "violation.unknown-unit", unit);
                            }
                        })
                        .replaceWithVoid();
    }

    @Override
    protected Uni<Void> save(Mutiny.Session session, List<Person> items, String actor) {
        return items.isEmpty()
                ? Uni.createFrom().voidItem()
                : people.of(session, items.stream().map(Person::subject).toList())
                        .chain(before -> log.add(
                                session,
                                items.stream()
                                        .map(each -> logged(before.get(each.subject()), each, actor))
                                        .toList()))
                        .chain(() -> super.save(session, items, actor))
                        .chain(() -> tellCopies(session));
    }

    private LoggedChange logged(Person before, Person after, String by) {
        return new LoggedChange(
                Kind.PERSON,
                after.subject(),
                after.unit(),
                before == null ? Action.MADE : Action.CHANGED,
                LoggedChange.between(before == null ? Map.of() : before.said(), after.said()),
                by,
                clock.instant());
    }

    private Uni<Void> tellCopies(Mutiny.Session session) {
        return people.changed(session).invoke(() -> transactions.afterCommit(session, directory::lookAgain));
    }

    @Override
    protected List<String> columns() {
        return List.of("subject", "name", "roles", "unit");
    }

    @Override
    protected Person item(RowReader row, ImportedRows<String, Person> rows) {
        String subject = plain(row, "subject", 200);
        String name = plain(row, "name", 100);
        var roles = row.list("roles");
        roles.stream()
                .filter(role -> !ROLES.contains(role))
                .forEach(role -> row.problem(
                        "roles", "没有此角色：" + RowReader.shown(role), "no such role: " + RowReader.shown(role)));
        if (roles.isEmpty()) {
            row.problem("roles", "不能为空", "must not be empty");
        }
        String unit = row.known("unit", rows.codes().units()::contains);
        if (unit == null && roles.stream().anyMatch(Roles.OF_UNITS::contains)) {
            row.problem("unit", "单位人员须填写单位", "people of a unit need one");
        }
        // an exported file has a sign before what a spreadsheet would reckon with
        String written = row.text("phone").replaceFirst("^'", "");
        String phone = written.isEmpty() ? null : written;
        if (phone != null && !PHONES.matcher(phone).matches()) {
            row.problem("phone", "应为3至30位电话号码", "a telephone number of 3 to 30 digits");
        }
        SignOffLevel level = row.text("level").isEmpty() ? null : row.constant("level", SignOffLevel.class, null);
        if (level != null && !roles.contains(Roles.UNIT_LEADER)) {
            row.problem("level", "仅单位领导填写", "of a unit's leader only");
        }
        Person before = rows.before(subject);
        LocalDate from = row.date("validFrom", before == null ? ShanghaiTime.day(clock.instant()) : before.validFrom());
        LocalDate to = row.date("validTo", null);
        if (to != null && to.isBefore(from)) {
            row.problem("validTo", "截止日期不得早于起始日期", "the last day lies before the first");
        }
        return row.fine() ? seen(filed(subject, name, roles, unit, phone, level, from, to), before) : null;
    }

    /** As the office files somebody. */
    static Person filed(
            String subject,
            String name,
            List<String> roles,
            String unit,
            String phone,
            SignOffLevel level,
            LocalDate from,
            LocalDate to) {
        SignOffLevel which = !roles.contains(Roles.UNIT_LEADER) ? null : level == null ? SignOffLevel.DEPUTY : level;
        return new Person(subject, name, roles, unit, phone, which, from, to, true, false, null);
    }

    /** With the day of the last sign-in as it was. */
    private static Person seen(Person wanted, Person before) {
        return new Person(
                wanted.subject(),
                wanted.name(),
                wanted.roles(),
                wanted.unit(),
                wanted.phone(),
                wanted.level(),
                wanted.validFrom(),
                wanted.validTo(),
                true,
                false,
                before == null ? null : before.signedIn());
    }

    private static String plain(RowReader row, String column, int max) {
        String text = row.required(column, max);
        if (!PLAIN.matcher(text).matches()) {
            row.problem(column, "含有不可见字符", "contains characters that cannot be seen");
        }
        return text;
    }

    @Override
    protected void occursTwice(RowReader row) {
        String subject = RowReader.shown(row.text("subject"));
        row.problem("subject", "账号重复：" + subject, "subject occurs twice: " + subject);
    }

    /** Names are asked for where they are shown; no other service keeps them. */
    @Override
    protected OfficeEvent event(Person person) {
        return null;
    }
}
