package org.hotline12345.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * A unit that might be the right one, with the reason.
 *
 * @param unit Unit code.
 * @param category Category code that led to it. May be null.
 * @param confidence Probability from 0 to 1, where one is known. May be null.
 * @param why The reason in words.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RoutingCandidate(String unit, String category, Double confidence, String why) {
    public RoutingCandidate {
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(why, "why");
    }
}
