package org.hotline12345.dispatch.workorder;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.hotline12345.chassis.access.HiddenCases;

/**
 * A case that may be about the same matter and still waits for its answer: the dispatcher may merge the two. Intake found
 * them alike when the later one was registered; each is shown at the other.
 *
 * @param caseId The other case.
 * @param similarity How alike the words are, 0 to 1.
 * @param sameCitizen Whether the same telephone called.
 * @param state State of its work order, or IN_TRIAGE.
 * @param unit Unit that has it. May be null.
 * @param workOrderId Its work order. May be null.
 * @param leadCaseId The case it is handled with. May be null.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MergeCandidate(
        UUID caseId,
        String caseNumber,
        String title,
        double similarity,
        boolean sameCitizen,
        String state,
        String unit,
        UUID workOrderId,
        UUID leadCaseId) {
    /**
     * The candidates of a case as JSON text or null; takes the place of a column in a query.
     *
     * @param units the parameter with the unit of who looks and those above it, see {@link HiddenCases#seen}
     */
    public static String column(String caseId, String units) {
        return """
                (
                  select jsonb_agg(jsonb_build_object(
                    'caseId', k.other, 'caseNumber', kc.case_number, 'title', kc.title, 'similarity', k.similarity,
                    'sameCitizen', k.same_citizen, 'state', coalesce(ko.state, 'IN_TRIAGE'), 'unit', ko.unit,
                    'workOrderId', ko.id, 'leadCaseId', km.lead_case_id) order by k.similarity desc, k.other)
                  from (
                    select other_case_id as other, similarity, same_citizen
                    from merge_candidate
                    where case_id = {case}
                    union
                    select case_id, similarity, same_citizen
                    from merge_candidate
                    where other_case_id = {case}) k
                  join registered_case kc on kc.case_id = k.other
                  left join lateral (
                    select id, unit, state
                    from work_order
                    where case_id = k.other
                    order by dispatched_at desc, id desc
                    limit 1) ko on true
                  left join merge_member km on km.case_id = k.other and km.outcome is null
                  where kc.ended is null
                    and (ko.state is null or ko.state not in ('REPLIED', 'WITHDRAWN'))
                    and {seen}
                )::text""".replace("{case}", caseId).replace("{seen}", HiddenCases.seen("k.other", units));
    }
}
