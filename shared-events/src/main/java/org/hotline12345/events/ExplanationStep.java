package org.hotline12345.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Objects;

/**
 * One line of the explanation of a deadline.
 *
 * @param step What the line tells: START, SKIP, COUNT, EXTENSION, PAUSE, CAP, MOVED or DUE.
 * @param text The line in Chinese.
 * @param textEn The line in English.
 * @param date The day it speaks of (Asia/Shanghai). May be null.
 * @param source The notice that says so. May be null.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExplanationStep(String step, String text, String textEn, LocalDate date, String source) {
    public ExplanationStep {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(textEn, "textEn");
    }
}
