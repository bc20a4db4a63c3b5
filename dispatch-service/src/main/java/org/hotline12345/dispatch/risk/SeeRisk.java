package org.hotline12345.dispatch.risk;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.dispatch.cases.Cases;
import org.hotline12345.dispatch.risk.RiskAlertResource.Alert;

/** Somebody has seen to a risk. */
@ApplicationScoped
class SeeRisk {
    private final Cases cases;
    private final RiskAlertQueries queries;

    SeeRisk(Cases cases, RiskAlertQueries queries) {
        this.cases = cases;
        this.queries = queries;
    }

    /** 409 if a colleague was first. */
    Uni<Alert> see(Mutiny.Session session, UUID id, String by, Instant at, String note) {
        return cases.seeAlert(session, id, by, at, note)
                .chain(seen -> queries.one(session, id).map(alert -> {
                    if (alert == null) {
                        throw Problem.notFound();
                    }
                    if (!seen) {
                        throw Problem.wrongState("SEEN", List.of());
                    }
                    return alert;
                }));
    }
}
