package org.hotline12345.followup.informing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.NoticeChannel;
import org.jboss.resteasy.reactive.RestQuery;

/** Which citizens do not know the result yet, and the figures of informing, 反馈. */
@Path("/api/v1/informing")
@RolesAllowed({
    Roles.CALLBACK_AGENT,
    Roles.SUPERVISOR,
    Roles.EVALUATOR,
    Roles.OFFICE_LEADER,
    Roles.UNIT_HANDLER,
    Roles.UNIT_REVIEWER,
    Roles.UNIT_LEADER
})
public class InformingResource {
    private static final int MAX_DAYS = 400;

    /**
     * A citizen to be told.
     *
     * @param byCentre Whether the centre has to tell, for the citizen hides from the unit.
     * @param repliedAt When the reply was issued.
     * @param dueAt Until when it had to be told. May be null.
     * @param overdue Whether that is over.
     * @param denied Whether the citizen says that nobody told, though somebody had noted so.
     * @param correctedAt When the reply was corrected, so that telling is owed anew; left out where it was not.
     */
    public record OpenView(
            UUID caseId,
            String caseNumber,
            String title,
            UUID workOrderId,
            int round,
            String unit,
            boolean byCentre,
            OffsetDateTime repliedAt,
            OffsetDateTime dueAt,
            boolean overdue,
            boolean denied,
            @JsonInclude(JsonInclude.Include.NON_NULL) OffsetDateTime correctedAt) {}

    /**
     * The figures of a period: rounds whose reply was issued in it.
     *
     * @param answered Rounds answered.
     * @param notToBeInformed Of those the ones not to be informed: contact refused or not possible, or the round was sent back while
     *     there was time to tell.
     * @param toBeInformed The others.
     * @param byRobot Told by a voice robot.
     * @param bySms Told by a message.
     * @param byWeb Told on the web.
     * @param byPeople Told by people.
     * @param informed All told.
     * @param informedInTime All told in time.
     * @param open Still to be told.
     * @param overdue Of those the ones whose time is over.
     * @param missed Not told although the time was over when the round was sent back: nothing is left to tell.
     * @param machineRate Told by robot, message or web, percent of those to be informed; null of none.
     * @param feedbackRate 反馈回复率, percent; null of none.
     */
    public record FiguresView(
            LocalDate from,
            LocalDate to,
            String unit,
            int answered,
            int notToBeInformed,
            int toBeInformed,
            int byRobot,
            int bySms,
            int byWeb,
            int byPeople,
            int informed,
            int informedInTime,
            int open,
            int overdue,
            int missed,
            BigDecimal machineRate,
            BigDecimal feedbackRate) {}

    private final InformingQueries queries;
    private final Caller caller;
    private final Clock clock;

    public InformingResource(InformingQueries queries, Caller caller, Clock clock) {
        this.queries = queries;
        this.caller = caller;
        this.clock = clock;
    }

    /** Citizens who do not know the result yet, the oldest reply first; {@code overdue=true}: those not told in time. */
    @GET
    public Uni<Page<OpenView>> open(@RestQuery String unit, @RestQuery boolean overdue, @BeanParam PageRequest page) {
        return queries.open(caller.unitAskedFor(unit), overdue, clock.instant(), page);
    }

    /** The figures of the days from {@code from} to {@code to}, both included. */
    @GET
    @Path("/figures")
    public Uni<FiguresView> figures(@RestQuery LocalDate from, @RestQuery LocalDate to, @RestQuery String unit) {
        if (from == null
                || to == null
                || to.isBefore(from)
                || from.plusDays(MAX_DAYS).isBefore(to)) {
            throw Problem.invalid("from", "violation.period", MAX_DAYS);
        }
        String ofUnit = caller.unitAskedFor(unit);
        return queries.figures(ShanghaiTime.start(from), ShanghaiTime.start(to.plusDays(1)), ofUnit, clock.instant())
                .map(figures -> new FiguresView(
                        from,
                        to,
                        ofUnit,
                        figures.answered(),
                        figures.notToBeInformed(),
                        figures.toBeInformed(),
                        figures.toldBy(NoticeChannel.ROBOT),
                        figures.toldBy(NoticeChannel.SMS),
                        figures.toldBy(NoticeChannel.WEB),
                        figures.toldByPeople(),
                        figures.informed(),
                        figures.informedInTime(),
                        figures.open(),
                        figures.overdue(),
                        figures.missed(),
                        figures.machineRate(),
                        figures.feedbackRate()));
    }
}
