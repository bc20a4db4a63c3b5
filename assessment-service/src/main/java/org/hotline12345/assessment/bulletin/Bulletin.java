package org.hotline12345.assessment.bulletin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.assessment.bulletin.model.BulletinDocument;
import org.hotline12345.assessment.bulletin.model.Content;
import org.hotline12345.assessment.bulletin.model.IssueNumber;
import org.hotline12345.assessment.bulletin.model.Kind;
import org.hotline12345.assessment.bulletin.model.Section;
import org.hotline12345.assessment.bulletin.model.State;
import org.hotline12345.assessment.bulletin.model.Subject;
import org.hotline12345.assessment.period.model.Period;

/**
 * A bulletin or special report.
 *
 * @param subject What a special report is about; null of a bulletin.
 * @param title Title the staff gave it; null: the usual one.
 * @param addressees 主送 as the staff wrote it; null: the usual one.
 * @param recipients Units it goes to; none in a draft: all that are active when it is issued.
 * @param paragraphs Paragraphs of the staff by section.
 * @param figuresAt When the figures were taken.
 * @param number Its number; null of a draft.
 * @param issued How it was printed, in Chinese and in English; null of a draft.
 */
record Bulletin(
        UUID id,
        Kind kind,
        Period period,
        Subject subject,
        String title,
        String addressees,
        List<String> recipients,
        Map<Section, List<String>> paragraphs,
        Content content,
        Instant figuresAt,
        State state,
        IssueNumber number,
        Printed issued,
        String draftedBy,
        Instant draftedAt,
        String editedBy,
        Instant editedAt,
        String issuedBy,
        Instant issuedAt,
        int version) {

    /** How a bulletin was printed. */
    record Printed(BulletinDocument chinese, BulletinDocument english) {
        BulletinDocument in(boolean inEnglish) {
            return inEnglish ? english : chinese;
        }
    }

    /** A bulletin in a list. */
    record Summary(
            UUID id,
            Kind kind,
            Period period,
            Subject subject,
            String title,
            State state,
            IssueNumber number,
            Instant draftedAt,
            Instant issuedAt,
            int version) {}

    /** That a unit took note. */
    record Receipt(String unit, String note, String by, Instant at) {}

    /** What a leader wrote on it. */
    record Instruction(UUID id, String text, List<String> units, String by, Instant at) {}
}
