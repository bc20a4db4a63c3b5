package org.hotline12345.followup.survey.model;

import java.util.Map;
import java.util.Objects;

/**
 * A question of an instrument.
 *
 * @param id What is asked.
 * @param required Whether there is no answer without it.
 * @param text The question by language, {@code zh} and {@code en}.
 */
public record Question(QuestionId id, boolean required, Map<String, String> text) {
    public Question {
        Objects.requireNonNull(id, "id");
        text = Map.copyOf(text);
    }
}
