package org.hotline12345.followup.deadline.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.followup.calendar.model.WorkingCalendar;
import org.hotline12345.followup.policy.model.CaseTraits;
import org.hotline12345.followup.policy.model.DeadlinePolicy;
import org.hotline12345.followup.policy.model.KindRules;
import org.hotline12345.followup.policy.model.StartingPoint;
import org.hotline12345.followup.policy.model.StatutoryClock;

/** All deadlines that a policy would set for a case, without storing anything. */
public final class PolicyPreview {
    /** In the order of a case's life. */
    private static final List<DeadlineKind> ORDER = List.of(
            DeadlineKind.SIGN,
            DeadlineKind.FIRST_CONTACT,
            DeadlineKind.REPLY,
            DeadlineKind.RULING,
            DeadlineKind.CO_HANDLING,
            DeadlineKind.INFORM,
            DeadlineKind.CALLBACK,
            DeadlineKind.RECTIFICATION,
            DeadlineKind.REVIEW);

    /**
     * When the clocks of the case start.
     *
     * @param registeredAt Registration.
     * @param repliedAt Issue of the reply; null: when it is due.
     * @param reviewDate The review date agreed; null: none.
     */
    public record Starts(
            Instant registeredAt, Instant dispatchedAt, Instant repliedAt, Instant requestedAt, LocalDate reviewDate) {}

    /**
     * A deadline.
     *
     * @param kind What is due.
     * @param title The same in words.
     * @param startedAt What it counts from.
     * @param computed When it is due, and why.
     * @param moments What the timer does.
     * @param extensionUntil Until when more time may be asked for. May be null.
     * @param returnUntil Until when a return may be asked for. May be null.
     */
    public record Line(
            DeadlineKind kind,
            Text title,
            Instant startedAt,
            ComputedDeadline computed,
            Moments moments,
            Instant extensionUntil,
            Instant returnUntil) {}

    private final DeadlineCalculator calculator;
    private final DeadlinePolicy policy;

    public PolicyPreview(WorkingCalendar calendar, DeadlinePolicy policy) {
        this.calculator = new DeadlineCalculator(calendar, policy);
        this.policy = policy;
    }

    /** The deadlines in the order of a case's life, statutory ones last; adjustments are those of the reply. */
    public List<Line> of(CaseTraits traits, Starts starts, Adjustments adjustments) {
        var lines = new ArrayList<Line>();
        for (DeadlineKind kind : ORDER) {
            policy.rules(kind)
                    .ifPresent(rules -> start(rules.startsAt(), starts, lines)
                            .ifPresent(start -> lines.add(kind(
                                    kind,
                                    rules,
                                    traits,
                                    start,
                                    kind == DeadlineKind.REPLY ? adjustments : Adjustments.NONE))));
        }
        for (StatutoryClock clock : policy.statutory()) {
            if (clock.isFor(traits)) {
                start(clock.rules().startsAt(), starts, lines)
                        .ifPresent(start -> lines.add(line(
                                DeadlineKind.STATUTORY,
                                clock.heading(),
                                clock.rules(),
                                traits,
                                start,
                                calculator.compute(clock, traits, start, Adjustments.NONE),
                                null)));
            }
        }
        return List.copyOf(lines);
    }

    private Line kind(DeadlineKind kind, KindRules rules, CaseTraits traits, Instant start, Adjustments adjustments) {
        boolean returnable = rules.startsAt() == StartingPoint.DISPATCH;
        return line(
                kind,
                Explanation.title(kind),
                rules,
                traits,
                start,
                calculator.compute(kind, traits, start, adjustments),
                returnable ? calculator.returnUntil(traits, start) : null);
    }

    private Line line(
            DeadlineKind kind,
            Text title,
            KindRules rules,
            CaseTraits traits,
            Instant start,
            ComputedDeadline computed,
            Instant returnUntil) {
        return new Line(
                kind,
                title,
                start,
                computed,
                calculator.moments(rules, traits, start, computed.dueAt()),
                calculator.extensionUntil(rules, traits, computed.dueAt()),
                returnUntil);
    }

    private static Optional<Instant> start(StartingPoint point, Starts starts, List<Line> before) {
        return switch (point) {
            case REGISTRATION -> Optional.of(starts.registeredAt());
            case DISPATCH -> Optional.of(starts.dispatchedAt());
            case REQUEST -> Optional.of(starts.requestedAt());
            case REPLY ->
                Optional.ofNullable(starts.repliedAt())
                        .or(() -> before.stream()
                                .filter(line -> line.kind() == DeadlineKind.REPLY)
                                .map(line -> line.computed().dueAt())
                                .findFirst());
            case GIVEN_DATE -> Optional.ofNullable(starts.reviewDate()).map(ShanghaiTime::start);
        };
    }
}
