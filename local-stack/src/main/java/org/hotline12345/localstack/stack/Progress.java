package org.hotline12345.localstack.stack;

import java.time.Duration;

/** Told what a stack is doing. */
public interface Progress {
    /** Tells nobody. */
    Progress SILENT = new Progress() {
        @Override
        public void say(String key, Object... arguments) {}

        @Override
        public void started(Instance instance, Duration took) {}
    };

    /** Something happened; the key of its text. */
    void say(String key, Object... arguments);

    /** A process is ready. */
    void started(Instance instance, Duration took);
}
