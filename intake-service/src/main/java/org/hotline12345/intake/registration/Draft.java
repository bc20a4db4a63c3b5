package org.hotline12345.intake.registration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.vocabulary.model.Phrases;
import org.hotline12345.events.Attachment;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.Location;
import org.hotline12345.events.Respondent;
import org.hotline12345.events.Upstream;
import org.hotline12345.intake.cases.model.CaseStatus;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.contact.Covering;
import org.hotline12345.intake.contact.model.Contact;
import org.hotline12345.intake.contact.model.PhoneNumber;
import org.hotline12345.intake.knowledge.ArticleRef;
import org.hotline12345.intake.registration.model.CaseNumber;
import org.hotline12345.intake.similarity.model.CaseSimilarity;
import org.hotline12345.intake.timeline.model.TimelineEntry;
import org.hotline12345.intake.timeline.model.TimelineKind;

/** The case about to be registered: checked, its texts masked, its contact data sealed. */
final class Draft {
    final UUID caseId = UuidV7.next();
    final UUID newCitizen = UUID.randomUUID();
    final String numberStandIn = UUID.randomUUID().toString();
    final String location = "/api/v1/cases/" + caseId;
    final Registration body;
    final PhoneNumber phone;
    final Circumstances circumstances;
    final Request request;
    final IntakeOutcome outcome;
    final CaseStatus status;
    final String title;
    final String text;
    final String address;
    final String respondentName;
    final String answer;
    final String linkReason;
    final Contacts.Sealed sealed;
    final String numberPrefix;
    /** The first entry of its timeline; null where only the registration is told. */
    final Entry entry;
    /** By what repeats are looked for; null: they are not looked for. */
    final CaseSimilarity similarity;

    final List<Attachment> attachments;

    /** When it is registered, by whom, and whether it is history. */
    record Circumstances(Instant at, String actor, boolean imported, Instant replyDueAt) {}

    /** The request it came by, which is answered the same when it comes again. */
    record Request(String subject, String route, String key, String bodyHash, String trace) {}

    /** What was done with it at once. */
    record Entry(TimelineKind kind, Map<String, String> data) {}

    /**
     * What is to be written.
     *
     * @param everybody phrases that count for nothing where repeats are looked for; null: they are not looked for
     */
    Draft(
            Registration body,
            PhoneNumber phone,
            Circumstances circumstances,
            Request request,
            Phrases everybody,
            Contacts contacts,
            String cityCode,
            List<Attachment> attachments) {
        this.body = body;
        this.phone = phone;
        this.circumstances = circumstances;
        this.request = request;
        this.attachments = attachments;
        outcome = body.directAnswer() != null
                ? IntakeOutcome.ANSWERED
                : body.nonAcceptance() != null ? IntakeOutcome.NOT_ACCEPTED : IntakeOutcome.TO_DISPATCH;
        status = switch (outcome) {
            case TO_DISPATCH -> CaseStatus.REGISTERED;
            case ANSWERED -> CaseStatus.ANSWERED;
            case NOT_ACCEPTED -> CaseStatus.NOT_ACCEPTED;
        };
        var covering = new Covering(phone);
        title = covering.said(body.title());
        text = covering.said(body.text());
        address = covering.said(body.address());
        respondentName = body.respondent() == null
                ? null
                : covering.said(body.respondent().name());
        answer = switch (outcome) {
            case TO_DISPATCH -> null;
            case ANSWERED -> covering.official(body.directAnswer().text());
            case NOT_ACCEPTED -> covering.official(body.nonAcceptance().told());
        };
        linkReason = body.linkTo() == null ? null : covering.said(body.linkTo().reason());
        var contact = body.citizen() == null
                ? new Contact(null, null)
                : new Contact(strip(body.citizen().name()), strip(body.citizen().phone()));
        sealed = contact.nothingTold() ? null : contacts.seal(caseId, contact, phone);
        numberPrefix = CaseNumber.prefix(body.area() == null ? cityCode : body.area(), circumstances.at());
        entry = entry();
        similarity = everybody == null ? null : CaseSimilarity.of(everybody, body.area(), title, text);
    }

    /** What the other services are told; the running number and the citizen are stand-ins. */
    List<CaseEvent> events() {
        var upstream = body.upstream() == null
                ? null
                : new Upstream(
                        body.upstream().platform(),
                        body.upstream().number(),
                        body.upstream().dueInstant());
        var events = new ArrayList<CaseEvent>(2);
        events.add(new CaseRegistered(
                caseId,
                numberStandIn,
                outcome,
                body.channel(),
                body.lineCode(),
                body.type(),
                body.urgency(),
                title,
                text,
                body.category(),
                body.area(),
                address,
                body.location() == null
                        ? null
                        : new Location(body.location().lat(), body.location().lon()),
                newCitizen,
                body.anonymity(),
                phone != null,
                respondent(),
                upstream,
                body.externalId(),
                circumstances.at(),
                circumstances.replyDueAt(),
                List.of(),
                body.linkTo() == null ? null : body.linkTo().caseId(),
                body.proposedUnit(),
                attachments));
        if (outcome == IntakeOutcome.ANSWERED) {
            events.add(new CaseAnsweredDirectly(
                    caseId,
                    answer,
                    body.directAnswer().by(),
                    body.directAnswer().unit(),
                    circumstances.at(),
                    ArticleRef.told(body.directAnswer().article())));
        }
        if (outcome == IntakeOutcome.NOT_ACCEPTED) {
            events.add(new CaseNotAccepted(caseId, body.nonAcceptance().reason(), answer, circumstances.at(), null));
        }
        return events;
    }

    /** Whom the case accuses; null for nobody. */
    Respondent respondent() {
        return body.respondent() == null
                ? null
                : new Respondent(body.respondent().unit(), respondentName);
    }

    private Entry entry() {
        var data = new HashMap<String, String>();
        switch (outcome) {
            case ANSWERED -> {
                data.put("text", answer);
                data.put("by", body.directAnswer().by().name());
                if (body.directAnswer().unit() != null) {
                    data.put("unit", body.directAnswer().unit());
                }
                if (body.directAnswer().article() != null) {
                    data.put(
                            TimelineEntry.ARTICLE, body.directAnswer().article().code());
                    data.put(
                            TimelineEntry.ARTICLE_VERSION,
                            body.directAnswer().article().version().toString());
                }
                return new Entry(TimelineKind.ANSWERED, data);
            }
            case NOT_ACCEPTED -> {
                data.put("reason", body.nonAcceptance().reason().name());
                data.put("told", answer);
                return new Entry(TimelineKind.NOT_ACCEPTED, data);
            }
            default -> {
                return null;
            }
        }
    }

    private static String strip(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
