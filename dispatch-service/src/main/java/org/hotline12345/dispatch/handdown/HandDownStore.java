package org.hotline12345.dispatch.handdown;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;

/** Who handed an order to whom. */
@ApplicationScoped
class HandDownStore {
    /** A step of the handling from unit to unit. */
    record Handing(
            UUID id,
            UUID workOrderId,
            String fromUnit,
            String toUnit,
            String note,
            String handedBy,
            Instant handedAt) {}

    private static final Table<Handing> HANDINGS = Table.of("hand_down", Handing.class);

    private static final String HANDED_BY = """
            select from_unit
            from hand_down
            where work_order_id = $1
              and to_unit = $2
            order by handed_at desc, id desc
            limit 1
            """;

    void insert(Writes writes, Handing handing) {
        writes.insert(HANDINGS, List.of(handing));
    }

    /** The unit that handed it to this one last; null if none did. */
    Uni<String> handedBy(Mutiny.Session session, UUID orderId, String unit) {
        return Sql.on(session)
                .first(HANDED_BY, orderId, unit)
                .map(row -> row == null ? null : row.getString("from_unit"));
    }
}
