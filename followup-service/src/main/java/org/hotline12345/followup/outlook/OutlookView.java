package org.hotline12345.followup.outlook;

import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.followup.cases.model.Changes;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.cases.model.Outlook;
import org.hotline12345.followup.deadline.DeadlineView;
import org.hotline12345.followup.deadline.model.Deadline;
import org.hotline12345.followup.deadline.model.Explanation;
import org.hotline12345.followup.message.model.Filling;
import org.hotline12345.followup.message.model.MessageKind;
import org.hotline12345.followup.message.model.MessageTemplate;
import org.hotline12345.followup.policy.model.StatutoryClock;

/**
 * What a case will have once it is registered.
 *
 * @param deadlines The deadlines, the earliest first.
 * @param messages What the citizen is written to at once.
 * @param sending Whether a channel is in use that sends messages: without one they wait.
 */
@Schema(name = "Outlook")
public record OutlookView(List<OutlookDeadline> deadlines, List<OutlookMessage> messages, boolean sending) {
    /** Number and code are known once it is registered. */
    private static final String NUMBER = "〔诉求编号〕";

    private static final String CODE = "〔查询码〕";

    /**
     * A deadline that it will have.
     *
     * @param title What is due, in the caller's language.
     * @param unit The unit that owes it; null for what the office itself owes.
     * @param provisional True while a calendar year it crosses has no notice.
     * @param explanation How the moment was found.
     */
    public record OutlookDeadline(
            DeadlineKind kind,
            String title,
            String unit,
            OffsetDateTime dueAt,
            boolean provisional,
            List<DeadlineView.Step> explanation) {
        static OutlookDeadline of(Deadline deadline, Office office, Language language) {
            Deadline.Terms terms = deadline.terms();
            return new OutlookDeadline(
                    deadline.subject().kind(),
                    title(deadline, office).in(language),
                    deadline.subject().unit(),
                    ShanghaiTime.of(terms.dueAt()),
                    terms.provisional(),
                    DeadlineView.steps(terms.explanation(), language));
        }

        private static Text title(Deadline deadline, Office office) {
            Deadline.Terms terms = deadline.terms();
            String clock = deadline.subject().clock();
            return clock == null
                    ? Explanation.title(deadline.subject().kind())
                    : office.policies()
                            .version(terms.policyId(), terms.policyVersion())
                            .policy()
                            .statutory(clock)
                            .map(StatutoryClock::heading)
                            .orElseThrow();
        }
    }

    /**
     * A message that will be sent.
     *
     * @param title What it is about, in the caller's language.
     * @param text As the citizen will read it, in Chinese; in the place of number and code stands what comes there.
     * @param parts As how many short messages it is charged.
     */
    public record OutlookMessage(MessageKind kind, String title, String text, int parts) {
        static OutlookMessage of(Changes.NewMessage message, String link, Office office, Language language) {
            String unit = message.unit() == null ? null : office.unitName().apply(message.unit());
            String text = new Filling(NUMBER, CODE, link, unit, message.until())
                    .in(office.messages().of(message.kind()).orElseThrow());
            return new OutlookMessage(
                    message.kind(), message.kind().words().in(language), text, MessageTemplate.parts(text));
        }
    }

    static OutlookView of(Outlook outlook, String link, boolean sending, Office office, Language language) {
        return new OutlookView(
                outlook.deadlines().stream()
                        .map(deadline -> OutlookDeadline.of(deadline, office, language))
                        .toList(),
                outlook.messages().stream()
                        .map(message -> OutlookMessage.of(message, link, office, language))
                        .toList(),
                sending);
    }
}
