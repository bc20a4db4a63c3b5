package org.hotline12345.localstack.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hotline12345.embedded.Folders;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.stack.Stack;
import org.hotline12345.localstack.stack.StackOptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One suite for the tests that neither stop a part of it nor count all cases: started before the first of them, stopped after the
 * last test of all. Each test makes its own cases, looks at those only, and leaves no setting behind that another would feel;
 * {@link AutomaticCallbackIT} alone answers on the spot.
 */
final class SharedSuite implements BeforeAllCallback {
    private static Running running;

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedSuite.class))
                .computeIfAbsent(Running.class, ignored -> new Running(), Running.class);
    }

    static Stack stack() {
        return running.stack;
    }

    static HotlineClient client() {
        return running.client;
    }

    private static final class Running implements AutoCloseable {
        private final Path home;
        private final Stack stack;
        private final HotlineClient client;

        Running() {
            try {
                home = Files.createTempDirectory("hotline-suite-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            stack = Stack.start(
                    home,
                    StackOptions.defaults()
                            .withFreePorts()
                            .withQuickStart()
                            .withEnvironment("HOTLINE_FOLLOWUP_CHANNELS_SECRETS_SMS", "a-secret-of-the-gateway"));
            client = stack.client();
        }

        @Override
        public void close() throws IOException {
            client.close();
            stack.close();
            Folders.delete(home);
        }
    }
}
