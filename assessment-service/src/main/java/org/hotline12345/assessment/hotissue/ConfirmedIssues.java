package org.hotline12345.assessment.hotissue;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.hotline12345.assessment.bulletin.HotIssueLines;
import org.hotline12345.assessment.bulletin.model.HotIssueLine;
import org.hotline12345.assessment.definition.Names;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.definition.model.Rate;
import org.hotline12345.assessment.hotissue.IssueQueries.Issue;
import org.hotline12345.assessment.hotissue.IssueQueries.State;
import org.hotline12345.assessment.hotissue.IssueQueries.Wanted;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.time.ShanghaiTime;

/** The hot issues that staff confirmed, for bulletins: what nobody looked at yet is not printed. */
@ApplicationScoped
class ConfirmedIssues implements HotIssueLines {
    private static final int MOST = 10;

    private final IssueQueries issues;
    private final Names names;

    ConfirmedIssues(IssueQueries issues, Names names) {
        this.issues = issues;
        this.names = names;
    }

    @Override
    public Uni<List<HotIssueLine>> of(Period period, Collection<String> units) {
        var wanted = new Wanted(period.from(), period.to(), List.of(State.CONFIRMED), null, 1);
        return issues.list(wanted)
                .chain(found -> issues.units(wanted, found)
                        .map(concerned -> found.stream()
                                .filter(issue -> units == null
                                        || units.stream()
                                                .anyMatch(concerned.getOrDefault(issue.id(), List.of())::contains))
                                .limit(MOST)
                                .map(issue -> line(issue, concerned.getOrDefault(issue.id(), List.of())))
                                .toList()));
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
                ShanghaiTime.day(issue.firstAt()),
                ShanghaiTime.day(issue.lastAt()),
                units.stream()
                        .map(unit -> names.of(Dimension.UNIT, unit).in(Language.ZH))
                        .toList());
    }
}
