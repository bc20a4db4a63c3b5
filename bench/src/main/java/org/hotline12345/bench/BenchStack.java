package org.hotline12345.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.hotline12345.embedded.Folders;
import org.hotline12345.localstack.access.LocalAccess;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.stack.Progress;
import org.hotline12345.localstack.stack.Stack;
import org.hotline12345.localstack.stack.StackOptions;

/** A stack of its own for a measurement, on free ports: nothing of the measurement gets into anybody's data. */
final class BenchStack implements AutoCloseable {
    /** How many cases intake has. */
    static final String REGISTERED = """
            select count(*)
            from hotline_case
            """;

    private static final String DATABASE_SETTING = "postgres.";

    private final Path folder;
    private boolean scratch;
    private final StackOptions options;
    private final Progress progress;
    private Stack stack;

    /**
     * Starts the stack.
     *
     * @param home Folder to keep; null: a scratch folder that goes afterwards.
     * @param services Project folder whose built services are measured; null: this one's.
     */
    BenchStack(Path home, Path services, Progress progress) {
        this(home, services, StackOptions.defaults(), progress, Begin.ALL);
    }

    /** What runs from the beginning. */
    private enum Begin {
        NOTHING,
        SERVERS,
        ALL
    }

    private BenchStack(Path home, Path services, StackOptions usual, Progress progress, Begin begin) {
        this.scratch = home == null;
        try {
            this.folder = home != null ? home : Files.createTempDirectory("hotline-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a scratch folder", e);
        }
        // the citizens' own page is limited per address; a load from one address must not be
        StackOptions built = services == null ? usual : usual.withServicesOf(services);
        this.options = (scratch ? built.withScratchFolder() : built)
                .withFreePorts()
                .withDatabase(Spending.databaseSettings())
                .withDatabase(givenToDatabase())
                .withEnvironment("HOTLINE_HTTP_PUBLIC_REQUESTS_PER_MINUTE", "1000000000");
        this.progress = progress;
        try {
            switch (begin) {
                case NOTHING -> {}
                case SERVERS -> stack = servers();
                case ALL -> start();
            }
        } catch (RuntimeException e) {
            removeScratch();
            throw e;
        }
    }

    /** Settings of PostgreSQL stand in the environment as {@code postgres.NAME}: a comparison puts them there. */
    private static Map<String, String> givenToDatabase() {
        return System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(DATABASE_SETTING))
                .collect(Collectors.toMap(
                        variable -> variable.getKey().substring(DATABASE_SETTING.length()), Map.Entry::getValue));
    }

    /** PostgreSQL and Kafka alone: the measurement starts what it needs. */
    static BenchStack ofServers(Path home, Path services, Progress progress) {
        return new BenchStack(home, services, StackOptions.defaults(), progress, Begin.SERVERS);
    }

    /** For starting its parts again and again, with so many instances of each service, whose clocks can be put if this machine can do that. */
    static BenchStack quick(Path home, Path services, int instances, Progress progress) {
        StackOptions options = StackOptions.defaults().withQuickStart().withInstances(instances);
        var bench = new BenchStack(home, services, Clocks.kept(options), progress, Begin.NOTHING);
        try {
            new Clocks(bench.folder).right(bench.options);
            bench.start();
            return bench;
        } catch (RuntimeException e) {
            bench.close();
            throw e;
        }
    }

    /** With the front door for people. */
    static BenchStack withDesks(Path home, Path services, Progress progress) {
        return new BenchStack(home, services, StackOptions.defaults().withDesk(), progress, Begin.ALL);
    }

    /** With the front door, and nothing of it started. */
    static BenchStack stopped(Path home, Path services, Progress progress) {
        return new BenchStack(home, services, StackOptions.defaults().withDesk(), progress, Begin.NOTHING);
    }

    void start() {
        stack = Stack.start(folder, options, progress);
    }

    void stop() {
        stack.close();
    }

    private Stack servers() {
        Stack opened = Stack.open(folder, options, progress);
        try {
            opened.startServers();
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    Stack stack() {
        return stack;
    }

    /** Stops everything and starts it again with the consumers of all services paused. */
    void restartWithConsumersPaused() {
        stack.close();
        stack = Stack.start(folder, options.withEnvironment("HOTLINE_CONSUMER_ENABLED", "false"), progress);
    }

    /** A client on so many connections to each service. */
    HotlineClient client(int connections) {
        return LocalAccess.of(stack).client(connections);
    }

    @Override
    public void close() {
        if (stack != null) {
            stack.close();
        }
        removeScratch();
    }

    /** Keeps the folder, a scratch one too, for whoever looks what happened. */
    Path keep() {
        scratch = false;
        return folder;
    }

    private void removeScratch() {
        if (!scratch) {
            return;
        }
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
