package org.hotline12345.assessment.page;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.hotline12345.testing.TestDesk;

/** The desk of the evaluation staff, before this service. */
@ApplicationScoped
class EvaluationDesk {
    void register(@Observes Router router) {
        TestDesk.before(router, "assessment", "evaluation");
    }
}
