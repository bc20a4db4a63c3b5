package org.hotline12345.dispatch.deadline;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.dispatch.deadline.model.ReturnWindow;
import org.hotline12345.dispatch.deadline.model.TimeLeft;

/** What commands need to know of the deadlines that followup keeps. */
@ApplicationScoped
public class DeadlineQueries {
    /** Until when the order may be returned, as far as followup has said. */
    public Uni<ReturnWindow> returnWindow(Mutiny.Session session, UUID workOrderId) {
        return Sql.on(session).first("""
                        select max(coalesce(return_until, case when kind = 'RETURN' then due_at end)) as until
                        from deadline_mirror
                        where work_order_id = $1
                          and state <> 'CANCELLED'
                        """, workOrderId).map(row -> new ReturnWindow(Rows.instant(row, "until")));
    }

    /** When the reply is due and how much more time may be given; empty while followup has not said it. */
    public Uni<Optional<TimeLeft>> timeLeft(Mutiny.Session session, UUID workOrderId) {
        return Sql.on(session).one(TimeLeft.class, """
                        select due_at, coalesce(extension_until, due_at) as ask_until, extensions_left,
                          extension_days_left as days_left
                        from deadline_mirror
                        where work_order_id = $1
                          and kind = 'REPLY'
                          and state <> 'CANCELLED'
                        order by set_at desc
                        limit 1
                        """, workOrderId).map(Optional::ofNullable);
    }
}
