package org.hotline12345.assessment.definition.model;

import org.hotline12345.chassis.language.Text;

/**
 * Something that is counted outside the suite and imported, such as the calls that the telephone system offered.
 *
 * @param code Its name in answers.
 * @param name Its name on screens.
 * @param rate The rate it makes with another imported count. May be null.
 */
public record ImportedCount(String code, Text name, Text words, ImportedRate rate) {
    /**
     * A rate: this count ÷ another one.
     *
     * @param code Its name in answers.
     * @param name Its name on screens.
     * @param of The count that is its denominator.
     */
    public record ImportedRate(String code, Text name, String of) {}
}
