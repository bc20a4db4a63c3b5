package org.hotline12345.dispatch.cases;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.dispatch.routing.model.CaseToRoute;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseRegistered;

/** What the router looks at of cases that were corrected: a correction tells what can be corrected, and not the text. */
@ApplicationScoped
class CorrectedCaseQueries {
    private static final String TEXTS = """
            select case_id, text, address
            from registered_case
            where case_id = any ($1::uuid[])
            """;

    private final Pool pool;

    CorrectedCaseQueries(Pool pool) {
        this.pool = pool;
    }

    /** What the citizen said and where, of a case. */
    private record Said(UUID caseId, String text, String address) {}

    /** Of the corrections among the events, by the ids of the events. */
    Uni<Map<UUID, CaseToRoute>> toRoute(List<ReceivedEvent> events, LocalDate day) {
        Map<UUID, Said> said = new HashMap<>();
        var corrections = events.stream()
                .filter(received -> received.event() instanceof CaseCorrected)
                .toList();
        if (corrections.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        for (var received : events) {
            if (received.event() instanceof CaseRegistered e) {
                said.put(e.caseId(), new Said(e.caseId(), e.text(), e.address()));
            }
        }
        var ids = corrections.stream()
                .map(received -> received.as(CaseCorrected.class).caseId())
                .distinct()
                .toArray(UUID[]::new);
        return Sql.on(pool).select(TEXTS, (Object) ids).map(rows -> {
            rows.forEach(row -> said.put(
                    row.getUUID("case_id"),
                    new Said(row.getUUID("case_id"), row.getString("text"), row.getString("address"))));
            var wanted = new HashMap<UUID, CaseToRoute>();
            for (var received : corrections) {
                var correction = received.as(CaseCorrected.class);
                var of = said.getOrDefault(correction.caseId(), new Said(correction.caseId(), "", null));
                wanted.put(received.id(), CaseToRoute.of(correction, of.text(), of.address(), day));
            }
            return wanted;
        });
    }
}
