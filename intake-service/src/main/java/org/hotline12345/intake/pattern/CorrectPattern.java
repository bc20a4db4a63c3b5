package org.hotline12345.intake.pattern;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.events.ProblemPattern;
import org.hotline12345.events.ProblemPatternSet;

/** Somebody who knows better says what the pattern is; from then on no rule changes it. The history keeps both. */
@ApplicationScoped
public class CorrectPattern {
    private final Idempotency idempotency;
    private final Command command;
    private final PatternsOfCases patterns;

    public CorrectPattern(Idempotency idempotency, Command command, PatternsOfCases patterns) {
        this.idempotency = idempotency;
        this.command = command;
        this.patterns = patterns;
    }

    /** Sets the pattern by hand; null: none. */
    Uni<Response> correct(Object body, UUID caseId, ProblemPattern pattern, String reason) {
        var given = command.now();
        var correction = new ProblemPatternSet(caseId, pattern, false, Masking.mask(reason), given.actor(), given.at());
        return idempotency.run(
                body,
                session -> patterns.put(session, correction)
                        .map(view -> Response.ok(view).build()));
    }
}
