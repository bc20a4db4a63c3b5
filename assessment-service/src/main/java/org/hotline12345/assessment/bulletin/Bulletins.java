package org.hotline12345.assessment.bulletin;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.bulletin.Bulletin.Instruction;
import org.hotline12345.assessment.bulletin.Bulletin.Printed;
import org.hotline12345.assessment.bulletin.Bulletin.Receipt;
import org.hotline12345.assessment.bulletin.Bulletin.Summary;
import org.hotline12345.assessment.bulletin.model.BulletinDocument;
import org.hotline12345.assessment.bulletin.model.BulletinText;
import org.hotline12345.assessment.bulletin.model.Header;
import org.hotline12345.assessment.bulletin.model.IssueNumber;
import org.hotline12345.assessment.bulletin.model.Kind;
import org.hotline12345.assessment.bulletin.model.Section;
import org.hotline12345.assessment.bulletin.model.State;
import org.hotline12345.assessment.bulletin.model.Subject;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.scoring.model.Text;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.BulletinIssued;

/**
 * The way of bulletins (情况通报) and special reports (督查专报): drafted with the figures of a period, edited by evaluation staff, issued by
 * the office leader and from then on unchanged; receipts of units and instructions of leaders are added to it.
 */
@ApplicationScoped
class Bulletins {
    private static final ProblemType UNFINISHED = new ProblemType("bulletin-unfinished", 409);

    private static final ProblemType FIGURES_TOO_EARLY = new ProblemType("bulletin-figures-too-early", 409);

    private static final List<String> OF_DRAFT = List.of("edit", "refresh", "issue", "discard");

    private static final List<String> OF_ISSUED = List.of("receipts", "instructions");

    private final Pool pool;
    private final Transactions transactions;
    private final BulletinStore store;
    private final GatherFigures figures;
    private final FindCaseLines cases;
    private final OfficeCopy office;
    private final Outbox outbox;
    private final BulletinSettings settings;
    private final Clock clock;

    Bulletins(
            Pool pool,
            Transactions transactions,
            BulletinStore store,
            GatherFigures figures,
            FindCaseLines cases,
            OfficeCopy office,
            Outbox outbox,
            BulletinSettings settings,
            Clock clock) {
        this.pool = pool;
        this.transactions = transactions;
        this.store = store;
        this.figures = figures;
        this.cases = cases;
        this.office = office;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What the staff decides about a bulletin.
     *
     * @param title Its title; null: the usual one.
     * @param addressees 主送 in words; null: the usual one.
     * @param recipients Units it goes to; none: of a bulletin all active ones, of a special report those concerned.
     * @param paragraphs Paragraphs by section.
     */
    record StaffText(String title, String addressees, List<String> recipients, Map<Section, List<String>> paragraphs) {}

    /** Which bulletins are wanted; null for no restriction. */
    record Wanted(Kind kind, String period, State state, Collection<String> units) {}

    /** What may be done with a bulletin. */
    static List<String> allowed(State state) {
        return state == State.DRAFT ? OF_DRAFT : OF_ISSUED;
    }

    /**
     * Counts, before the transaction that writes the draft.
     *
     * @param subject What a special report is about; null: a bulletin.
     */
    Uni<Bulletin> prepare(Period period, Subject subject, StaffText written, String by) {
        Instant now = clock.instant();
        if (period.from().isAfter(now)) {
            throw Problem.invalid("period", "violation.bulletin.future");
        }
        refuseUnknownUnits(written.recipients());
        return check(subject)
                .chain(() -> written.recipients().isEmpty() && subject != null
                        ? figures.unitsConcerned(period, subject, now)
                        : Uni.createFrom().item(written.recipients()))
                .chain(recipients -> figures.of(period, subject, now)
                        .map(content -> new Bulletin(
                                UuidV7.next(),
                                subject == null ? Kind.BULLETIN : Kind.SPECIAL_REPORT,
                                period,
                                subject,
                                written.title(),
                                written.addressees(),
                                recipients,
                                written.paragraphs(),
                                content,
                                now,
                                State.DRAFT,
                                null,
                                null,
                                by,
                                now,
                                null,
                                null,
                                null,
                                null,
                                0)));
    }

    /** Writes the draft down; a period has one draft of a bulletin at a time. */
    Uni<Bulletin> draft(Mutiny.Session session, Bulletin prepared) {
        var sql = Sql.on(session);
        return store.draft(sql, prepared)
                .invoke(written -> {
                    if (!written) {
                        throw Problem.of(ProblemType.ALREADY_EXISTS);
                    }
                })
                .chain(() -> store.find(sql, prepared.id()));
    }

    /** Changes what the staff wrote; the figures stay. */
    Uni<Bulletin> edit(UUID id, StaffText written, String by, String ifMatch) {
        refuseUnknownUnits(written.recipients());
        return change(
                id,
                ifMatch,
                (sql, draft) -> store.edit(
                        sql,
                        new Bulletin(
                                id,
                                draft.kind(),
                                draft.period(),
                                draft.subject(),
                                written.title(),
                                written.addressees(),
                                written.recipients().isEmpty() && draft.subject() != null
                                        ? draft.recipients()
                                        : written.recipients(),
                                written.paragraphs(),
                                draft.content(),
                                draft.figuresAt(),
                                draft.state(),
                                null,
                                null,
                                draft.draftedBy(),
                                draft.draftedAt(),
                                by,
                                clock.instant(),
                                null,
                                null,
                                draft.version())));
    }

    /** Takes the figures anew; what the staff wrote stays. */
    Uni<Bulletin> refresh(UUID id, String by, String ifMatch) {
        return find(id).invoke(draft -> refuseUnlessDraft(draft, ifMatch)).chain(draft -> {
            Instant now = clock.instant();
            return figures.of(draft.period(), draft.subject(), now)
                    .chain(content -> change(id, ifMatch, (sql, held) -> store.refresh(sql, id, content, now, by)));
        });
    }

    /** Throws a draft away. */
    Uni<Void> discard(UUID id, String ifMatch) {
        return transactions.inTransaction(session -> {
            var sql = Sql.on(session);
            return store.hold(sql, id)
                    .invoke(draft -> refuseUnlessDraft(foundOr404(draft), ifMatch))
                    .chain(() -> store.discard(sql, id));
        });
    }

    /**
     * Issues a bulletin: gives it its number, keeps it as it is printed, and tells the other systems.
     *
     * @param number The number it shall have; null: the next one of its kind and year.
     */
    Uni<Bulletin> issue(UUID id, Integer number, String by, String ifMatch) {
        return transactions.inTransaction(session -> {
            var sql = Sql.on(session);
            Instant now = clock.instant();
            LocalDate day = LocalDate.ofInstant(now, ShanghaiTime.ZONE);
            return store.hold(sql, id)
                    .invoke(draft -> refuseUnlessDraft(foundOr404(draft), ifMatch))
                    .invoke(Bulletins::refuseUnlessFinished)
                    .chain(draft -> store.number(sql, draft.kind(), day.getYear(), number)
                            .invoke(given -> {
                                if (given == null) {
                                    throw Problem.invalid("number", "violation.bulletin.number");
                                }
                            })
                            .map(given -> issued(draft, given, day, by, now)))
                    .call(issued -> store.issue(sql, issued))
                    .call(issued -> outbox.add(
                            session,
                            EventDraft.of(
                                            new BulletinIssued(
                                                    id,
                                                    issued.period().text(),
                                                    issued.number().text(false),
                                                    by,
                                                    now),
                                            now)
                                    .by(by)))
                    .chain(() -> store.find(sql, id));
        });
    }

    /** A unit takes note; true if it is the first time. */
    Uni<Boolean> receive(UUID id, Receipt receipt) {
        return transactions.inTransaction(session -> {
            var sql = Sql.on(session);
            return store.find(sql, id)
                    .invoke(bulletin -> {
                        refuseUnlessIssued(foundOr404(bulletin));
                        if (!bulletin.recipients().contains(receipt.unit())) {
                            throw Problem.invalid("unit", "violation.bulletin.recipient");
                        }
                    })
                    .chain(() -> store.receive(sql, id, receipt));
        });
    }

    /** A leader writes on it; to all recipients unless units are named. */
    Uni<Instruction> instruct(UUID id, String text, List<String> units, String by) {
        var instruction = new Instruction(UuidV7.next(), text, units, by, clock.instant());
        return transactions.inTransaction(session -> {
            var sql = Sql.on(session);
            return store.find(sql, id)
                    .invoke(bulletin -> {
                        refuseUnlessIssued(foundOr404(bulletin));
                        if (!bulletin.recipients().containsAll(units)) {
                            throw Problem.invalid("units", "violation.bulletin.recipient");
                        }
                    })
                    .chain(() -> store.instruct(sql, id, instruction))
                    .replaceWith(instruction);
        });
    }

    /** A bulletin; 404 if there is none. */
    Uni<Bulletin> find(UUID id) {
        return store.find(Sql.on(pool), id).map(Bulletins::foundOr404);
    }

    /** Receipts; of all units for null. */
    Uni<List<Receipt>> receipts(UUID id, Collection<String> units) {
        return store.receipts(Sql.on(pool), id, units);
    }

    /** Instructions; those for one of these units, all for null. */
    Uni<List<Instruction>> instructions(UUID id, Collection<String> units) {
        return store.instructions(Sql.on(pool), id, units);
    }

    /** A page of bulletins, the latest first. */
    Uni<Page<Summary>> list(Wanted wanted, PageRequest page) {
        var cursor = page.cursor();
        return store.list(
                        Sql.on(pool),
                        wanted.kind(),
                        wanted.period(),
                        wanted.state(),
                        wanted.units(),
                        cursor == null ? null : cursor.instant(0),
                        cursor == null ? null : cursor.uuid(1),
                        page.limit() + 1)
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.encode(row.draftedAt(), row.id())));
    }

    /** The bulletin as it is printed: of an issued one as it was, of a draft as it would be. */
    BulletinDocument document(Bulletin bulletin, boolean english) {
        return bulletin.issued() != null
                ? bulletin.issued().in(english)
                : BulletinText.write(
                        header(bulletin, null, LocalDate.ofInstant(bulletin.figuresAt(), ShanghaiTime.ZONE)),
                        bulletin.content(),
                        bulletin.paragraphs(),
                        english);
    }

    private Bulletin issued(Bulletin draft, IssueNumber number, LocalDate day, String by, Instant at) {
        Header header = header(draft, number, day);
        return new Bulletin(
                draft.id(),
                draft.kind(),
                draft.period(),
                draft.subject(),
                draft.title(),
                draft.addressees(),
                draft.recipients().isEmpty() ? activeUnits() : draft.recipients(),
                draft.paragraphs(),
                draft.content(),
                draft.figuresAt(),
                State.ISSUED,
                number,
                new Printed(
                        BulletinText.write(header, draft.content(), draft.paragraphs(), false),
                        BulletinText.write(header, draft.content(), draft.paragraphs(), true)),
                draft.draftedBy(),
                draft.draftedAt(),
                draft.editedBy(),
                draft.editedAt(),
                by,
                at,
                draft.version());
    }

    private Header header(Bulletin bulletin, IssueNumber number, LocalDate day) {
        return new Header(
                bulletin.kind(),
                bulletin.period(),
                bulletin.subject() == null ? null : figures.nameOf(bulletin.subject()),
                bulletin.title(),
                bulletin.addressees(),
                new Text(settings.office(), settings.officeInEnglish()),
                number,
                day,
                bulletin.figuresAt());
    }

    private List<String> activeUnits() {
        return office.units().stream()
                .filter(UnitInfo::active)
                .map(UnitInfo::code)
                .sorted()
                .toList();
    }

    @FunctionalInterface
    private interface ChangeOfDraft {
        Uni<Void> make(Sql sql, Bulletin draft);
    }

    private Uni<Bulletin> change(UUID id, String ifMatch, ChangeOfDraft change) {
        return transactions.inTransaction(session -> {
            var sql = Sql.on(session);
            return store.hold(sql, id)
                    .invoke(draft -> refuseUnlessDraft(foundOr404(draft), ifMatch))
                    .chain(draft -> change.make(sql, draft))
                    .chain(() -> store.find(sql, id));
        });
    }

    private Uni<Void> check(Subject subject) {
        if (subject == null) {
            return Uni.createFrom().voidItem();
        }
        if (!subject.clear()) {
            throw Problem.invalid("subject", "violation.bulletin.subject", Subject.MOST_CASES);
        }
        if (subject.unit() != null && office.unit(subject.unit()).isEmpty()) {
            throw Problem.invalid("subject.unit", "violation.bulletin.unit", subject.unit());
        }
        if (subject.category() != null && office.category(subject.category()).isEmpty()) {
            throw Problem.invalid("subject.category", "violation.bulletin.category");
        }
        return subject.cases().isEmpty()
                ? Uni.createFrom().voidItem()
                : cases.known(subject.cases())
                        .invoke(known -> {
                            if (!known) {
                                throw Problem.invalid("subject.cases", "violation.bulletin.cases");
                            }
                        })
                        .replaceWithVoid();
    }

    private void refuseUnknownUnits(List<String> units) {
        for (String unit : units) {
            if (office.unit(unit).isEmpty()) {
                throw Problem.invalid("recipients", "violation.bulletin.unit", unit);
            }
        }
    }

    private static Bulletin foundOr404(Bulletin bulletin) {
        if (bulletin == null) {
            throw Problem.notFound();
        }
        return bulletin;
    }

    private static void refuseUnlessDraft(Bulletin bulletin, String ifMatch) {
        ETags.check(ifMatch, bulletin.version());
        refuseUnless(State.DRAFT, bulletin);
    }

    private static void refuseUnlessIssued(Bulletin bulletin) {
        refuseUnless(State.ISSUED, bulletin);
    }

    private static void refuseUnless(State state, Bulletin bulletin) {
        if (bulletin.state() != state) {
            throw Problem.wrongState(bulletin.state().name(), allowed(bulletin.state()));
        }
    }

    /** The figures must be those of the whole period, and a bulletin must name problems and measures. */
    private static void refuseUnlessFinished(Bulletin draft) {
        if (draft.figuresAt().isBefore(draft.period().to())) {
            throw Problem.of(FIGURES_TOO_EARLY, ShanghaiTime.of(draft.period().to()));
        }
        var missing = Arrays.stream(Section.values())
                .filter(section -> draft.kind() == Kind.BULLETIN && section.ofStaff())
                .filter(section ->
                        draft.paragraphs().getOrDefault(section, List.of()).isEmpty())
                .map(Section::name)
                .toList();
        if (!missing.isEmpty()) {
            throw Problem.of(UNFINISHED, String.join(", ", missing)).with("missing", missing);
        }
    }

    /** Paragraphs as they are kept: without empty ones, one for each line. */
    static Map<Section, List<String>> tidy(Map<Section, List<String>> paragraphs) {
        var tidy = new EnumMap<Section, List<String>>(Section.class);
        if (paragraphs != null) {
            paragraphs.forEach((section, texts) -> {
                var lines = texts == null
                        ? List.<String>of()
                        : texts.stream()
                                .flatMap(String::lines)
                                .map(String::strip)
                                .filter(line -> !line.isEmpty())
                                .toList();
                if (!lines.isEmpty()) {
                    tidy.put(section, lines);
                }
            });
        }
        return tidy;
    }
}
