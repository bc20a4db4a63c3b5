package org.hotline12345.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * One thing that was corrected. Of a contact neither side is told; of an accused unit its code, or the name the citizen gave.
 *
 * @param fact What was wrong.
 * @param before What was registered, a code or a text. May be null.
 * @param after What it is. May be null.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record FactCorrection(CorrectedFact fact, String before, String after) {
    public FactCorrection {
        Objects.requireNonNull(fact, "fact");
    }
}
