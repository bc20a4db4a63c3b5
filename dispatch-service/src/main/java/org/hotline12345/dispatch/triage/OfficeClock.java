package org.hotline12345.dispatch.triage;

import java.time.Instant;

/**
 * By when the hotline's own people owe something, as followup says it.
 *
 * @param state OPEN, YELLOW or RED.
 * @param urges How often they were reminded.
 * @param urgedAt When last. May be null.
 * @param urge In which words. May be null.
 */
public record OfficeClock(Instant dueAt, String state, int urges, Instant urgedAt, String urge) {
    /** As JSON; null while followup has not said it. */
    static String column(String caseId, String kind) {
        return """
                (
                  select jsonb_build_object('dueAt', d.due_at, 'state', d.state, 'urges', coalesce(u.urges, 0),
                    'urgedAt', u.urged_at, 'urge', u.note)
                  from deadline_mirror d
                  left join lateral (
                    select count(*) over () as urges, urged_at, note
                    from office_urge
                    where deadline_id = d.deadline_id
                    order by urged_at desc
                    limit 1) u on true
                  where d.case_id = %s
                    and d.kind = '%s'
                    and d.state in ('OPEN', 'YELLOW', 'RED')
                  order by d.set_at desc
                  limit 1
                )""".formatted(caseId, kind);
    }
}
