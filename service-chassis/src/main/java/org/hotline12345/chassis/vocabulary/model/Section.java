package org.hotline12345.chassis.vocabulary.model;

import org.hotline12345.chassis.language.Text;

/**
 * A part of a vocabulary.
 *
 * @param id As it stands in brackets above its lines.
 * @param name What its words are for.
 * @param shortest How many characters a word or phrase has at least.
 */
public record Section(String id, Text name, SectionForm form, int shortest) {
    /** How the lines of a section are read. */
    public enum SectionForm {
        /** Words, several in a line with spaces between them; · stands for a space within one. */
        WORDS,
        /** A phrase in each line, read by {@link Phrases}. */
        PHRASES,
        /** One regular expression. */
        EXPRESSION,
        /** One line of characters. */
        CHARACTERS
    }

    public static Section words(String id, String zh, String en, int shortest) {
        return new Section(id, new Text(zh, en), SectionForm.WORDS, shortest);
    }

    public static Section phrases(String id, String zh, String en) {
        return new Section(id, new Text(zh, en), SectionForm.PHRASES, 1);
    }

    public static Section expression(String id, String zh, String en) {
        return new Section(id, new Text(zh, en), SectionForm.EXPRESSION, 1);
    }

    public static Section characters(String id, String zh, String en) {
        return new Section(id, new Text(zh, en), SectionForm.CHARACTERS, 1);
    }
}
