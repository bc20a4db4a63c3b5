package org.hotline12345.intake.attachment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.intake.attachment.model.AttachmentRight;
import org.hotline12345.intake.cases.Cases;

/** Reads what says who may read the files of a case. */
@ApplicationScoped
class AttachmentQueries {
    private static final String FIND = """
            select c.citizen_ref, c.respondent_unit, %s as hidden_from, %s as course, l.course as lead_course,
              array(
                select u.unit
                from case_co_unit u
                where u.work_order_id = coalesce(l.work_order_id, s.work_order_id)) as co_units
            from hotline_case c
            left join case_state s on s.case_id = c.case_id
            left join case_state l on l.case_id = s.merged_into
            where c.case_id = $1
            """.formatted(HiddenCases.accused("c.case_id"), Cases.COURSE);

    /** Whose case it is, and who may read its files. */
    record Whose(UUID citizenRef, AttachmentRight right) {}

    /** 404 if there is no such case. */
    Uni<Whose> find(Mutiny.Session session, UUID caseId) {
        return Sql.on(session)
                .first(FIND, caseId)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .map(AttachmentQueries::whose);
    }

    private static Whose whose(Row row) {
        var accused = new ArrayList<>(List.of((String[]) row.getValue("hidden_from")));
        if (row.getString("respondent_unit") != null) {
            accused.add(row.getString("respondent_unit"));
        }
        String lead = row.getString("lead_course");
        return new Whose(
                row.getUUID("citizen_ref"),
                new AttachmentRight(
                        accused,
                        CaseCourse.decode(row.getString("course")),
                        lead == null ? null : CaseCourse.decode(lead),
                        List.of((String[]) row.getValue("co_units"))));
    }
}
