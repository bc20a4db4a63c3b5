package org.hotline12345.dispatch.routing.model.classifier;

import java.util.Arrays;

/**
 * A message as it was read, once for all models: its marks, how often each stands in it, and where. Immutable once made.
 */
public final class Reading {
    /** A mark of the title counts with the text, which begins with the title, and two times more. */
    private static final int OF_TITLE = 3;

    /** Every place of a text begins at most this many marks: itself, and with its neighbour before. */
    private static final int MARKS_OF_PLACE = 2;

    private static final int LEAST_SLOTS = 64;

    private final String text;
    private final int titleEnd;

    /** Where each known mark lies, plus one; 0: free. A power of two of slots, at most half of them taken. */
    private final int[] slots;

    private final int[] marks;
    private final int[] numbers;
    private int distinct;

    private final int[] which;
    private final int[] from;
    private final int[] to;
    private int size;

    private Reading(Message message) {
        this.text = message.text();
        this.titleEnd = message.title().length();
        int most = MARKS_OF_PLACE * text.length();
        this.slots = new int[Math.max(LEAST_SLOTS, Integer.highestOneBit(Math.max(1, most)) << 2)];
        this.marks = new int[most];
        this.numbers = new int[most];
        this.which = new int[most];
        this.from = new int[most];
        this.to = new int[most];
    }

    /** Reads the message. */
    public static Reading of(Message message) {
        var reading = new Reading(message);
        Grams.visit(message.text(), reading::mark);
        return reading;
    }

    private void mark(int mark, int begin, int end) {
        int index = indexOf(mark);
        numbers[index] += end <= titleEnd ? OF_TITLE : 1;
        which[size] = index;
        from[size] = begin;
        to[size++] = end;
    }

    private int indexOf(int mark) {
        int slot = mark & slots.length - 1;
        while (slots[slot] != 0) {
            if (marks[slots[slot] - 1] == mark) {
                return slots[slot] - 1;
            }
            slot = slot + 1 & slots.length - 1;
        }
        marks[distinct] = mark;
        slots[slot] = ++distinct;
        return distinct - 1;
    }

    String text() {
        return text;
    }

    Counts counts() {
        return new Counts(Arrays.copyOf(marks, distinct), Arrays.copyOf(numbers, distinct));
    }

    /** How many marks stand in the text, repeated ones each time. */
    int places() {
        return size;
    }

    /** Which of the counted marks stands at this place. */
    int which(int place) {
        return which[place];
    }

    /** Where in the text it begins. */
    int from(int place) {
        return from[place];
    }

    /** Before which character of the text it ends. */
    int to(int place) {
        return to[place];
    }
}
