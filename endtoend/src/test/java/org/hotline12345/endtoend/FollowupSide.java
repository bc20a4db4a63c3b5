package org.hotline12345.endtoend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.events.UnitLevel;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.events.course.CourseEnd;
import org.hotline12345.followup.calendar.ShippedHolidays;
import org.hotline12345.followup.calendar.model.WorkingCalendar;
import org.hotline12345.followup.cases.model.Answer;
import org.hotline12345.followup.cases.model.Callback;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.cases.model.Changes;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.cases.model.Supervision;
import org.hotline12345.followup.cases.model.WrongPhase;
import org.hotline12345.followup.deadline.model.Deadline;
import org.hotline12345.followup.message.model.MessageTexts;
import org.hotline12345.followup.notice.model.NoticeTexts;
import org.hotline12345.followup.policy.PolicyDocuments;
import org.hotline12345.followup.policy.model.PolicyBook;
import org.hotline12345.followup.policy.model.PolicyVersion;
import org.hotline12345.followup.survey.plan.SurveyPlanDocuments;

/** Follow-up with the policy, the calendar and the survey plan it is shipped with; the file is stored and read again after each step. */
final class FollowupSide implements Side {
    /** What a closed case may still owe: telling the citizen, looking at a planned matter again. */
    private static final Set<DeadlineKind> OWED_WHEN_CLOSED = Set.of(DeadlineKind.INFORM, DeadlineKind.REVIEW);

    private static final Office OFFICE = office();

    private final Map<UUID, CaseFile> files = new HashMap<>();
    private final Accusations accusations = new Accusations();

    private static Office office() {
        var policies = new PolicyDocuments();
        var plans = new SurveyPlanDocuments();
        var version = new PolicyVersion(1, policies.read(policies.shipped()), policies.shipped());
        var always = Instant.parse("2000-01-01T00:00:00Z");
        return new Office(
                WorkingCalendar.of(1, new ShippedHolidays(new EventJson()).years()),
                new PolicyBook(
                        1, List.of(version), List.of(new PolicyBook.Activation(version.id(), 1, always, always))),
                plans.read(plans.shipped()),
                0,
                MessageTexts.NONE,
                NoticeTexts.ZH,
                unit -> UnitLevel.DISTRICT,
                unit -> unit,
                new Supplier<>() {
                    private long next = 1;

                    @Override
                    public UUID get() {
                        return new UUID(3, next++);
                    }
                });
    }

    @Override
    public String name() {
        return "followup";
    }

    @Override
    public List<String> commands() {
        return List.of(
                "satisfied", "dissatisfied", "objective", "object", "explain", "decide rework", "decide explained");
    }

    @Override
    public List<CaseEvent> command(String command, UUID id, Instant now) {
        CaseFile file = files.get(id);
        if (file == null) {
            return null;
        }
        var cause = Cause.at(now, "s");
        try {
            switch (command) {
                case "satisfied" -> answered(file, answer(Satisfaction.SATISFIED, false), cause);
                case "dissatisfied" -> answered(file, answer(Satisfaction.DISSATISFIED, false), cause);
                case "objective" -> answered(file, answer(Satisfaction.DISSATISFIED, true), cause);
                case "object" -> file.afterReply().objected("没有解决", cause, OFFICE);
                case "explain" -> file.afterReply().explained("受条件限制", cause, OFFICE);
                case "decide rework" -> file.afterReply().reworkDecided(true, true, "再办", cause, OFFICE);
                case "decide explained" -> file.afterReply().reworkDecided(false, false, "已解释", cause, OFFICE);
                default -> throw new IllegalArgumentException(command);
            }
        } catch (WrongPhase refused) {
            return null;
        }
        return save(id, file);
    }

    private void answered(CaseFile file, Answer answer, Cause cause) {
        UUID open = file.progress().callbackId();
        if (open == null) {
            throw new WrongPhase(file.phase(), Set.of());
        }
        Callback asked = file.callback(open);
        file.afterReply().answered(asked.about(), answer, null, false, cause, OFFICE);
        asked.answered(cause.time());
    }

    private static Answer answer(Satisfaction satisfaction, boolean objective) {
        return new Answer(
                SurveyInstrument.AGENT, true, true, satisfaction, null, List.of(), null, objective ? true : null, null);
    }

    @Override
    public List<CaseEvent> hear(CaseEvent event, long position, Instant now) {
        UUID id = event.caseId();
        accusations.hear(event);
        if (event instanceof CaseRegistered registered) {
            return save(id, CaseFile.open(registered, false));
        }
        CaseFile file = files.get(id);
        file.apply(event, Cause.at(now, null), OFFICE);
        return save(id, file);
    }

    private List<CaseEvent> save(UUID id, CaseFile file) {
        var told = file.changes().events().stream().map(Changes.Derived::event).toList();
        var open = new CaseFile.Open(
                open(file),
                file.callbacks().stream().filter(Callback::isOpen).toList(),
                file.supervisions().stream().filter(Supervision::isOpen).toList());
        files.put(id, CaseFile.restore(0, file.facts(), file.progress(), open));
        return told;
    }

    private static List<Deadline> open(CaseFile file) {
        return file.deadlines().stream()
                .filter(deadline -> deadline.state().isOpen())
                .toList();
    }

    @Override
    public Said says(UUID id) {
        var progress = files.get(id).progress();
        Said.Standing standing = switch (progress.phase()) {
            case REGISTERED, AWAITING_DISPATCH -> Said.Standing.WAITS;
            case HANDLING -> Said.Standing.WITH_UNIT;
            case CALLBACK, AWAITING_DECISION, AWAITING_EXPLANATION -> Said.Standing.REPLIED;
            case MERGED -> Said.Standing.MERGED;
            case CLOSED -> Said.Standing.CLOSED;
            case ENDED -> Said.Standing.SETTLED;
        };
        return new Said(standing, progress.round(), progress.unit());
    }

    @Override
    public Facts facts(UUID id) {
        return new Facts(files.get(id).progress().category(), Facts.UNSAID, accusations.of(id));
    }

    @Override
    public List<String> objections(UUID id, CaseCourse course) {
        CaseFile file = files.get(id);
        var open = open(file).stream()
                .map(each -> each.subject().kind())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var wrong = new ArrayList<String>();
        switch (course.phase()) {
            case WITH_UNIT -> {
                require(wrong, open, DeadlineKind.REPLY);
                if (!course.signed()) {
                    require(wrong, open, DeadlineKind.SIGN);
                }
                if (course.returnOpen()) {
                    require(wrong, open, DeadlineKind.RULING);
                }
                open(file).stream()
                        .filter(each ->
                                !course.workOrderId().equals(each.subject().workOrderId()))
                        .forEach(each -> wrong.add("has a clock of another order: "
                                + each.subject().kind()));
            }
            case REPLIED -> {
                boolean asked = file.progress().callbackId() != null;
                boolean decides = switch (file.phase()) {
                    case AWAITING_DECISION, AWAITING_EXPLANATION -> true;
                    default -> false;
                };
                if (!asked && !decides) {
                    wrong.add("nobody asks the citizen or decides");
                }
                refuse(wrong, open, Set.of(DeadlineKind.INFORM, DeadlineKind.REVIEW, DeadlineKind.CALLBACK));
            }
            case ENDED -> {
                refuse(wrong, open, course.end() == CourseEnd.CLOSED ? OWED_WHEN_CLOSED : Set.of());
                if (course.end() != CourseEnd.ANSWERED && file.progress().callbackId() != null) {
                    wrong.add("still wants to ask the citizen");
                }
            }
            case IN_TRIAGE -> {
                require(wrong, open, DeadlineKind.TRIAGE);
                refuse(wrong, open, Set.of(DeadlineKind.TRIAGE, DeadlineKind.ASK_BACK, DeadlineKind.STATUTORY));
            }
            default -> refuse(wrong, open, Set.of(DeadlineKind.STATUTORY));
        }
        return wrong;
    }

    private static void require(List<String> wrong, Set<DeadlineKind> open, DeadlineKind kind) {
        if (!open.contains(kind)) {
            wrong.add("no clock runs for " + kind);
        }
    }

    private static void refuse(List<String> wrong, Set<DeadlineKind> open, Set<DeadlineKind> but) {
        open.stream().filter(kind -> !but.contains(kind)).forEach(kind -> wrong.add("a clock still runs for " + kind));
    }
}
