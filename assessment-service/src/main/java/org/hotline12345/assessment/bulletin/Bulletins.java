package org.hotline12345.assessment.bulletin;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.bulletin.Bulletin.StaffText;
import org.hotline12345.assessment.bulletin.Bulletin.Step;
import org.hotline12345.assessment.bulletin.BulletinStore.InstructionView;
import org.hotline12345.assessment.bulletin.BulletinStore.Receipt;
import org.hotline12345.assessment.bulletin.model.BulletinDocument;
import org.hotline12345.assessment.bulletin.model.BulletinText;
import org.hotline12345.assessment.bulletin.model.Header;
import org.hotline12345.assessment.bulletin.model.IssueNumber;
import org.hotline12345.assessment.bulletin.model.Kind;
import org.hotline12345.assessment.bulletin.model.Section;
import org.hotline12345.assessment.bulletin.model.State;
import org.hotline12345.assessment.bulletin.model.Subject;
import org.hotline12345.assessment.period.ReportingPeriods;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.decision.Decide;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.CommandContext;
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

    private final Transactions transactions;
    private final Decide decide;
    private final BulletinStore store;
    private final ReportingPeriods periods;
    private final GatherFigures figures;
    private final CaseLineQueries cases;
    private final OfficeCopy office;
    private final Outbox outbox;
    private final BulletinSettings settings;

    Bulletins(
            Transactions transactions,
            Decide decide,
            BulletinStore store,
            ReportingPeriods periods,
            GatherFigures figures,
            CaseLineQueries cases,
            OfficeCopy office,
            Outbox outbox,
            BulletinSettings settings) {
        this.transactions = transactions;
        this.decide = decide;
        this.store = store;
        this.periods = periods;
        this.figures = figures;
        this.cases = cases;
        this.office = office;
        this.outbox = outbox;
        this.settings = settings;
    }

    /**
     * Counts, before the transaction that writes the draft.
     *
     * @param subject What a special report is about; null: a bulletin.
     */
    Uni<Bulletin> prepare(Period period, Subject subject, StaffText written, CommandContext command) {
        Instant now = command.at();
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
                                period,
                                subject,
                                new StaffText(written.title(), written.addressees(), recipients, written.paragraphs()),
                                content,
                                command.actor(),
                                now)));
    }

    /** Writes the draft down; a period has one draft of a bulletin at a time. */
    Uni<Bulletin> draft(Mutiny.Session session, Bulletin prepared) {
        return decide.open(session, prepared);
    }

    /** Changes what the staff wrote; the figures stay. */
    Uni<Bulletin> edit(UUID id, StaffText written, CommandContext command) {
        refuseUnknownUnits(written.recipients());
        return step(id, Step.EDIT, command, (session, draft) -> {
            draft.edit(written, command.actor(), command.at());
            return Uni.createFrom().voidItem();
        });
    }

    /** Takes the figures anew; what the staff wrote stays. */
    Uni<Bulletin> refresh(UUID id, CommandContext command) {
        return find(id).invoke(draft -> {
                    command.requireVersion(draft.version());
                    Bulletin.STEPS.require(Step.REFRESH, draft.state());
                })
                .chain(seen -> figures.of(periodOf(seen), seen.subject, command.at()))
                .chain(content -> step(id, Step.REFRESH, command, (session, draft) -> {
                    draft.refresh(content, command.actor(), command.at());
                    return Uni.createFrom().voidItem();
                }));
    }

    /** Throws a draft away. */
    Uni<Void> discard(UUID id, CommandContext command) {
        return step(id, Step.DISCARD, command, Mutiny.Session::remove).replaceWithVoid();
    }

    /**
     * Issues a bulletin: gives it its number, keeps it as it is printed, and tells the other systems.
     *
     * @param number The number it shall have; null: the next one of its kind and year.
     */
    Uni<Bulletin> issue(UUID id, Integer number, CommandContext command) {
        LocalDate day = LocalDate.ofInstant(command.at(), ShanghaiTime.ZONE);
        return step(id, Step.ISSUE, command, (session, draft) -> {
            refuseUnlessFinished(draft);
            return store.number(session, draft.kind, day.getYear(), number)
                    .invoke(given -> {
                        if (given == null) {
                            throw Problem.invalid("number", "violation.bulletin.number");
                        }
                        Header header = header(draft, given, day);
                        draft.issue(
                                given,
                                draft.recipients().isEmpty() ? activeUnits() : draft.recipients(),
                                BulletinText.write(header, draft.content, draft.paragraphs, Language.ZH),
                                BulletinText.write(header, draft.content, draft.paragraphs, Language.EN));
                        draft.issuedBy(command.actor(), command.at());
                    })
                    .chain(given -> outbox.add(
                            session,
                            EventDraft.of(
                                            new BulletinIssued(
                                                    id,
                                                    draft.period,
                                                    given.text().zh(),
                                                    command.actor(),
                                                    command.at()),
                                            command.at())
                                    .by(command.actor())));
        });
    }

    /** A unit takes note; true if it is the first time. */
    Uni<Boolean> receive(UUID id, Receipt receipt) {
        return transactions.inTransaction(session -> issued(session, id, Step.RECEIVE)
                .invoke(bulletin -> {
                    if (!bulletin.recipients().contains(receipt.unit())) {
                        throw Problem.invalid("unit", "violation.bulletin.recipient");
                    }
                })
                .chain(() -> store.receive(session, id, receipt)));
    }

    /** A leader writes on it; to all recipients unless units are named. */
    Uni<InstructionView> instruct(UUID id, String text, List<String> units, CommandContext command) {
        var instruction =
                new InstructionView(UuidV7.next(), text, units, command.actor(), ShanghaiTime.of(command.at()));
        return transactions.inTransaction(session -> issued(session, id, Step.INSTRUCT)
                .invoke(bulletin -> {
                    if (!bulletin.recipients().containsAll(units)) {
                        throw Problem.invalid("units", "violation.bulletin.recipient");
                    }
                })
                .chain(() -> store.instruct(session, id, instruction))
                .replaceWith(instruction));
    }

    private Uni<Bulletin> issued(Mutiny.Session session, UUID id, Step step) {
        return decide.find(session, Bulletin.class, id)
                .invoke(bulletin -> Bulletin.STEPS.require(step, bulletin.state()));
    }

    /** A bulletin; 404 if there is none. */
    Uni<Bulletin> find(UUID id) {
        return decide.find(Bulletin.class, id);
    }

    /** The period it is about. */
    Period periodOf(Bulletin bulletin) {
        return periodOf(bulletin.period);
    }

    Period periodOf(String text) {
        return periods.find(text).orElseThrow();
    }

    /** The bulletin as it is printed: of an issued one as it was, of a draft as it would be. */
    BulletinDocument document(Bulletin bulletin, Language language) {
        return bulletin.state() == State.ISSUED
                ? bulletin.printed(language)
                : BulletinText.write(
                        header(bulletin, null, LocalDate.ofInstant(bulletin.figuresAt(), ShanghaiTime.ZONE)),
                        bulletin.content,
                        bulletin.paragraphs,
                        language);
    }

    private Header header(Bulletin bulletin, IssueNumber number, LocalDate day) {
        return new Header(
                bulletin.kind,
                periodOf(bulletin),
                bulletin.subject == null ? null : figures.nameOf(bulletin.subject),
                bulletin.title,
                bulletin.addressees,
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

    private Uni<Bulletin> step(UUID id, Step step, CommandContext command, Decide.Step<Bulletin> taken) {
        return decide.step(Bulletin.class, id, command.ifMatch(), Bulletin.STEPS, step, taken);
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

    /** The figures must be those of the whole period, and a bulletin must name problems and measures. */
    private void refuseUnlessFinished(Bulletin draft) {
        if (draft.figuresAt().isBefore(periodOf(draft).to())) {
            throw Problem.of(FIGURES_TOO_EARLY, ShanghaiTime.of(periodOf(draft).to()));
        }
        var missing = Arrays.stream(Section.values())
                .filter(section -> draft.kind == Kind.BULLETIN && section.ofStaff())
                .filter(section ->
                        draft.paragraphs.getOrDefault(section, List.of()).isEmpty())
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
