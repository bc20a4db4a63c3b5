package org.hotline12345.followup.callback;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.survey.model.FigureRules;
import org.jboss.resteasy.reactive.RestQuery;

/** The figures of each instrument, made by the rules of the callback plan. */
@Path("/api/v1/callbacks/figures")
@RolesAllowed({Roles.CALLBACK_AGENT, Roles.SUPERVISOR, Roles.EVALUATOR, Roles.OFFICE_LEADER})
public class CallbackFiguresResource {
    private static final int MAX_DAYS = 400;

    /**
     * The figures of an instrument: answers given in the period.
     *
     * @param answered Citizens who answered.
     * @param silent Citizens who were asked in the period and did not answer.
     * @param grades Answers by grade.
     * @param satisfied Those that count as satisfied by the plan.
     * @param satisfactionOf Of how many.
     * @param satisfactionRate 满意率, percent; null of none.
     * @param solvedRate 解决率: solved ÷ those who said so or not, percent; null of none.
     * @param informedRate Informed by their own word, percent; null of none.
     * @param rules How the figures are made.
     */
    public record InstrumentView(
            SurveyInstrument instrument,
            int answered,
            int silent,
            Map<Satisfaction, Integer> grades,
            int satisfied,
            int satisfactionOf,
            BigDecimal satisfactionRate,
            BigDecimal solvedRate,
            BigDecimal informedRate,
            FigureRules rules) {}

    /**
     * The share of a month's finished rounds that was surveyed, 月回访比例. Answers on the spot have a share of their own in the plan.
     *
     * @param month The month, such as {@code 2026-03}.
     * @param finished Rounds answered in the month whose citizens may be asked.
     * @param surveyed Those whose citizen answered, by whatever instrument.
     * @param waiting Those whose citizen is still to be asked.
     * @param percent Surveyed ÷ finished, percent; null of none.
     * @param aimPercent What the plan asks for at least; null if it asks for nothing.
     * @param missing How many are still to be surveyed to reach that.
     */
    public record MonthView(
            String month,
            int finished,
            int surveyed,
            int waiting,
            BigDecimal percent,
            Integer aimPercent,
            int missing) {}

    private final CallbackFiguresQueries queries;
    private final Caller caller;

    public CallbackFiguresResource(CallbackFiguresQueries queries, Caller caller) {
        this.queries = queries;
        this.caller = caller;
    }

    /** Figures of the days from {@code from} to {@code to}, both included. */
    @GET
    public Uni<Page<InstrumentView>> figures(
            @RestQuery LocalDate from, @RestQuery LocalDate to, @RestQuery String unit) {
        if (from == null
                || to == null
                || to.isBefore(from)
                || from.plusDays(MAX_DAYS).isBefore(to)) {
            throw Problem.invalid("from", "violation.period", MAX_DAYS);
        }
        Instant start = ShanghaiTime.start(from);
        Instant end = ShanghaiTime.start(to.plusDays(1));
        return queries.ofInstruments(start, end, caller.unitAskedFor(unit)).map(views -> new Page<>(views, null));
    }

    /** How much of the month was surveyed, and whether that is what the callback plan asks for. */
    @GET
    @Path("/monthly")
    public Uni<MonthView> monthly(@RestQuery String month, @RestQuery String unit) {
        return queries.ofMonth(month(month), caller.unitAskedFor(unit));
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text == null ? "" : text);
        } catch (DateTimeParseException e) {
            throw Problem.invalid("month", "violation.survey.month");
        }
    }
}
