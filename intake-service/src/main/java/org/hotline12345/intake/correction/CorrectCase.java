package org.hotline12345.intake.correction;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CorrectedFact;
import org.hotline12345.events.FactCorrection;
import org.hotline12345.events.Respondent;
import org.hotline12345.intake.cases.CaseActions;
import org.hotline12345.intake.cases.Cases;
import org.hotline12345.intake.cases.model.CaseAction;
import org.hotline12345.intake.cases.model.CaseFile;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.contact.Covering;
import org.hotline12345.intake.contact.model.Contact;
import org.hotline12345.intake.contact.model.PhoneNumber;
import org.hotline12345.intake.correction.CorrectionStore.Entry;
import org.hotline12345.intake.correction.CorrectionStore.InHand;
import org.hotline12345.intake.correction.model.RegisteredFacts;
import org.hotline12345.intake.timeline.model.TimelineEntry;
import org.hotline12345.intake.timeline.model.TimelineKind;

/**
 * Corrects what was registered of a case (更正), until it is answered: the new facts hold here at once, the history keeps what was, and
 * the other services hear what is. Whom the case accuses from now on sees it no more from the same moment.
 */
@ApplicationScoped
public class CorrectCase {
    /** 403: dispatchers correct what they route by, agents what the citizen says. */
    public static final ProblemType AGENTS_ONLY = new ProblemType("correction-of-agents", 403);

    private static final Set<CorrectedFact> OF_DISPATCHERS =
            EnumSet.of(CorrectedFact.CATEGORY, CorrectedFact.AREA, CorrectedFact.URGENCY);

    private final Idempotency idempotency;
    private final Command command;
    private final Caller caller;
    private final Cases cases;
    private final CorrectionStore store;
    private final Contacts contacts;
    private final OfficeCopy office;
    private final CorrectionWords words;

    CorrectCase(
            Idempotency idempotency,
            Command command,
            Caller caller,
            Cases cases,
            CorrectionStore store,
            Contacts contacts,
            OfficeCopy office,
            CorrectionWords words) {
        this.idempotency = idempotency;
        this.command = command;
        this.caller = caller;
        this.cases = cases;
        this.store = store;
        this.contacts = contacts;
        this.office = office;
        this.words = words;
    }

    /** What was corrected of the case, the earliest first, for who reads this language. */
    Uni<List<CorrectionView>> history(UUID caseId, Language language) {
        return store.history(caseId)
                .map(entries -> entries.stream()
                        .map(entry -> words.view(entry, language))
                        .toList());
    }

    /** Corrects the case and answers what was corrected, with the version that the case has then. */
    Uni<Response> correct(UUID caseId, CorrectionInput body) {
        if (!caller.has(Roles.AGENT)) {
            body.asked().stream()
                    .filter(fact -> !OF_DISPATCHERS.contains(fact))
                    .findFirst()
                    .ifPresent(fact -> {
                        throw Problem.of(AGENTS_ONLY, CorrectionInput.field(fact));
                    });
        }
        var given = command.now();
        return idempotency.run(
                body,
                session -> cases.lock(session, List.of(caseId)).chain(found -> {
                    var file = found.get(caseId);
                    if (file == null) {
                        throw Problem.notFound();
                    }
                    given.requireVersion(file.version());
                    CaseActions.TABLE.require(CaseAction.CORRECT, file.status());
                    return store.read(session, caseId).chain(inHand -> corrected(session, file, inHand, body, given));
                }));
    }

    private Uni<Response> corrected(
            Mutiny.Session session, CaseFile file, InHand before, CorrectionInput body, CommandContext given) {
        Contact contact = contact(before.facts().contact(), body);
        PhoneNumber phone = contacts.phone(contact.phone()).orElse(null);
        boolean sameContact = contact.equals(before.facts().contact());
        PhoneNumber phoneBefore =
                contacts.phone(before.facts().contact().phone()).orElse(null);
        Uni<UUID> citizen = sameContact || phone != null && phone.equals(phoneBefore)
                ? Uni.createFrom().item(before.facts().citizenRef())
                : phone == null
                        ? Uni.createFrom().item(UUID.randomUUID())
                        : store.citizen(session, phone, UUID.randomUUID());
        return citizen.chain(citizenRef -> {
            var after = after(before.facts(), body, contact, phone, citizenRef);
            var corrections = before.facts().differences(after);
            requireSomething(body, corrections);
            var entry = new Entry(
                    UuidV7.next(),
                    file.caseId(),
                    before.nextNumber(),
                    corrections,
                    new Covering(phone).said(body.reason()),
                    given.actor(),
                    given.notBefore(file.lastEventAt()),
                    null,
                    null,
                    null);
            Collection<String> accused = office.accused(after.respondent());
            return store.write(session, before, after, phone, accused, entry).map(done -> {
                tell(file, entry, after, phone != null);
                cases.save(session, file);
                return Command.created(
                        "/api/v1/cases/" + file.caseId() + "/corrections",
                        words.view(entry, given.language()),
                        file.version());
            });
        });
    }

    /** Something must be other than it was; what is the same as registered is said at its field. */
    private static void requireSomething(CorrectionInput body, List<FactCorrection> corrections) {
        if (corrections.isEmpty()) {
            var violations = new Violations();
            body.asked()
                    .forEach(fact ->
                            violations.unless(false, CorrectionInput.field(fact), "violation.intake.as-registered"));
            Problem.throwIfAny(violations);
        }
    }

    private static void tell(CaseFile file, Entry entry, RegisteredFacts facts, boolean contactable) {
        Instant at = entry.correctedAt();
        var event = new CaseCorrected(
                file.caseId(),
                entry.correctionId(),
                entry.number(),
                entry.corrections(),
                facts.title(),
                facts.category(),
                facts.area(),
                facts.urgency(),
                facts.anonymity(),
                facts.respondent(),
                facts.citizenRef(),
                contactable,
                entry.reason(),
                entry.correctedBy(),
                at);
        var data = new HashMap<String, String>();
        data.put("reason", entry.reason());
        data.put(
                "facts",
                entry.corrections().stream().map(each -> each.fact().name()).collect(Collectors.joining(",")));
        file.tell(
                event,
                new TimelineEntry(
                        file.caseId(), at, entry.correctionId(), TimelineKind.CORRECTED, entry.correctedBy(), data),
                file.silent());
    }

    private static Contact contact(Contact before, CorrectionInput body) {
        if (body.clear().contains(CorrectedFact.CONTACT)) {
            return new Contact(null, null);
        }
        return body.citizen() == null
                ? before
                : new Contact(
                        or(body.citizen().name(), before.name()),
                        or(body.citizen().phone(), before.phone()));
    }

    private RegisteredFacts after(
            RegisteredFacts before, CorrectionInput body, Contact contact, PhoneNumber phone, UUID citizenRef) {
        return new RegisteredFacts(
                body.title() == null ? before.title() : new Covering(phone).said(body.title()),
                code(CorrectedFact.CATEGORY, body, body.category(), before.category()),
                code(CorrectedFact.AREA, body, body.area(), before.area()),
                body.urgency() == null ? before.urgency() : body.urgency(),
                body.anonymity() == null ? before.anonymity() : body.anonymity(),
                respondent(before.respondent(), body, phone),
                contact,
                citizenRef);
    }

    private static String code(CorrectedFact fact, CorrectionInput body, String said, String before) {
        return body.clear().contains(fact) ? null : said == null ? before : said;
    }

    private static Respondent respondent(Respondent before, CorrectionInput body, PhoneNumber phone) {
        if (body.clear().contains(CorrectedFact.RESPONDENT)) {
            return null;
        }
        return body.respondent() == null
                ? before
                : new Respondent(
                        body.respondent().unit(),
                        new Covering(phone).said(or(body.respondent().name(), null)));
    }

    private static String or(String said, String before) {
        return said == null || said.isBlank() ? before : said.strip();
    }
}
