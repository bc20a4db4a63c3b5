package org.hotline12345.followup.policy.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.followup.calendar.model.OfficeHours;

/**
 * A city's deadline policy: data, not code. Its document is YAML, checked by {@code policies/deadline-policy.schema.json}.
 *
 * @param title Title by language, {@code zh} and {@code en}.
 * @param source Which city's rules, which document.
 * @param statutory Clocks of laws and regulations that a reply does not stop.
 * @param returnWithin Until when after dispatch a return may be asked for, 退单期限, the first that fits; the document may name one
 *     alone. Empty: any time.
 * @param ruling How long a dispatcher has to rule on a return, the first that fits: a deadline of the dispatch office; what it takes
 *     longer is given back. Empty: any time.
 * @param triage How long a case may wait for a dispatcher, 人工派单时限, the first that fits; where the document does not say as in
 *     {@link OfficeTerms}.
 * @param askBack How long an agent has to answer a dispatcher who asked back, 退回补充时限; the same.
 * @param textReply How long what a citizen wrote back by short message may wait for a person, 短信回复处理时限, whatever case it is about; the
 *     same.
 * @param upstreamReserve How much earlier than the platform above asks the reply is due. May be null.
 * @param supervision When supervision opens by itself.
 * @param quietHours When units are not disturbed, 免打扰时段; the night where the document does not say.
 */
public record DeadlinePolicy(
        String id,
        Map<String, String> title,
        String source,
        OfficeHours office,
        Map<DeadlineKind, KindRules> deadlines,
        List<StatutoryClock> statutory,
        List<Term> returnWithin,
        List<Term> ruling,
        List<Term> triage,
        List<Term> askBack,
        Term textReply,
        Span upstreamReserve,
        SupervisionRules supervision,
        QuietHours quietHours) {
    /** What is done about a ruling where its term does not say: it turns red when it is late. */
    private static final Marks LATE_RULING =
            new Marks(null, new Offset(null, new Span(0, SpanUnit.MINUTES), null), null, null, null, null, null);

    public DeadlinePolicy {
        Objects.requireNonNull(id, "id");
        title = Map.copyOf(title);
        Objects.requireNonNull(office, "office");
        deadlines = Map.copyOf(deadlines);
        statutory = statutory == null ? List.of() : List.copyOf(statutory);
        returnWithin = returnWithin == null ? List.of() : List.copyOf(returnWithin);
        ruling = ruling == null ? List.of() : List.copyOf(ruling);
        triage = triage == null || triage.isEmpty() ? OfficeTerms.TRIAGE : List.copyOf(triage);
        askBack = askBack == null || askBack.isEmpty() ? OfficeTerms.ASK_BACK : List.copyOf(askBack);
        textReply = textReply == null ? OfficeTerms.TEXT_REPLY : textReply;
        Objects.requireNonNull(supervision, "supervision");
        quietHours = quietHours == null ? QuietHours.NIGHT : quietHours;
    }

    /** The rules of a kind of deadline, if the policy has any. */
    public Optional<KindRules> rules(DeadlineKind kind) {
        if (kind == DeadlineKind.RULING) {
            return ruling.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new KindRules(StartingPoint.REQUEST, ruling, LATE_RULING, null, null));
        }
        if (kind == DeadlineKind.TRIAGE) {
            return Optional.of(OfficeTerms.rules(triage));
        }
        if (kind == DeadlineKind.ASK_BACK) {
            return Optional.of(OfficeTerms.rules(askBack));
        }
        return Optional.ofNullable(deadlines.get(kind));
    }

    /** The rules of a text reply, which is no deadline of a case. */
    public KindRules textReplyRules() {
        return OfficeTerms.rules(List.of(textReply));
    }

    /** The statutory clock of that id, if the policy has it. */
    public Optional<StatutoryClock> statutory(String clock) {
        return statutory.stream().filter(one -> one.id().equals(clock)).findFirst();
    }

    /** The title as it is shown: in Chinese, or by the id, where there is none in a language. */
    public Text heading() {
        String chinese = title.getOrDefault("zh", id);
        return new Text(chinese, title.getOrDefault("en", chinese));
    }
}
