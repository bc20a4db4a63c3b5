package org.hotline12345.localstack.stack;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.hotline12345.localstack.language.Words;

/** Starts a part again that fell; gives up on one that falls too often. */
final class Supervision {
    /** More falls than this within the window, and starting again is no help. */
    private static final int MOST_FALLS = 5;

    private static final Duration WINDOW = Duration.ofMinutes(10);

    /** It looks once a second. */
    private static final int LOOKS_BETWEEN_ROTATIONS = 60;

    private final Stack stack;
    private final Progress progress;
    private final Map<Part, Deque<Long>> falls = new EnumMap<>(Part.class);
    private long looks;

    Supervision(Stack stack, Progress progress) {
        this.stack = stack;
        this.progress = progress;
    }

    /** Looks once; false when a part fell too often. */
    boolean look() {
        stack.exchangeServiceToken();
        if (looks++ % LOOKS_BETWEEN_ROTATIONS == 0) {
            stack.home().rotateLogs();
        }
        for (Part part : stack.fallen()) {
            String name = Words.get().say("part." + part.code());
            if (tooOften(part)) {
                progress.say(
                        "supervision.given.up", name, MOST_FALLS, stack.home().log(part.code()));
                return false;
            }
            progress.say("supervision.fell", name, stack.home().log(part.code()));
            try {
                stack.start(part);
            } catch (RuntimeException e) {
                progress.say("supervision.failed", name, e.getMessage());
            }
        }
        return true;
    }

    private boolean tooOften(Part part) {
        long now = System.nanoTime();
        Deque<Long> times = falls.computeIfAbsent(part, p -> new ArrayDeque<>());
        times.addLast(now);
        while (now - times.peekFirst() > WINDOW.toNanos()) {
            times.removeFirst();
        }
        return times.size() > MOST_FALLS;
    }
}
