package org.hotline12345.intake.publicstatus;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.intake.cases.model.CaseAction;
import org.hotline12345.intake.cases.model.CaseStatus;
import org.hotline12345.intake.publicstatus.Progress.Reply;
import org.hotline12345.intake.publicstatus.Progress.Step;
import org.hotline12345.intake.timeline.Timeline;
import org.hotline12345.intake.timeline.model.TimelineKind;

/** Reads where a case stands for the citizen who knows its query code. */
@ApplicationScoped
public class PublicStatusQueries {
    private static final Set<TimelineKind> REPLIES = EnumSet.of(
            TimelineKind.REPLIED, TimelineKind.REPLY_CORRECTED, TimelineKind.ANSWERED, TimelineKind.NOT_ACCEPTED);
    private static final List<CaseAction> OF_CITIZENS =
            List.of(CaseAction.URGE, CaseAction.SUPPLEMENT, CaseAction.WITHDRAWAL);

    private final OwnCaseQueries open;
    private final Timeline timeline;

    public PublicStatusQueries(OwnCaseQueries open, Timeline timeline) {
        this.open = open;
        this.timeline = timeline;
    }

    /** The case that number and code open. */
    public Uni<Progress> find(String caseNumber, String code, Language language) {
        return open.by(caseNumber, code).map(row -> progress(row, language));
    }

    private Progress progress(Row row, Language language) {
        var status = CaseStatus.valueOf(row.getString("status"));
        Instant registeredAt = Rows.instant(row, "registered_at");
        var wording = timeline.wording(language);
        var steps = new ArrayList<Step>();
        steps.add(new Step(registeredAt, Text.in(language, "您的诉求已登记", "Your case was registered")));
        var entries = Timeline.of(row);
        entries.stream()
                .filter(entry -> entry.kind().forCitizen())
                .forEach(entry -> steps.add(new Step(entry.at(), wording.forCitizen(entry))));
        return new Progress(
                row.getString("case_number"),
                status.name(),
                status.words().in(language),
                registeredAt,
                status.ended() ? null : Rows.instant(row, "due_at"),
                entries.stream()
                        .filter(entry -> REPLIES.contains(entry.kind()))
                        .reduce((first, later) -> later)
                        .map(entry -> new Reply(entry.at(), wording.forCitizen(entry)))
                        .orElse(null),
                OF_CITIZENS.stream()
                        .filter(status::allows)
                        .map(CaseAction::path)
                        .toList(),
                List.copyOf(steps));
    }
}
