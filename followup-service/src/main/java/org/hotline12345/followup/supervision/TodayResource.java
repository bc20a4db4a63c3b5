package org.hotline12345.followup.supervision;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.followup.deadline.model.DeadlineState;
import org.hotline12345.followup.supervision.TodayQueries.MachinesLate;
import org.hotline12345.followup.supervision.TodayQueries.OfficeLate;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * A supervisor's day: what turns red today, what is red already, and which supervisions are open, by unit. A unit's people see
 * their own unit and those below it.
 */
@Path("/api/v1/supervision-today")
public class TodayResource {
    /**
     * A unit's day.
     *
     * @param turnsRed Deadlines that turn red in what is left of the day unless they are met.
     * @param turnedRed Those that turned red today and still are.
     * @param supervisions Supervisions that are not closed.
     * @param overdueSupervisions Those without a report although it is due, and those whose report nobody has looked at in time.
     */
    public record UnitDay(
            String unit,
            String name,
            long turnsRed,
            long turnedRed,
            long red,
            long supervisions,
            long overdueSupervisions) {}

    /**
     * The day of all units that have something to do.
     *
     * @param date The day, Asia/Shanghai.
     * @param asOf When it was counted.
     * @param turnsRed Sum over the units.
     * @param turnedRed Sum over the units.
     * @param red Sum over the units.
     * @param supervisions Sum over the units.
     * @param overdueSupervisions Sum over the units.
     * @param lateRulings Returns on which the dispatch office has not ruled in time, see {@code /rulings}; null for a unit's people.
     * @param lateTellings Citizens whom the centre itself has to tell the result and has not told in time; null for a unit's people.
     * @param lateTriage Cases that no dispatcher has decided in time, see {@code /triage-clocks}; null for a unit's people.
     * @param lateAnswers Questions of dispatchers that no agent has answered in time, see {@code /triage-clocks}; null for a unit's people.
     * @param openTextReplies Short messages of citizens that nobody has handled, see {@code /text-replies}; null for a unit's people.
     * @param lateTextReplies Those of them whose time is over; null for a unit's people.
     * @param lateUrges Notices that ought to have been delivered five minutes ago, see {@code /urges?waiting=true}; null for a unit's people.
     * @param lateAskings Messages to citizens that ought to have been sent five minutes ago, see {@code /channels/…/requests}; null for a
     *     unit's people.
     * @param stuckRecalculations Runs that have not got on for five minutes, see {@code /recalculations?open=true}; null for a unit's people.
     * @param openHistory Cases that were moved in and are still open, see {@code /open-history}; null for a unit's people.
     * @param items The units, those with most to turn red first.
     * @param next Always null: they come in one part.
     */
    public record Today(
            LocalDate date,
            OffsetDateTime asOf,
            long turnsRed,
            long turnedRed,
            long red,
            long supervisions,
            long overdueSupervisions,
            Long lateRulings,
            Long lateTellings,
            Long lateTriage,
            Long lateAnswers,
            Long openTextReplies,
            Long lateTextReplies,
            Long lateUrges,
            Long lateAskings,
            Long stuckRecalculations,
            Long openHistory,
            List<UnitDay> items,
            String next) {}

    /** A deadline that turns red today. */
    public record TurningRed(
            UUID deadlineId,
            UUID caseId,
            String caseNumber,
            String title,
            UUID workOrderId,
            String unit,
            DeadlineKind kind,
            DeadlineState state,
            OffsetDateTime dueAt,
            OffsetDateTime redAt) {}

    /** A machine that is as much behind its time is late; until then it is at work. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final TodayQueries queries;
    private final Caller caller;
    private final Clock clock;

    public TodayResource(TodayQueries queries, Caller caller, Clock clock) {
        this.queries = queries;
        this.caller = caller;
        this.clock = clock;
    }

    /** The day by unit. */
    @GET
    @RolesAllowed({Roles.SUPERVISOR, Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER})
    public Uni<Today> today() {
        Instant now = clock.instant();
        LocalDate day = ShanghaiTime.day(now);
        boolean ofOffice = caller.isOfOffice();
        Uni<OfficeLate> lateOfOffice =
                ofOffice ? queries.lateOfOffice(now) : Uni.createFrom().item(OfficeLate.NOT_SHOWN);
        Uni<MachinesLate> lateOfMachines = ofOffice
                ? queries.lateOfMachines(now.minus(TOLERANCE))
                : Uni.createFrom().item(MachinesLate.NOT_SHOWN);
        return queries.byUnit(ShanghaiTime.start(day), ShanghaiTime.start(day.plusDays(1)), now)
                .chain(units -> Uni.combine()
                        .all()
                        .unis(lateOfOffice, lateOfMachines)
                        .asTuple()
                        .map(both -> {
                            OfficeLate late = both.getItem1();
                            MachinesLate machines = both.getItem2();
                            List<UnitDay> items = units.stream()
                                    .filter(unit -> ofOffice || caller.covers(unit.unit()))
                                    .toList();
                            return new Today(
                                    day,
                                    ShanghaiTime.of(now),
                                    items.stream().mapToLong(UnitDay::turnsRed).sum(),
                                    items.stream().mapToLong(UnitDay::turnedRed).sum(),
                                    items.stream().mapToLong(UnitDay::red).sum(),
                                    items.stream()
                                            .mapToLong(UnitDay::supervisions)
                                            .sum(),
                                    items.stream()
                                            .mapToLong(UnitDay::overdueSupervisions)
                                            .sum(),
                                    late.rulings(),
                                    late.tellings(),
                                    late.triage(),
                                    late.answers(),
                                    late.openTextReplies(),
                                    late.textReplies(),
                                    machines.urges(),
                                    machines.askings(),
                                    machines.recalculations(),
                                    machines.history(),
                                    items,
                                    null);
                        }));
    }

    /** What turns red in what is left of the day, the earliest first. */
    @GET
    @Path("/turning-red")
    @RolesAllowed({
        Roles.SUPERVISOR,
        Roles.EVALUATOR,
        Roles.OFFICE_LEADER,
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER
    })
    public Uni<Page<TurningRed>> turningRed(@RestQuery String unit, @BeanParam PageRequest page) {
        String wanted = caller.unitAskedFor(unit);
        if (wanted != null && wanted.isBlank()) {
            throw Problem.invalid("unit", "violation.required");
        }
        LocalDate day = ShanghaiTime.day(clock.instant());
        return queries.turningRed(ShanghaiTime.start(day.plusDays(1)), wanted, page);
    }
}
