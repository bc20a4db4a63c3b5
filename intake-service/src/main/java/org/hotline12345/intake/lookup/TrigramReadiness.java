package org.hotline12345.intake.lookup;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the database knows Chinese letters: with another locale than C.UTF-8 the similarity of Chinese titles is 0. */
@Readiness
@ApplicationScoped
public class TrigramReadiness implements AsyncHealthCheck {
    private final FindCases cases;

    public TrigramReadiness(FindCases cases) {
        this.cases = cases;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return cases.areChineseLettersKnown()
                .map(known -> HealthCheckResponse.named("chinese-trigrams")
                        .status(known)
                        .build())
                .onFailure()
                .recoverWithItem(
                        HealthCheckResponse.named("chinese-trigrams").down().build());
    }
}
