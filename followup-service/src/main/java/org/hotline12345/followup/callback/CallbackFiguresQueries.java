package org.hotline12345.followup.callback;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.callback.CallbackFiguresResource.InstrumentView;
import org.hotline12345.followup.callback.CallbackFiguresResource.MonthView;
import org.hotline12345.followup.survey.model.FigureRules;
import org.hotline12345.followup.survey.model.InstrumentFigures;
import org.hotline12345.followup.survey.model.MonthlyShare;
import org.hotline12345.followup.survey.plan.SurveyPlanQueries;

/** What the figures of the instruments are made of. */
@ApplicationScoped
class CallbackFiguresQueries {
    private static final String SEEN = HiddenCases.seen("cb.case_id", "$4");

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
              and %s
            group by 1, 2, 3, 4, 5, 6
            """.formatted(SEEN);

    private static final String SILENT = """
            select 'AGENT' as instrument, count(*)::integer as silent
            from callback cb
            where cb.state = 'NO_ANSWER'
              and cb.attempts > 0
              and cb.opened_at >= $1
              and cb.opened_at < $2
              and ($3::text is null or cb.unit = $3)
              and %1$s
            union all
            select 'AUTOMATIC', count(*)::integer
            from callback cb
            where cb.automatic_attempts > 0
              and cb.automatic_at is null
              and cb.opened_at >= $1
              and cb.opened_at < $2
              and ($3::text is null or cb.unit = $3)
              and %1$s
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
              and %1$s
            """.formatted(SEEN);

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
              and %s
            """.formatted(HiddenCases.seen("i.case_id", "$4"));

    private final SurveyPlanQueries plans;
    private final Caller caller;
    private final Pool pool;

    CallbackFiguresQueries(SurveyPlanQueries plans, Caller caller, Pool pool) {
        this.plans = plans;
        this.caller = caller;
        this.pool = pool;
    }

    /** The figures of each instrument, by the rules of the plan in force. */
    Uni<List<InstrumentView>> ofInstruments(Instant start, Instant end, String unit) {
        Sql sql = Sql.on(pool);
        var hiddenFrom = caller.unitAndAbove();
        return plans.current()
                .chain(version -> sql.select(ANSWERS, start, end, unit, hiddenFrom)
                        .chain(answers -> sql.select(SILENT, start, end, unit, hiddenFrom)
                                .map(silent -> Arrays.stream(SurveyInstrument.values())
                                        .map(instrument -> view(
                                                instrument,
                                                version.plan()
                                                        .instrument(instrument)
                                                        .figures(),
                                                answers,
                                                silent))
                                        .toList())));
    }

    /** How much of the month was surveyed, beside what the plan in force asks for. */
    Uni<MonthView> ofMonth(YearMonth month, String unit) {
        Sql sql = Sql.on(pool);
        var hiddenFrom = caller.unitAndAbove();
        return plans.current()
                .chain(version -> sql.first(MONTH, start(month), start(month.plusMonths(1)), unit, hiddenFrom)
                        .map(row -> {
                            var share = new MonthlyShare(
                                    row.getInteger("finished"),
                                    row.getInteger("surveyed"),
                                    version.plan().monthlyPercent());
                            return new MonthView(
                                    month.toString(),
                                    share.finished(),
                                    share.surveyed(),
                                    row.getInteger("waiting"),
                                    share.percent(),
                                    share.aimPercent(),
                                    share.missing());
                        }));
    }

    private static Instant start(YearMonth month) {
        return ShanghaiTime.start(month.atDay(1));
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
