package org.hotline12345.chassis.attachment.model;

/** The name of a file as it is shown. Nothing is found by it and nothing is stored under it. */
public final class FileName {
    private static final int LONGEST = 120;

    private FileName() {}

    /** The name without its folders and without what a screen or a file system would take for something else; null if nothing is left. */
    public static String cleaned(String name) {
        if (name == null) {
            return null;
        }
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var clean = new StringBuilder();
        last.codePoints().map(FileName::shown).forEach(clean::appendCodePoint);
        String one = clean.toString().replaceAll("\\s+", " ").strip().replaceAll("^\\.+", "");
        return one.isBlank() ? null : shortened(one);
    }

    private static int shown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> ' ';
            default -> "<>:\"|?*%;".indexOf(character) >= 0 ? '_' : character;
        };
    }

    /** What stands behind the last dot stays. */
    private static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
        return name.substring(0, name.offsetByCodePoints(0, LONGEST - ending.length())) + ending;
    }
}
