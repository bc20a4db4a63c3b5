package org.hotline12345.intake.publicstatus;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Buckets;
import org.hotline12345.intake.cases.Cases;
import org.hotline12345.intake.cases.model.CaseStatus;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.publicstatus.PublicStatusResource.Progress;
import org.hotline12345.intake.publicstatus.PublicStatusResource.Step;
import org.hotline12345.intake.timeline.Timeline;

/** Reads where a case stands for the citizen who knows its query code. */
@ApplicationScoped
public class PublicStatusQueries {
    private static final UUID NOBODY = new UUID(0, 0);
    /** Longer than any case number. */
    private static final int LONGEST_NUMBER = 64;
    /**
     * Wrong codes for one number, whoever sends them: an address is easily changed or forged, a number is not. A code has eight digits:
     * at ten an hour half of them take six hundred years.
     */
    private static final Buckets.Limit WRONG_CODES = new Buckets.Limit(10, 10 / 60.0);

    private static final String FIND = """
            select c.case_id, c.case_number, c.registered_at, %s as status,
              %s
            from hotline_case c
            left join case_state s on s.case_id = c.case_id
            where c.case_number = $1
            """.formatted(Cases.STATUS, Timeline.COLUMN);

    private final Pool pool;
    private final Contacts contacts;
    private final Timeline timeline;
    private final Buckets wrongCodes = new Buckets();

    public PublicStatusQueries(Pool pool, Contacts contacts, Timeline timeline) {
        this.pool = pool;
        this.contacts = contacts;
        this.timeline = timeline;
    }

    /** After too many wrong codes 429, of a number that nobody has too: nothing is learned from it. */
    Uni<Progress> find(String caseNumber, String code, Language language) {
        if (caseNumber.length() > LONGEST_NUMBER || caseNumber.indexOf('\0') >= 0) {
            throw Problem.notFound();
        }
        return Sql.on(pool).first(FIND, caseNumber).map(row -> {
            boolean right = contacts.isQueryCode(row == null ? NOBODY : row.getUUID("case_id"), code) && row != null;
            long now = System.nanoTime();
            // at the end: of codes that are tried out at the same time no more are judged than of others
            if (!(right
                    ? wrongCodes.hasOne(caseNumber, WRONG_CODES, now)
                    : wrongCodes.takeOne(caseNumber, WRONG_CODES, now))) {
                throw Problem.tooManyRequests(WRONG_CODES.secondsForOne());
            }
            if (!right) {
                throw Problem.notFound();
            }
            return progress(row, language);
        });
    }

    private Progress progress(Row row, Language language) {
        var status = CaseStatus.valueOf(row.getString("status"));
        Instant registeredAt = Rows.instant(row, "registered_at");
        var wording = timeline.wording(language);
        var steps = new ArrayList<Step>();
        steps.add(new Step(registeredAt, Text.in(language, "您的诉求已登记", "Your case was registered")));
        Timeline.of(row).stream()
                .filter(entry -> entry.kind().forCitizen())
                .forEach(entry -> steps.add(new Step(entry.at(), wording.forCitizen(entry))));
        return new Progress(
                row.getString("case_number"),
                status.name(),
                status.words().in(language),
                registeredAt,
                List.copyOf(steps));
    }
}
