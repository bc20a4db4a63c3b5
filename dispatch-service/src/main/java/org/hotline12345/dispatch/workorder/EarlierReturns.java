package org.hotline12345.dispatch.workorder;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.dispatch.cases.CaseProblems;
import org.hotline12345.dispatch.cases.model.NextUnit;

/** Which units returned a case already. */
@ApplicationScoped
public class EarlierReturns {
    /** To whom the case may go, and those handled with it. The case is locked already. */
    public Uni<NextUnit> of(Mutiny.Session session, UUID caseId) {
        return of(session, List.of(caseId));
    }

    /** To whom all of these cases may go, and those handled with them. */
    public Uni<NextUnit> of(Mutiny.Session session, Collection<UUID> caseIds) {
        return Sql.on(session)
                .select("""
                        select distinct unit
                        from return_request
                        where state = 'GRANTED'
                          and case_id in (
                            select unnest($1::uuid[])
                            union
                            select case_id
                            from merge_member
                            where lead_case_id = any ($1::uuid[])
                              and outcome is null)
                        """, (Object) caseIds.toArray(UUID[]::new))
                .map(rows -> NextUnit.after(
                        rows.stream().map(row -> row.getString("unit")).toList()));
    }

    /** 409 unless the unit may get the case. */
    public static void require(NextUnit next, String unit, boolean ruled) {
        if (!next.allows(unit, ruled)) {
            throw Problem.of(CaseProblems.RETURNED_BEFORE, unit);
        }
    }
}
