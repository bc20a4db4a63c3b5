package org.hotline12345.endtoend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.CorrectedFact;
import org.hotline12345.events.FactCorrection;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NonAcceptanceReason;
import org.hotline12345.events.Respondent;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.intake.cases.model.CaseAction;
import org.hotline12345.intake.cases.model.CaseStanding;
import org.hotline12345.intake.cases.model.CaseStatus;

/** Intake: an own command shows at once and counts when its event comes back. */
final class IntakeSide implements Side {
    private final Map<UUID, CaseStanding> cases = new HashMap<>();
    private final Map<UUID, CaseRegistered> registered = new HashMap<>();
    private final Map<UUID, Integer> corrections = new HashMap<>();
    private final Accusations accusations = new Accusations();

    @Override
    public String name() {
        return "intake";
    }

    @Override
    public List<String> commands() {
        return List.of(
                "register",
                "withdraw",
                "link",
                "answer",
                "refuse",
                "register for triage",
                "register answered",
                "register refused",
                "register silent citizen",
                "urge",
                "correct",
                "correct to accuse",
                "correct category",
                "correct to no category",
                "correct area");
    }

    @Override
    public List<CaseEvent> command(String command, UUID id, Instant now) {
        var standing = cases.get(id);
        if (command.startsWith("register")) {
            return standing == null ? register(command, id, now) : null;
        }
        if (standing == null) {
            return null;
        }
        return switch (command) {
            case "answer" ->
                own(
                        id,
                        standing,
                        CaseAction.DIRECT_ANSWER,
                        CaseStatus.ANSWERED,
                        new CaseAnsweredDirectly(id, "已答复", AnsweredBy.AGENT, null, now));
            case "refuse" ->
                own(
                        id,
                        standing,
                        CaseAction.NON_ACCEPTANCE,
                        CaseStatus.NOT_ACCEPTED,
                        new CaseNotAccepted(id, NonAcceptanceReason.ABUSE, "已告知", now, null));
            case "link" ->
                own(
                        id,
                        standing,
                        CaseAction.LINK,
                        CaseStatus.NOT_ACCEPTED,
                        new CaseNotAccepted(id, NonAcceptanceReason.NO_NEW_FACTS, "同前诉求", now, new UUID(9, 9)));
            case "withdraw" ->
                own(id, standing, CaseAction.WITHDRAWAL, CaseStatus.WITHDRAWN, new CaseWithdrawn(id, "已自行解决", now));
            case "urge" ->
                standing.status().allows(CaseAction.URGE) ? List.of(new CitizenUrged(id, 1, null, now)) : null;
            case "correct", "correct to accuse", "correct category", "correct to no category", "correct area" ->
                standing.status().allows(CaseAction.CORRECT)
                        ? List.of(correct(command, registered.get(id), now))
                        : null;
            default -> throw new IllegalArgumentException(command);
        };
    }

    /** The case is more urgent than was heard, and one thing more is wrong; whom it accuses shows at once. */
    private CaseCorrected correct(String command, CaseRegistered before, Instant now) {
        CorrectedFact wrong = switch (command) {
            case "correct category", "correct to no category" -> CorrectedFact.CATEGORY;
            case "correct area" -> CorrectedFact.AREA;
            default -> CorrectedFact.RESPONDENT;
        };
        String category = switch (command) {
            case "correct category" ->
                DispatchSide.CATEGORY.equals(before.category()) ? DispatchSide.OTHER_CATEGORY : DispatchSide.CATEGORY;
            case "correct to no category" -> null;
            default -> before.category();
        };
        String area = wrong != CorrectedFact.AREA
                ? before.area()
                : DispatchSide.AREA.equals(before.area()) ? DispatchSide.OTHER_AREA : DispatchSide.AREA;
        Respondent respondent = wrong != CorrectedFact.RESPONDENT
                ? before.respondent()
                : command.equals("correct") ? null : new Respondent(DispatchSide.ACCUSED, null);
        var event = new CaseCorrected(
                before.caseId(),
                UUID.randomUUID(),
                corrections.merge(before.caseId(), 1, Integer::sum),
                List.of(new FactCorrection(CorrectedFact.URGENCY, null, null), new FactCorrection(wrong, null, null)),
                "事项",
                category,
                area,
                Urgency.URGENT,
                Anonymity.NAMED,
                respondent,
                before.citizenRef(),
                true,
                "听错了",
                "agent",
                now);
        registered.put(before.caseId(), event.correct(before));
        accusations.hear(event);
        return event;
    }

    private List<CaseEvent> own(UUID id, CaseStanding standing, CaseAction action, CaseStatus end, CaseEvent event) {
        if (!standing.status().allows(action)) {
            return null;
        }
        cases.put(id, standing.settled(end));
        return List.of(event);
    }

    private List<CaseEvent> register(String command, UUID id, Instant now) {
        IntakeOutcome outcome = switch (command) {
            case "register answered" -> IntakeOutcome.ANSWERED;
            case "register refused" -> IntakeOutcome.NOT_ACCEPTED;
            default -> IntakeOutcome.TO_DISPATCH;
        };
        var events = new ArrayList<CaseEvent>();
        events.add(new CaseRegistered(
                id,
                "C" + id.getLeastSignificantBits(),
                outcome,
                "PHONE",
                null,
                CaseType.HELP,
                Urgency.ORDINARY,
                "事项",
                "事项",
                command.equals("register for triage") ? null : DispatchSide.CATEGORY,
                null,
                null,
                null,
                new UUID(7, id.getLeastSignificantBits()),
                command.equals("register silent citizen") ? Anonymity.NO_CONTACT : Anonymity.NAMED,
                true,
                null,
                null,
                null,
                now,
                null,
                List.of(),
                null,
                null));
        var registration = (CaseRegistered) events.get(0);
        cases.put(id, new CaseStanding(CaseCourse.registered(registration), null, null));
        registered.put(id, registration);
        accusations.hear(registration);
        switch (outcome) {
            case ANSWERED -> {
                events.add(new CaseAnsweredDirectly(id, "已答复", AnsweredBy.AGENT, null, now));
            }
            case NOT_ACCEPTED -> {
                events.add(new CaseNotAccepted(id, NonAcceptanceReason.ABUSE, "已告知", now, null));
            }
            default -> {}
        }
        return events;
    }

    @Override
    public List<CaseEvent> hear(CaseEvent event, long position, Instant now) {
        cases.computeIfPresent(event.caseId(), (id, standing) -> standing.after(event));
        if (!(event instanceof CaseRegistered || event instanceof CaseCorrected)) {
            accusations.hear(event);
        }
        return List.of();
    }

    @Override
    public Said says(UUID id) {
        var standing = cases.get(id);
        Said.Standing where = switch (standing.status()) {
            case REGISTERED, IN_TRIAGE -> Said.Standing.WAITS;
            case DISPATCHED, IN_PROGRESS -> Said.Standing.WITH_UNIT;
            default -> Said.Standing.valueOf(standing.status().name());
        };
        return new Said(where, standing.round(), standing.leadUnit());
    }

    /** Category and area are as registered and corrected: what dispatch decided otherwise is not kept here. */
    @Override
    public Facts facts(UUID id) {
        return new Facts(Facts.UNSAID, Facts.UNSAID, accusations.of(id));
    }

    @Override
    public List<String> objections(UUID id, CaseCourse course) {
        return cases.get(id).pending() == null ? List.of() : List.of("still shows what it decided by itself");
    }
}
