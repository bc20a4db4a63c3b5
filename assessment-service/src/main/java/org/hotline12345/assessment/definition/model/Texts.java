package org.hotline12345.assessment.definition.model;

import org.hotline12345.chassis.language.TextBundle;

/** What is said of figures: their names, what is counted, and by which moment a fact belongs to a period. */
final class Texts {
    static final TextBundle BUNDLE = TextBundle.of("figures");

    private Texts() {}
}
