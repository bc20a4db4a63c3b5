package org.hotline12345.followup.callback;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.survey.model.FigureRules;
import org.hotline12345.followup.survey.model.InstrumentFigures;
import org.hotline12345.followup.survey.model.MonthlyShare;
import org.hotline12345.followup.survey.plan.SurveyPlans;
import org.jboss.resteasy.reactive.RestQuery;

/** The figures of each instrument, made by the rules of the callback plan. */
@Path("/api/v1/callbacks/figures")
@RolesAllowed({Roles.CALLBACK_AGENT, Roles.SUPERVISOR, Roles.EVALUATOR, Roles.OFFICE_LEADER})
public class CallbackFiguresResource {
    private static final int MAX_DAYS = 400;

    // first: no answer of the instrument to the callback stands before it
    private static final String ANSWERS = """
            select a.instrument, a.satisfaction, a.resolved, a.informed, not a.corrected as last,
              not exists (
                select 1
                from callback_answer b
                where b.callback_id = a.callback_id
                  and b.instrument = a.instrument
                  and (b.answered_at, b.id) < (a.answered_at, a.id)) as first,
              count(*)::integer as answers
            from callback_answer a
            join callback cb on cb.id = a.callback_id
            where a.answered_at >= $1
              and a.answered_at < $2
              and ($3::text is null or cb.unit = $3)
            group by 1, 2, 3, 4, 5, 6
            """;

    private static final String SILENT = """
            select 'AGENT' as instrument, count(*)::integer as silent
            from callback cb
            where cb.state = 'NO_ANSWER'
              and cb.attempts > 0
              and cb.opened_at >= $1
              and cb.opened_at < $2
              and ($3::text is null or cb.unit = $3)
            union all
            select 'AUTOMATIC', count(*)::integer
            from callback cb
            where cb.automatic_attempts > 0
              and cb.automatic_at is null
              and cb.opened_at >= $1
              and cb.opened_at < $2
              and ($3::text is null or cb.unit = $3)
              and not exists (
                select 1
                from survey_request r
                where r.callback_id = cb.id
                  and r.state in ('WAITING', 'SENT', 'DELIVERED'))
              and not exists (
                select 1
                from callback_answer a
                where a.callback_id = cb.id
                  and a.instrument = 'AUTOMATIC')
            union all
            select 'SOCIAL_SURVEY', count(*)::integer
            from social_survey_sample s
            join social_survey v on v.id = s.survey_id
            join callback cb on cb.id = s.callback_id
            where s.answered_at is null
              and v.created_at >= $1
              and v.created_at < $2
              and ($3::text is null or cb.unit = $3)
            """;

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

    private static final String MONTH = """
            select count(*)::integer as finished,
              count(*) filter (where answered.callback_id is not null)::integer as surveyed,
              count(*) filter (where answered.callback_id is null and waiting.id is not null)::integer as waiting
            from informing i
            left join lateral (
              select a.callback_id
              from callback cb
              join callback_answer a on a.callback_id = cb.id
              where cb.case_id = i.case_id
                and cb.work_order_id = i.work_order_id
              limit 1) as answered on true
            left join lateral (
              select cb.id
              from callback cb
              where cb.case_id = i.case_id
                and cb.work_order_id = i.work_order_id
                and cb.state in ('OPEN', 'CLAIMED')
              limit 1) as waiting on true
            where i.owed
              and i.replied_at >= $1
              and i.replied_at < $2
              and ($3::text is null or i.unit = $3)
            """;

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

    private final SurveyPlans plans;
    private final Pool pool;

    public CallbackFiguresResource(SurveyPlans plans, Pool pool) {
        this.plans = plans;
        this.pool = pool;
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
        Instant start = from.atStartOfDay(ShanghaiTime.ZONE).toInstant();
        Instant end = to.plusDays(1).atStartOfDay(ShanghaiTime.ZONE).toInstant();
        Sql sql = Sql.on(pool);
        return plans.current(sql)
                .chain(version -> sql.select(ANSWERS, start, end, unit)
                        .chain(answers -> sql.select(SILENT, start, end, unit).map(silent -> {
                            List<InstrumentView> views = Arrays.stream(SurveyInstrument.values())
                                    .map(instrument -> view(
                                            instrument,
                                            version.plan()
                                                    .instrument(instrument)
                                                    .figures(),
                                            answers,
                                            silent))
                                    .toList();
                            return new Page<>(views, null);
                        })));
    }

    /** How much of the month was surveyed, and whether that is what the callback plan asks for. */
    @GET
    @Path("/monthly")
    public Uni<MonthView> monthly(@RestQuery String month, @RestQuery String unit) {
        YearMonth asked = month(month);
        Sql sql = Sql.on(pool);
        return plans.current(sql)
                .chain(version -> sql.first(MONTH, start(asked), start(asked.plusMonths(1)), unit)
                        .map(row -> {
                            var share = new MonthlyShare(
                                    row.getInteger("finished"),
                                    row.getInteger("surveyed"),
                                    version.plan().monthlyPercent());
                            return new MonthView(
                                    asked.toString(),
                                    share.finished(),
                                    share.surveyed(),
                                    row.getInteger("waiting"),
                                    share.percent(),
                                    share.aimPercent(),
                                    share.missing());
                        }));
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text == null ? "" : text);
        } catch (DateTimeParseException e) {
            throw Problem.invalid("month", "violation.survey.month");
        }
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ShanghaiTime.ZONE).toInstant();
    }

    private static InstrumentView view(
            SurveyInstrument instrument, FigureRules rules, List<Row> answers, List<Row> silent) {
        var figures = new InstrumentFigures(rules);
        String counted = rules.counts() == FigureRules.Counts.FIRST ? "first" : "last";
        answers.stream()
                .filter(row -> row.getString("instrument").equals(instrument.name()) && row.getBoolean(counted))
                .forEach(row -> figures.answered(
                        Satisfaction.valueOf(row.getString("satisfaction")),
                        row.getBoolean("resolved"),
                        row.getBoolean("informed"),
                        row.getInteger("answers")));
        silent.stream()
                .filter(row -> row.getString("instrument").equals(instrument.name()))
                .forEach(row -> figures.silent(row.getInteger("silent")));
        var grades = new EnumMap<Satisfaction, Integer>(Satisfaction.class);
        for (Satisfaction grade : Satisfaction.values()) {
            grades.put(grade, figures.of(grade));
        }
        return new InstrumentView(
                instrument,
                figures.answered(),
                figures.silent(),
                grades,
                figures.satisfied(),
                figures.satisfactionOf(),
                figures.satisfactionRate(),
                figures.solvedRate(),
                figures.informedRate(),
                rules);
    }
}
