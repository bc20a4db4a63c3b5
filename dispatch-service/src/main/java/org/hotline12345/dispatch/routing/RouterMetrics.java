package org.hotline12345.dispatch.routing;

import org.hotline12345.dispatch.routing.model.Rehearsal;
import org.hotline12345.dispatch.routing.model.classifier.Evaluation;

/**
 * What a model reached on the most recent confirmed cases: neither it nor its thresholds had seen them.
 *
 * @param learned Cases learned from.
 * @param corrected Of these, those that another unit had returned: they count three times.
 * @param chosenOn Cases after those that chose the thresholds and the share of the unit model. Null for models from
 *     before these were cases of their own.
 * @param heldOut Cases after those it was judged on.
 * @param seconds Time of the training.
 * @param categories The category model. Null where there is none.
 * @param units The model's choice of the unit, by category and unit model together.
 * @param pipeline The whole pipeline, catalogue and model.
 * @param catalogueAlone The pipeline without a model.
 */
public record RouterMetrics(
        int learned,
        int corrected,
        Integer chosenOn,
        int heldOut,
        double seconds,
        Evaluation categories,
        Evaluation units,
        Rehearsal.Replay pipeline,
        Rehearsal.Replay catalogueAlone) {}
