package org.hotline12345.chassis.problem;

import java.util.ArrayList;
import java.util.List;

/** All that is wrong with what was sent, so that the sender can put it right in one go. A rule fills it; its edge refuses. */
public final class Violations {
    private final List<Violation> all = new ArrayList<>();

    /** Something wrong with a field; the values fill {@code {0}, {1} …} of the text. */
    public Violations add(String field, String key, Object... args) {
        all.add(Violation.of(field, key, args));
        return this;
    }

    /** Something wrong with a field, unless it holds. */
    public Violations unless(boolean holds, String field, String key, Object... args) {
        return holds ? this : add(field, key, args);
    }

    /** In the order in which they were found. */
    public List<Violation> list() {
        return List.copyOf(all);
    }
}
