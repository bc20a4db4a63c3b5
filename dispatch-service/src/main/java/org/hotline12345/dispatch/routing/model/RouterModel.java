package org.hotline12345.dispatch.routing.model;

import java.util.List;
import org.hotline12345.dispatch.routing.model.classifier.Message;
import org.hotline12345.dispatch.routing.model.classifier.Reading;
import org.hotline12345.dispatch.routing.model.classifier.TextClassifier;

/**
 * A trained model of the router.
 *
 * @param categories Says the category. Null where too few cases have one.
 * @param units Says the unit, learned from confirmed dispatches. Null where all went to one unit.
 * @param unitShare Share of the unit model in the vote.
 * @param alone Least confidence at which the model decides alone; more than 1: never.
 * @param agreed Least confidence at which it decides where the words of the catalogue say the same.
 */
public record RouterModel(
        String version,
        TextClassifier categories,
        TextClassifier units,
        double unitShare,
        double alone,
        double agreed) {
    /** No confidence is as high. */
    public static final double NEVER = 2;

    private static final int MOST_GUESSES = 5;

    /** What the model says about the case, with the words that spoke for it. */
    public ModelOpinion opinion(CaseToRoute about) {
        var reading = Reading.of(new Message(about.title(), about.text()));
        return new ModelOpinion(
                version,
                categories == null ? List.of() : categories.explain(reading, MOST_GUESSES),
                units == null ? List.of() : units.explain(reading, MOST_GUESSES),
                unitShare,
                alone,
                agreed);
    }
}
