package org.hotline12345.intake.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.intake.cases.Cases;
import org.hotline12345.intake.cases.model.CaseStatus;

/** A case in a list; what it says is said as in {@code CaseView}. */
@Schema(description = "列表中的诉求 A case in a list")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseSummary(
        UUID caseId,
        String caseNumber,
        String status,
        String statusText,
        String channel,
        String type,
        String urgency,
        String title,
        String category,
        String area,
        UUID citizenRef,
        String anonymity,
        String externalId,
        String leadUnit,
        OffsetDateTime registeredAt,
        boolean imported,
        boolean live) {
    /** The columns it is made of, of hotline_case c and case_state s. */
    static final String COLUMNS = """
            c.case_id, c.case_number,
              %s as status,
              c.channel, c.type, c.urgency, c.title, c.category, c.area,
              c.citizen_ref, c.anonymity, c.external_id, s.lead_unit, c.registered_at, c.imported,
              coalesce(s.live, not c.imported) as live""".formatted(Cases.STATUS);

    private static final RecordReader<CaseSummary> READER = RecordReader.of(CaseSummary.class);

    /** Reads rows for people of this language. */
    static RecordReader<CaseSummary> in(Language language) {
        return READER.with(
                "statusText",
                row -> CaseStatus.valueOf(row.getString("status")).words().in(language));
    }
}
