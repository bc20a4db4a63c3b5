package org.hotline12345.intake.publicstatus;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.RateLimited;
import org.hotline12345.intake.casefile.model.CaseStatus;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.timeline.Timeline;
import org.hotline12345.intake.timeline.model.TimelineEntry;
import org.hotline12345.chassis.language.Text;

/**
 * Tells a citizen where the case stands, by its number and query code. A wrong code and an unknown number get the same
 * answer after the same work, so that numbers cannot be tried out.
 */
@Path("/api/v1/public/cases")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RateLimited
@Tag(name = "public", description = "公众查询 For citizens")
public class PublicStatusResource {
    private static final UUID NOBODY = new UUID(0, 0);

    private static final String FIND = """
            select c.case_id, c.case_number, c.registered_at,
              coalesce(s.status, case c.outcome when 'TO_DISPATCH' then 'REGISTERED' else c.outcome end) as status
            from hotline_case c
            left join case_state s on s.case_id = c.case_id
            where c.case_number = $1
            """;

    private final Pool pool;
    private final Contacts contacts;
    private final Timeline timeline;

    public PublicStatusResource(Pool pool, Contacts contacts, Timeline timeline) {
        this.pool = pool;
        this.contacts = contacts;
        this.timeline = timeline;
    }

    /** Where a case stands, in plain words. */
    @Schema(description = "诉求进展（不含个人信息）Where a case stands, without personal data")
    public record Progress(
            String caseNumber,
            String status,

            @Schema(description = "状态说明 The status in words")
            String statusText,

            Instant registeredAt,

            @Schema(description = "办理过程 What happened, the earliest first")
            List<Step> timeline) {}

    /** One thing that happened. */
    public record Step(Instant at, String text) {}

    /** The status of a case. */
    @GET
    @Path("/{caseNumber}")
    @Operation(
            summary = "进展查询 Status of a case",
            description = "凭诉求编号和查询码查询 By case number and query code; a wrong code is answered like an unknown number")
    public Uni<Progress> find(
            @Parameter(description = "诉求编号 Case number") @PathParam("caseNumber") String caseNumber,
            @Parameter(description = "查询码 Query code") @QueryParam("code") String code,
            @HeaderParam("Accept-Language") String accept) {
        Language language = Language.of(accept);
        if (caseNumber.indexOf('\0') >= 0) {
            throw Problem.notFound();
        }
        Sql sql = Sql.on(pool);
        return sql.first(FIND, caseNumber).chain(row -> {
            UUID caseId = row == null ? NOBODY : row.getUUID("case_id");
            boolean same = contacts.isQueryCode(caseId, code == null ? "" : code.strip());
            if (row == null || !same) {
                return Uni.createFrom().failure(Problem.notFound());
            }
            return timeline.of(sql, caseId).map(entries -> progress(row, entries, language));
        });
    }

    private Progress progress(Row row, List<TimelineEntry> entries, Language language) {
        var status = CaseStatus.valueOf(row.getString("status"));
        OffsetDateTime registeredAt = row.getOffsetDateTime("registered_at");
        var wording = timeline.wording(language);
        var steps = new ArrayList<Step>();
        steps.add(new Step(registeredAt.toInstant(), Text.in(language, "您的诉求已登记", "Your case was registered")));
        entries.stream()
                .filter(entry -> entry.kind().forCitizen())
                .forEach(entry -> steps.add(new Step(entry.at(), wording.forCitizen(entry))));
        return new Progress(
                row.getString("case_number"),
                status.name(),
                Text.in(language, status.chinese(), status.english()),
                registeredAt.toInstant(),
                List.copyOf(steps));
    }
}
