package org.hotline12345.assessment.hotissue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hotline12345.assessment.bulletin.HotIssueLines;
import org.hotline12345.assessment.bulletin.model.HotIssueLine;
import org.hotline12345.assessment.definition.Names;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.definition.model.Rate;
import org.hotline12345.assessment.hotissue.ReadIssues.Issue;
import org.hotline12345.assessment.hotissue.ReadIssues.State;
import org.hotline12345.assessment.hotissue.ReadIssues.Wanted;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.time.ShanghaiTime;

/** The hot issues that staff confirmed, for bulletins: what nobody looked at yet is not printed. */
@ApplicationScoped
class ConfirmedIssues implements HotIssueLines {
    private static final int MOST = 10;

    private static final String UNITS = """
            select
              member.group_id,
              case_fact.unit
            from case_group_member member
            join case_fact
              on case_fact.case_id = member.case_id
            where member.group_id = any($1::uuid[])
              and member.at >= $2
              and member.at < $3
              and case_fact.unit is not null
            group by member.group_id, case_fact.unit
            order by count(*) desc, case_fact.unit
            """;

    private final ReadIssues issues;
    private final Names names;
    private final Pool pool;

    ConfirmedIssues(ReadIssues issues, Names names, Pool pool) {
        this.issues = issues;
        this.names = names;
        this.pool = pool;
    }

    @Override
    public Uni<List<HotIssueLine>> of(Period period, Collection<String> units) {
        var sql = Sql.on(pool);
        return issues.issues(sql, new Wanted(period.from(), period.to(), List.of(State.CONFIRMED), null, 1))
                .chain(found -> concerned(sql, period, found)
                        .map(concerned -> found.stream()
                                .filter(issue -> units == null
                                        || units.stream()
                                                .anyMatch(concerned.getOrDefault(issue.id(), List.of())::contains))
                                .limit(MOST)
                                .map(issue -> line(issue, concerned.getOrDefault(issue.id(), List.of())))
                                .toList()));
    }

    private static Uni<Map<UUID, List<String>>> concerned(Sql sql, Period period, List<Issue> found) {
        UUID[] ids = found.stream().map(Issue::id).toArray(UUID[]::new);
        return sql.select(UNITS, ids, period.from(), period.to())
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> row.getUUID("group_id"),
                                Collectors.mapping(ConfirmedIssues::unit, Collectors.toList()))));
    }

    private static String unit(Row row) {
        return row.getString("unit");
    }

    private HotIssueLine line(Issue issue, List<String> units) {
        return new HotIssueLine(
                issue.id().toString(),
                issue.name(),
                issue.place() == null
                        ? null
                        : names.of(Dimension.AREA, issue.place()).in(Language.ZH),
                issue.cases(),
                Rate.percent(issue.cases() - issue.previous(), issue.previous()),
                day(issue.firstAt()),
                day(issue.lastAt()),
                units.stream()
                        .map(unit -> names.of(Dimension.UNIT, unit).in(Language.ZH))
                        .toList());
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ShanghaiTime.ZONE);
    }
}
