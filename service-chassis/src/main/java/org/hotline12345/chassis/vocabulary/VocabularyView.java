package org.hotline12345.chassis.vocabulary;

import java.util.List;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.vocabulary.model.Section;
import org.hotline12345.chassis.vocabulary.model.VocabularyText;

/**
 * A version of a vocabulary.
 *
 * @param latest The newest version there is; a change names it in If-Match.
 * @param versionInForce The version in force now.
 * @param document As it was written.
 * @param allowed What the caller may do with this version.
 */
public record VocabularyView(
        String id,
        String name,
        int version,
        VersionState state,
        int latest,
        int versionInForce,
        List<SectionView> sections,
        String document,
        List<String> allowed) {
    /** DRAFT 草稿, IN_FORCE 启用中, EARLIER 曾启用. */
    public enum VersionState {
        /** Was never in force. */
        DRAFT,
        /** Texts are read with it. */
        IN_FORCE,
        /** Was in force, or was shipped. */
        EARLIER
    }

    /**
     * A section.
     *
     * @param name What its words are for.
     * @param entries How many words or phrases it has.
     */
    public record SectionView(String id, String name, Section.SectionForm form, int entries) {
        static SectionView of(Section section, VocabularyText text, Language language) {
            var lines = text.sections().getOrDefault(section.id(), List.of());
            int entries = section.form() == Section.SectionForm.WORDS
                    ? lines.stream().mapToInt(line -> line.split("\\s+").length).sum()
                    : lines.size();
            return new SectionView(section.id(), section.name().in(language), section.form(), entries);
        }
    }
}
