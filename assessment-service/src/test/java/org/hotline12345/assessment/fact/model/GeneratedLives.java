package org.hotline12345.assessment.fact.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.AppealDecided;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.CaseWentLive;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.CoHandlingAnswered;
import org.hotline12345.events.CoHandlingRequested;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.ExtensionDecided;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.ProblemPattern;
import org.hotline12345.events.ProblemPatternSet;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.events.UnitUrgeRevoked;
import org.hotline12345.events.UnitUrged;
import org.hotline12345.events.UrgeOrigin;

/** Lives of cases drawn at random, with everything that can befall one, in an order in which several services may tell it. */
public final class GeneratedLives {
    private final Random random;
    private final List<String> units;
    private final Instant start;

    /**
     * Lives of these units.
     *
     * @param start Registrations lie within twenty days from here.
     */
    public GeneratedLives(long seed, List<String> units, Instant start) {
        this.random = new Random(seed);
        this.units = units;
        this.start = start;
    }

    /** The events of one case in the order of its stream. */
    public List<CaseEvent> life() {
        var id = id();
        var events = new ArrayList<CaseEvent>();
        var at = start.plusSeconds(random.nextInt(20 * 86_400));
        events.add(Lives.registered(
                id,
                IntakeOutcome.TO_DISPATCH,
                at,
                chance(70) ? "PHONE" : "WEB",
                chance(90) ? CaseType.HELP : CaseType.PRAISE,
                "C0101",
                "220173",
                chance(85) ? Anonymity.NAMED : Anonymity.NO_CONTACT,
                chance(95)));
        if (chance(10)) {
            events.add(Lives.answeredDirectly(id, at));
            return events;
        }
        if (chance(15)) {
            events.add(new CaseWentLive(id, at));
        }
        int rounds = 1 + (chance(25) ? 1 : 0);
        for (int round = 1; round <= rounds; round++) {
            at = round(events, id, round, at.plusSeconds(600 + random.nextInt(7_200)));
        }
        if (chance(12)) {
            events.add(Lives.corrected(
                    id,
                    chance(50) ? "C0102" : "C0101",
                    "220174",
                    chance(60) ? Anonymity.NAMED : Anonymity.NO_CONTACT,
                    chance(80),
                    at));
        }
        if (chance(8)) {
            events.add(new CaseWithdrawn(id, "已自行解决", at));
        }
        if (chance(60)) {
            events.add(new CaseClosed(id, CloseReason.SATISFIED, rounds, at));
        }
        if (chance(10)) {
            events.add(new ProblemPatternSet(id, ProblemPattern.SUDDEN, true, "5件", "system", at));
        }
        tellLate(events);
        return events;
    }

    private Instant round(List<CaseEvent> events, UUID id, int round, Instant from) {
        var order = id();
        String unit = units.get(random.nextInt(units.size()));
        var cause = round == 1 ? DispatchCause.FIRST : DispatchCause.REWORK;
        events.add(Lives.dispatched(id, order, round, cause, unit, from));
        events.add(Lives.deadline(id, order, round, DeadlineKind.SIGN, from.plusSeconds(28_800)));
        events.add(Lives.deadline(id, order, round, DeadlineKind.REPLY, from.plusSeconds(432_000)));
        if (chance(15)) {
            boolean granted = chance(50);
            events.add(Lives.returnRequested(id, order, unit, from.plusSeconds(3_600)));
            events.add(Lives.returnDecided(id, order, unit, granted, from.plusSeconds(7_200)));
            if (granted) {
                order = id();
                unit = units.get(random.nextInt(units.size()));
                events.add(
                        Lives.dispatched(id, order, round, DispatchCause.AFTER_RETURN, unit, from.plusSeconds(7_200)));
                events.add(Lives.deadline(id, order, round, DeadlineKind.REPLY, from.plusSeconds(440_000)));
            }
        }
        if (chance(90)) {
            events.add(Lives.signed(id, order, unit, from.plusSeconds(random.nextInt(40_000))));
        }
        if (chance(20)) {
            events.add(new ExtensionDecided(id, order, id(), unit, chance(70), 3, "同意", "d", from.plusSeconds(9_000)));
            events.add(Lives.deadline(id, order, round, DeadlineKind.REPLY, from.plusSeconds(700_000)));
        }
        if (chance(15)) {
            coHandling(events, id, order, unit, from);
        }
        if (chance(20)) {
            var urge = id();
            events.add(new UnitUrged(id, urge, order, unit, UrgeOrigin.SYSTEM, "已超期", from.plusSeconds(450_000), null));
            if (chance(40)) {
                events.add(new UnitUrgeRevoked(id, urge, order, unit, from.plusSeconds(450_100)));
            }
            events.add(new CitizenUrged(id, 1 + random.nextInt(3), null, from.plusSeconds(460_000)));
        }
        if (chance(8)) {
            events.add(new SupervisionOpened(
                    id,
                    id(),
                    order,
                    unit,
                    SupervisionCause.OVERDUE,
                    "限期办结",
                    1,
                    from.plusSeconds(600_000),
                    from.plusSeconds(500_000)));
        }
        if (chance(8)) {
            events.add(new CaseMerged(id, id(), order, "d", from.plusSeconds(90_000)));
            events.add(new DeadlineCancelled(
                    id, id(), order, DeadlineKind.REPLY, unit, DeadlineCancelReason.MERGED, from.plusSeconds(90_000)));
            if (chance(30)) {
                events.add(new CaseUnmerged(id, id(), "d", from.plusSeconds(95_000)));
            }
        }
        Instant replied = from.plusSeconds(40_000 + random.nextInt(600_000));
        if (chance(85)) {
            events.add(Lives.replied(id, order, round, unit, replied));
            if (chance(80)) {
                events.add(Lives.informed(id, order, round, unit, NoticeChannel.UNIT_CALL, chance(90), replied));
            }
            if (chance(12)) {
                events.add(Lives.corrected(id, order, round, unit, chance(40), replied.plusSeconds(1_800)));
            }
            callback(events, id, order, round, unit, replied.plusSeconds(3_600));
            if (chance(12)) {
                events.add(Lives.corrected(id, order, round, unit, chance(40), replied.plusSeconds(5_400)));
                if (chance(60)) {
                    events.add(Lives.informed(
                            id, order, round, unit, NoticeChannel.SMS, chance(90), replied.plusSeconds(5_460)));
                }
            }
        }
        return replied.plusSeconds(7_200);
    }

    private void coHandling(List<CaseEvent> events, UUID id, UUID order, String unit, Instant from) {
        var question = id();
        String asked = units.get(random.nextInt(units.size()));
        events.add(new CoHandlingRequested(id, order, question, unit, asked, "设施归谁", "h", from.plusSeconds(4_000)));
        events.add(Lives.opinionDue(id, question, order, 1, asked, from, from.plusSeconds(200_000)));
        if (chance(70)) {
            events.add(new CoHandlingAnswered(
                    id, order, question, asked, "归住建", "h", from.plusSeconds(random.nextInt(300_000))));
        } else {
            events.add(new DeadlineCancelled(
                    id,
                    question,
                    order,
                    DeadlineKind.CO_HANDLING,
                    asked,
                    DeadlineCancelReason.CLOSED,
                    from.plusSeconds(210_000)));
        }
    }

    private void callback(List<CaseEvent> events, UUID id, UUID order, int round, String unit, Instant at) {
        if (chance(20)) {
            return;
        }
        var callback = id();
        var grade = chance(15) ? null : Satisfaction.values()[random.nextInt(Satisfaction.values().length)];
        Boolean informed = chance(50) ? null : chance(80);
        events.add(Lives.calledBack(id, callback, order, round, unit, grade, informed, false, at));
        if (chance(15)) {
            events.add(Lives.calledBack(
                    id, callback, order, round, unit, Satisfaction.SATISFIED, true, true, at.plusSeconds(600)));
        }
        if (grade == Satisfaction.DISSATISFIED) {
            events.add(new ReworkOrdered(
                    id, id(), order, round, unit, ReworkCause.DISSATISFIED, "未解决", "system", at.plusSeconds(60), null));
        }
        if (chance(6)) {
            events.add(new AppealDecided(
                    id, id(), unit, "2023-03", "on-time", chance(50), "属实", "e", at, "four-rates", null));
        }
    }

    /** Each service tells what it knows when it gets to it: some events come a few places later than they happened. */
    private void tellLate(List<CaseEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            if (chance(25)) {
                int other = Math.min(events.size() - 1, i + 1 + random.nextInt(4));
                Collections.swap(events, i, other);
            }
        }
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
