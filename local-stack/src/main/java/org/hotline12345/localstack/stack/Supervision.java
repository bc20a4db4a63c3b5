package org.hotline12345.localstack.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Starts a part again that fell; gives up on one that falls too often. */
final class Supervision {
    /** More falls than this within the window, and starting again is no help. */
    private static final int MOST_FALLS = 5;

    private static final Duration WINDOW = Duration.ofMinutes(10);

    /** It looks once a second. */
    private static final int LOOKS_BETWEEN_ROTATIONS = 60;

    private final Stack stack;
    private final Progress progress;
    private final Map<Instance, Deque<Long>> falls = new HashMap<>();
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
        for (Instance instance : stack.fallen()) {
            String name = instance.title();
            Path log = stack.home().log(instance.code());
            if (tooOften(instance)) {
                progress.say("supervision.given.up", name, MOST_FALLS, log);
                return false;
            }
            progress.say("supervision.fell", name, log);
            try {
                stack.start(instance);
            } catch (RuntimeException e) {
                progress.say("supervision.failed", name, e.getMessage());
            }
        }
        return true;
    }

    private boolean tooOften(Instance instance) {
        long now = System.nanoTime();
        Deque<Long> times = falls.computeIfAbsent(instance, first -> new ArrayDeque<>());
        times.addLast(now);
        while (now - times.peekFirst() > WINDOW.toNanos()) {
            times.removeFirst();
        }
        return times.size() > MOST_FALLS;
    }
}
