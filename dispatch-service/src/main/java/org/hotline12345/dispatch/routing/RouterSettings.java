package org.hotline12345.dispatch.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the learned model. */
@ConfigMapping(prefix = "hotline.dispatch.router")
public interface RouterSettings {
    /** Precision by unit that automatic dispatch must have had on cases the model had not seen. */
    @WithDefault("0.97")
    double precision();

    /** Confirmed cases learned from, the most recent ones. */
    @WithDefault("12000")
    int mostCases();

    /** With fewer confirmed cases nothing is learned. */
    @WithDefault("200")
    int leastCases();

    /**
     * Share of the most recent cases that judges the model: neither it nor its thresholds have seen them. As many before them
     * choose the thresholds.
     */
    @WithDefault("0.15")
    double heldOut();

    /** With fewer cases that neither a model nor its thresholds have seen it does not go live. */
    @WithDefault("20")
    int leastJudged();

    /** A category of fewer cases is learned as the one above it; a unit of fewer cases is not learned. */
    @WithDefault("8")
    int leastOfClass();
}
