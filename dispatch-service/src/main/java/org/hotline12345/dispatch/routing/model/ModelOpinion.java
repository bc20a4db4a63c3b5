package org.hotline12345.dispatch.routing.model;

import java.util.List;
import org.hotline12345.dispatch.routing.model.classifier.Guess;

/**
 * What a learned model says about a message.
 *
 * @param categories Likely categories, the likeliest first.
 * @param units Likely units, the likeliest first.
 * @param unitShare What share of the vote the unit model has, from 0 to 1; the rest has the category model by way of the
 *     catalogue.
 * @param alone Least confidence at which the model decides alone.
 * @param agreed Least confidence at which it decides where the words of the catalogue say the same.
 */
public record ModelOpinion(
        String version, List<Guess> categories, List<Guess> units, double unitShare, double alone, double agreed) {
    public ModelOpinion {
        categories = List.copyOf(categories);
        units = List.copyOf(units);
    }

    /** The same opinion with another share of the unit model. */
    ModelOpinion withUnitShare(double share) {
        return new ModelOpinion(version, categories, units, share, alone, agreed);
    }
}
