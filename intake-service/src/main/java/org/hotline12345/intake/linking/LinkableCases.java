package org.hotline12345.intake.linking;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.access.CaseSight;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.intake.cases.Cases;
import org.hotline12345.intake.cases.model.CaseStatus;
import org.hotline12345.intake.linking.model.LinkRule;

/** Earlier cases that a new one may be linked to. */
@ApplicationScoped
public class LinkableCases {
    private static final String EARLIER = """
            select %s as status,
              c.contactable and cardinality($2::bytea[]) > 0 as both_known,
              exists (
                select
                from citizen z
                where z.phone_index = any($2::bytea[])
                  and z.citizen_ref = c.citizen_ref) as same_citizen
            from hotline_case c
            left join case_state s on s.case_id = c.case_id
            where c.case_id = $1
            """.formatted(Cases.STATUS);

    private final Pool pool;
    private final CaseSight sight;

    public LinkableCases(Pool pool, CaseSight sight) {
        this.pool = pool;
        this.sight = sight;
    }

    /** The problem of this field unless the citizen with these telephone indexes may be linked to the case. */
    public Uni<Void> requireAnswered(String field, UUID earlierCaseId, Buffer[] phoneIndexes) {
        return sight.hidden(List.of(earlierCaseId))
                .chain(hidden -> hidden.isEmpty()
                        ? Sql.on(pool).first(EARLIER, earlierCaseId, phoneIndexes)
                        : Uni.createFrom().nullItem())
                .invoke(row -> {
                    if (row == null) {
                        throw Problem.invalid(field, "violation.intake.unknown-case");
                    }
                    enforce(
                            field,
                            LinkRule.judge(
                                    CaseStatus.valueOf(row.getString("status")),
                                    false,
                                    row.getBoolean("both_known"),
                                    row.getBoolean("same_citizen")));
                })
                .replaceWithVoid();
    }

    static void enforce(String field, LinkRule.Verdict verdict) {
        switch (verdict) {
            case ALLOWED -> {}
            case SAME_CASE -> throw Problem.invalid(field, "violation.intake.linked-to-itself");
            case NOT_ANSWERED -> throw Problem.invalid(field, "violation.intake.link-not-answered");
            case OTHER_CITIZEN -> throw Problem.invalid(field, "violation.intake.link-other-citizen");
        }
    }
}
