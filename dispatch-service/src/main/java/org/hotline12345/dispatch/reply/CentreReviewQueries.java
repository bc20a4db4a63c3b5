package org.hotline12345.dispatch.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.workorder.Scope;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.Urgency;

/** The replies of all units that wait for the centre's word, by when the unit's leader signed them. */
@ApplicationScoped
class CentreReviewQueries {
    private static final String WAITING = """
            select r.id, r.id as reply_id, r.work_order_id, r.case_id, o.case_number, o.title, o.urgency, o.unit, o.round,
              r.disposition, r.author, r.signer, r.signed_off_at, r.corrects, q.worst as quality,
              (
                select max(d.due_at)
                from deadline_mirror d
                where d.work_order_id = o.id and d.kind = 'REPLY' and d.state <> 'CANCELLED') as reply_due_at
            from reply r
            join work_order o on o.id = r.work_order_id
              and coalesce(o.correction, o.state) = 'REPLY_IN_CENTRE_REVIEW'
            left join reply_quality q on q.reply_id = r.id
            where r.state = 'IN_CENTRE_REVIEW'
              and ($1::timestamptz is null or (r.signed_off_at, r.id) > ($1, $2::uuid))
              and ($4::text is null or o.unit = $4)
              and %s
            order by r.signed_off_at, r.id
            limit $3
            """.formatted(HiddenCases.seen("r.case_id", "$5"));

    private final Pool pool;
    private final Scope scope;
    private final RecordReader<WaitingReply> replies = RecordReader.of(WaitingReply.class);

    CentreReviewQueries(Pool pool, Scope scope) {
        this.pool = pool;
        this.scope = scope;
    }

    /** Those of one unit, or of all. */
    Uni<Page<WaitingReply>> waiting(String unit, PageRequest page) {
        return Sql.on(pool).page(WAITING, "signed_off_at", page, replies, unit, scope.ownAndAbove());
    }

    /**
     * A reply that waits for the centre.
     *
     * @param corrects The issued reply that it is to take the place of; left out for a first reply.
     * @param quality The worst that the quality check found: NONE, ADVICE or SERIOUS; left out if it was not checked.
     * @param replyDueAt When the unit's reply is due; left out while follow-up has not said it. Of a correction when the first one was.
     */
    public record WaitingReply(
            UUID replyId,
            UUID workOrderId,
            UUID caseId,
            String caseNumber,
            String title,
            Urgency urgency,
            String unit,
            int round,
            Disposition disposition,
            String author,
            String signer,
            Instant signedOffAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) UUID corrects,
            @JsonInclude(JsonInclude.Include.NON_NULL) String quality,
            @JsonInclude(JsonInclude.Include.NON_NULL) Instant replyDueAt) {}
}
