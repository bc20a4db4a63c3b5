package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.scoring.model.UnitSheet;

/** Keeps scores as they are at one moment. */
@ApplicationScoped
public class KeepScores {
    private final ScoreSheetStore store;

    KeepScores(ScoreSheetStore store) {
        this.store = store;
    }

    /**
     * Lets the transaction see one moment of everything: facts, journal, appeals and deductions. No appeal, deduction or step of an
     * order is under way when the moment is fixed. It must be the first that the transaction does.
     */
    public Uni<Void> fixMoment(Mutiny.Session session) {
        return store.fixMoment(session);
    }

    /** Keeps the units' sheets and the facts behind every item as they are. */
    public Uni<Void> keep(
            Mutiny.Session session, UUID sheet, ScoredUnitQueries.Question question, List<UnitSheet> units) {
        return store.keep(session, sheet, question, units);
    }
}
