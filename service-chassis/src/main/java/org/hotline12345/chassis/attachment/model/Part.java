package org.hotline12345.chassis.attachment.model;

import java.util.regex.Pattern;

/**
 * A part of a file, as {@code Range} asks for it.
 *
 * @param from The first byte, from 0.
 * @param to The last byte.
 * @param size Of the whole file.
 */
public record Part(long from, long to, long size) {
    /** Longer numbers are of no file. */
    private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,15})-(\\d{0,15})");

    /**
     * What the header asks for; null is the whole file: without a header, for several parts at once, for what lies behind the end and for
     * what is no range.
     */
    public static Part of(String range, long size) {
        var asked = ONE_RANGE.matcher(range == null ? "" : range.strip());
        if (!asked.matches()) {
            return null;
        }
        String first = asked.group(1);
        String last = asked.group(2);
        if (first.isEmpty()) {
            // the last so many bytes
            return last.isEmpty() || Long.parseLong(last) == 0
                    ? null
                    : new Part(Math.max(0, size - Long.parseLong(last)), size - 1, size);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
        return from >= size || to < from ? null : new Part(from, to, size);
    }

    public long length() {
        return to - from + 1;
    }

    /** As {@code Content-Range} says it. */
    public String said() {
        return "bytes " + from + "-" + to + "/" + size;
    }
}
