package org.hotline12345.followup.cases.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CorrectedFact;
import org.hotline12345.events.DeadlineMoveCause;
import org.hotline12345.followup.deadline.model.Deadline;

/** A case of which something was registered wrongly: what it is in truth, and what its clocks say then. */
public final class Correcting {
    private final CaseFile file;
    private Set<Settled> settled = Set.of();

    Correcting(CaseFile file) {
        this.file = file;
    }

    /** What the unit that has the case did already: it is not asked again. */
    public void knows(Set<Settled> done) {
        settled = done;
    }

    /**
     * The facts are what the correction says. While a unit handles the case its deadlines are computed anew from where they started, by what
     * the policy says of such a case; marks that no longer hold are taken back, and each change names the correction.
     */
    void corrected(CaseCorrected event, Cause cause, Office office) {
        file.facts = file.facts.corrected(event);
        if (event.corrects(CorrectedFact.CATEGORY)) {
            file.category = event.category();
        }
        file.categoryCorrection = event.last(CorrectedFact.CATEGORY, file.categoryCorrection);
        Text because = because(event);
        if (file.phase != Phase.HANDLING) {
            file.triage.corrected(because, cause, office);
            return;
        }
        for (Deadline deadline : file.clocks.allOpen()) {
            if (!deadline.subject().workOrderId().equals(file.workOrderId)) {
                // what an earlier order left, as a law's clock, says what it said then
                continue;
            }
            if (!file.rules.isOwed(deadline.subject().kind())
                    || !file.recalculating.isStillOwed(deadline.subject(), office)) {
                file.recalculating.endByPolicy(deadline, because, cause);
                continue;
            }
            Instant before = deadline.terms().dueAt();
            if (file.clocks.move(deadline, Clocks.Change.none(because), cause, office)) {
                file.changes.add(file.clocks.asMoved(deadline, before, DeadlineMoveCause.CORRECTION, office), cause);
            }
        }
        file.recalculating.setMissing(because, settled, cause, office);
    }

    private static Text because(CaseCorrected event) {
        String zh =
                event.corrections().stream().map(each -> each.fact().chinese()).collect(Collectors.joining("、"));
        String en = event.corrections().stream()
                .map(each -> each.fact().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return new Text("诉求更正（" + zh + "）：" + event.reason(), "the case was corrected (" + en + "): " + event.reason());
    }
}
