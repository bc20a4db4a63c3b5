package org.hotline12345.chassis.vocabulary;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.hotline12345.chassis.privacy.OfficialText;
import org.hotline12345.chassis.problem.Words;
import org.hotline12345.chassis.rest.FreeText;

/** What is sent of vocabularies. */
public final class VocabularyInput {
    private static final int MAX_DOCUMENT = 100_000;
    private static final int USUAL_TEXTS = 500;
    private static final int MOST_TEXTS = 2_000;

    private VocabularyInput() {}

    /**
     * The next version.
     *
     * @param document {@code [section]} and its phrases, a line each.
     * @param note What was changed. May be null.
     */
    @Schema(name = "VocabularyBody")
    public record Document(
            @Words(max = MAX_DOCUMENT) @Pattern(regexp = FreeText.PLAIN)
            String document,

            @OfficialText @Size(max = 500) @Pattern(regexp = FreeText.PLAIN)
            String note) {}

    /**
     * Which version is tried.
     *
     * @param most On how many texts; 500 if absent.
     */
    @Schema(name = "VocabularyTrialBody")
    public record TrialOf(
            @NotNull @Min(0) Integer version,
            @Range(min = 1, max = MOST_TEXTS) Integer most) {
        public int texts() {
            return most == null ? USUAL_TEXTS : most;
        }
    }

    /** Which version is put in force, and why. */
    @Schema(name = "VocabularyActivationBody")
    public record Activation(
            @NotNull @Min(0) Integer version,

            @OfficialText @Words(max = 500) @Pattern(regexp = FreeText.PLAIN)
            String reason) {}
}
