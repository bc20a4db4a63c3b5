package org.hotline12345.localstack.stack;

import java.time.Duration;

/** Told what a stack is doing. */
public interface Progress {
    /** Tells nobody. */
    Progress SILENT = new Progress() {
        @Override
        public void say(String key, Object... arguments) {}

        @Override
        public void started(Part part, Duration took) {}
    };

    /** Something happened; the key of its text. */
    void say(String key, Object... arguments);

    /** A part is ready. */
    void started(Part part, Duration took);
}
