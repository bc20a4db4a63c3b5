package org.hotline12345.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.UUID;

/**
 * An earlier case that may be about the same matter, 疑似重复诉求.
 *
 * @param caseId The earlier case.
 * @param similarity How alike the words are, from 0 to 1.
 * @param sameCitizen Whether it came from the same telephone.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PossibleDuplicate(UUID caseId, double similarity, boolean sameCitizen) {
    public PossibleDuplicate {
        Objects.requireNonNull(caseId, "caseId");
    }
}
