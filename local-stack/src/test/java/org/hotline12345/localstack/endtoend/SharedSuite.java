package org.hotline12345.localstack.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hotline12345.embedded.Folders;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.stack.Stack;
import org.hotline12345.localstack.stack.StackOptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One suite for the tests that do not stop a part of it: started before the first of them, stopped after the last test of all. Tests
 * that need a suite of their own come before, so that none stands idle beside them. Each test makes its own cases, looks at those only, and leaves no setting behind that another would feel;
 * {@link AutomaticCallbackIT} alone answers on the spot, {@link MainJobIT}, which looks at all cases, is the first, and {@link FuzzIT}, which
 * changes whatever can be changed, the last.
 */
public final class SharedSuite implements BeforeAllCallback {
    /** Place of a test class that needs a suite of its own. */
    static final int APART = 1;

    /** Place of the test class that finds the suite empty; the others have none. */
    static final int FIRST = 2;

    /** Place of the test class behind which nothing is as it was. */
    static final int LAST = Integer.MAX_VALUE;

    private static Running running;

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedSuite.class))
                .computeIfAbsent(Running.class, ignored -> new Running(), Running.class);
    }

    /** The suite. */
    public static Stack stack() {
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
                            .withDesk()
                            .withFreePorts()
                            .withQuickStart()
                            // counted by LifeStatementsIT
                            .withDatabase(Map.of(
                                    "shared_preload_libraries",
                                    "pg_stat_statements",
                                    "pg_stat_statements.max",
                                    "10000"))
                            .withEnvironment("HOTLINE_FOLLOWUP_CHANNELS_SECRETS_SMS", "a-secret-of-the-gateway")
                            // so few cases would teach a city's router nothing
                            .withEnvironment("HOTLINE_DISPATCH_ROUTER_LEAST_CASES", "40")
                            .withEnvironment("HOTLINE_DISPATCH_ROUTER_LEAST_JUDGED", "5")
                            .withEnvironment("HOTLINE_DISPATCH_ROUTER_LEAST_OF_CLASS", "2"));
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
