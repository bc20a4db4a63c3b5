package org.hotline12345.localstack.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.hotline12345.embedded.ChildProcess;
import org.hotline12345.embedded.KafkaServer;
import org.hotline12345.embedded.Pause;
import org.hotline12345.embedded.Ports;
import org.hotline12345.embedded.PostgresServer;
import org.hotline12345.embedded.StartPatience;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.Patience;
import org.hotline12345.localstack.api.Transport;
import org.hotline12345.localstack.home.Home;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.token.TokenIssuer;

/**
 * PostgreSQL, Kafka, the four services and, where people are, the desks on this machine, each in a process of its own.
 * A part can be stopped, killed and started alone. The stack survives its launcher in no case for long: the next start on
 * the same folder finds all processes the last one left, by pid file and process start, and stops them first.
 */
public final class Stack implements AutoCloseable {
    /** Longer than a service takes for what it has in hand. */
    private static final Duration SERVICE_STOP = Duration.ofSeconds(45);

    private final Home home;
    private final StackOptions options;
    private final Progress progress;
    private final FileChannel lock;
    private final ServiceProgram program;
    private final Map<Instance, ChildProcess> services = new ConcurrentHashMap<>();
    private final Set<Instance> wanted = ConcurrentHashMap.newKeySet();
    private final Readiness readiness = new Readiness();
    private volatile SignIn signIn;
    private volatile PostgresServer postgres;
    private volatile KafkaServer kafka;
    private final Thread hook = new Thread(this::close, "hotline-stop");
    private volatile boolean began;
    private volatile boolean closed;

    private Stack(Home home, StackOptions options, Progress progress, FileChannel lock) {
        this.home = home;
        this.options = options;
        this.progress = progress;
        this.lock = lock;
        this.program = new ServiceProgram(home, options);
    }

    /** Starts all parts on a folder, silently. */
    public static Stack start(Path home, StackOptions options) {
        return start(home, options, Progress.SILENT);
    }

    /** Starts all parts on a folder and waits until they are ready; on failure everything started is stopped again. */
    public static Stack start(Path home, StackOptions options, Progress progress) {
        Stack stack = open(home, options, progress);
        try {
            stack.startServers();
            stack.startServices();
            RunningStack.write(stack.home, options);
            return stack;
        } catch (RuntimeException | Error e) {
            stack.close();
            throw e;
        }
    }

    /** Takes the folder, stops what an earlier launcher left, and starts nothing yet. */
    public static Stack open(Path folder, StackOptions options, Progress progress) {
        Home home = Home.at(folder);
        FileChannel lock = home.lock();
        var stack = new Stack(home, options, progress, lock);
        // Ctrl-C and SIGTERM stop the stack in good order, also in the middle of its start
        Runtime.getRuntime().addShutdownHook(stack.hook);
        try {
            home.checkDisk();
            List<String> orphans = stack.orphansStopped();
            if (!orphans.isEmpty()) {
                progress.say("stack.orphans", String.join(", ", orphans));
            }
            options.checkPorts();
            home.rotateLogs();
            home.signingKeys();
            return stack;
        } catch (RuntimeException | Error e) {
            stack.close();
            throw e;
        }
    }

    /** The folder. */
    public Home home() {
        return home;
    }

    /** Ports and settings. */
    public StackOptions options() {
        return options;
    }

    /** Base URL of a service. */
    public String url(Part service) {
        return options.url(service);
    }

    /** Issues tokens this stack believes. */
    public TokenIssuer tokens() {
        return new TokenIssuer(home.signingKeys(), Clock.systemUTC());
    }

    /** A client of the four services with tokens for anybody; close it. */
    public HotlineClient client() {
        return client(options.transport(HotlineClient.CONNECTIONS));
    }

    /** The same over a way of one's own. */
    public HotlineClient client(Transport transport) {
        return new HotlineClient(options.addresses(), tokens()::token, transport, Patience.minutes(5), "zh-CN");
    }

    /** Host and port of Kafka. */
    public String kafkaBootstrap() {
        return options.kafkaBootstrap();
    }

    /** A connection of the database's superuser to a service's database, for tests and measurements. */
    public Connection database(Part service) throws SQLException {
        return PostgresServer.connect(
                options.port(Part.POSTGRES), service.code(), home.password(PostgresServer.SUPERUSER));
    }

    /** A number from a service's database. */
    public long number(Part service, String sql) {
        try (Connection connection = database(service);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot ask the database of " + service.code(), e);
        }
    }

    /** How many transactions a service's database has seen. */
    public long transactions(Part service) {
        return number(service, """
                select xact_commit + xact_rollback
                from pg_stat_database
                where datname = current_database()
                """);
    }

    /** Starts PostgreSQL with the four databases, and Kafka. */
    public void startServers() {
        progress.say("stack.servers");
        var both = List.of(inBackground(() -> start(Part.POSTGRES)), inBackground(() -> start(Part.KAFKA)));
        join(both);
    }

    /** Starts all services at once, the desks too where they belong to the stack, and waits until all are ready. */
    public void startServices() {
        progress.say("stack.services");
        List<Instance> programs = options.instances().stream()
                .filter(instance -> instance.part().program())
                .toList();
        for (Instance instance : programs) {
            if (!Files.exists(options.program(instance.part()))) {
                throw Problem.of("service.not.built", options.program(instance.part()));
            }
        }
        if (options.parts().contains(Part.DESK)) {
            signIn = SignIn.start(home, options);
        }
        join(programs.stream()
                .map(instance -> inBackground(() -> start(instance)))
                .toList());
    }

    /** Starts one part, or the first of its instances, and waits until it is ready. What runs already is left alone. */
    public void start(Part part) {
        start(Instance.first(part));
    }

    /** Starts one process and waits until it is ready. One that runs already is left alone. */
    public void start(Instance instance) {
        if (running(instance)) {
            return;
        }
        Part part = instance.part();
        if (closed) {
            throw Problem.of("stack.closed");
        }
        began = true;
        long begin = System.nanoTime();
        switch (part) {
            case POSTGRES -> startPostgres();
            case KAFKA ->
                kafka = KafkaServer.start(new KafkaServer.Settings(
                        home.data(part.code()),
                        options.port(part),
                        options.kafkaControllerPort(),
                        "512m",
                        options.quickStart(),
                        home.log(part.code()),
                        home.pidFile(part.code()),
                        System.getProperty("java.class.path")));
            default -> startService(instance);
        }
        wanted.add(instance);
        progress.started(instance, Duration.ofNanos(System.nanoTime() - begin));
    }

    /**
     * Starts a further instance of a service on a free port, unless the settings name one, and waits until it is ready. It is stopped with the stack.
     *
     * @param number 2 for the second instance and so on, at most {@value Instance#MOST}
     * @param settings what is different for it, as environment variables
     */
    public ChildProcess startInstance(Part service, int number, Map<String, String> settings) {
        if (number < 2) {
            throw new IllegalArgumentException("the first instance is started by its part");
        }
        began = true;
        var instance = new Instance(service, number);
        Map<String, String> own = new HashMap<>(settings);
        String port = own.computeIfAbsent("HOTLINE_HTTP_PORT", ignored -> Integer.toString(Ports.free()));
        ChildProcess process = startProgram(instance, own);
        awaitReady(process, "http://127.0.0.1:" + port);
        return process;
    }

    /** SIGKILL to one part, which stays away until it is started again. */
    public void kill(Part part) {
        kill(Instance.first(part));
    }

    /** SIGKILL to one process, which stays away until it is started again. */
    public void kill(Instance instance) {
        wanted.remove(instance);
        process(instance).ifPresent(ChildProcess::kill);
    }

    /** Stops one part in good order. */
    public void stop(Part part) {
        stop(Instance.first(part));
    }

    /** Stops one process in good order. */
    public void stop(Instance instance) {
        wanted.remove(instance);
        switch (instance.part()) {
            case POSTGRES -> Optional.ofNullable(postgres).ifPresent(PostgresServer::close);
            case KAFKA -> Optional.ofNullable(kafka).ifPresent(KafkaServer::close);
            default -> process(instance).ifPresent(child -> child.stop(SERVICE_STOP));
        }
    }

    /** Whether a part's process runs. */
    public boolean running(Part part) {
        return running(Instance.first(part));
    }

    private boolean running(Instance instance) {
        return process(instance).map(ChildProcess::alive).orElse(false);
    }

    /** The process of a part, if it was ever started. */
    public Optional<ChildProcess> process(Part part) {
        return process(Instance.first(part));
    }

    /** The process of an instance, if it was ever started. */
    public Optional<ChildProcess> process(Instance instance) {
        return switch (instance.part()) {
            case POSTGRES -> Optional.ofNullable(postgres).map(PostgresServer::process);
            case KAFKA -> Optional.ofNullable(kafka).map(KafkaServer::process);
            default -> Optional.ofNullable(services.get(instance));
        };
    }

    /** Whether the stack was stopped, by its owner or by a signal. */
    public boolean closed() {
        return closed;
    }

    /** Makes the class archives of this build that are not there yet, by low priority; the next start uses them. */
    public void makeArchives() {
        program.makeArchives(() -> closed);
    }

    void makeArchivesInBackground() {
        inBackground(this::makeArchives);
    }

    /** Exchanges the token by which the services call each other when it gets old. */
    void exchangeServiceToken() {
        if (!closed) {
            program.exchangeToken();
        }
    }

    /** What should run but does not. */
    public List<Instance> fallen() {
        return closed
                ? List.of()
                : wanted.stream().filter(instance -> !running(instance)).toList();
    }

    /** Whether a service says that it can work, by each of its instances. */
    public boolean ready(Part service) {
        return options.instances(service).stream().map(options::url).allMatch(readiness::of);
    }

    private void awaitReady(ChildProcess process, String url) {
        var patience = StartPatience.with(process.pid());
        while (!readiness.of(url)) {
            if (closed) {
                throw Problem.of("stack.closed");
            }
            if (!process.alive()) {
                throw Problem.of("service.ended", process.name(), process.log(), process.lastLines(15));
            }
            if (!patience.lasts()) {
                throw Problem.of(
                        "service.slow",
                        process.name(),
                        patience.waited().toSeconds(),
                        process.log(),
                        process.lastLines(15));
            }
            Pause.millis(100);
        }
    }

    /** Stops everything in good order: services, Kafka, PostgreSQL. May be called again. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        if (began) {
            progress.say("stack.stopping");
        }
        closed = true;
        wanted.clear();
        join(services.values().stream()
                .map(service -> inBackground(() -> service.stop(SERVICE_STOP)))
                .toList());
        if (signIn != null) {
            signIn.close();
        }
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        // what a start that was interrupted had begun
        orphansStopped();
        if (began) {
            progress.say(options.scratch() ? "stack.ended" : "stack.stopped");
        }
        if (Thread.currentThread() != hook) {
            removeHook();
        }
        try {
            Files.deleteIfExists(home.portsFile());
            home.launcher().delete();
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release " + home.folder(), e);
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // the JVM ends and this call comes from another of its hooks: nothing is left to remove
            return;
        }
    }

    private List<String> orphansStopped() {
        List<String> stopped = new ArrayList<>();
        for (Part service : Arrays.stream(Part.values()).filter(Part::program).toList()) {
            for (int number = 1; number <= Instance.MOST; number++) {
                String name = new Instance(service, number).code();
                if (ChildProcess.stopOrphan(home.pidFile(name), "TERM", SERVICE_STOP)) {
                    stopped.add(name);
                }
            }
        }
        ChildProcess.stopOrphan(home.pidFile(Archives.NAME), "KILL", SERVICE_STOP);
        if (ChildProcess.stopOrphan(home.pidFile(Part.KAFKA.code()), "TERM", SERVICE_STOP)) {
            stopped.add(Part.KAFKA.code());
        }
        if (PostgresServer.stopOrphan(home.data(Part.POSTGRES.code()))
                | ChildProcess.stopOrphan(home.pidFile(Part.POSTGRES.code()), "INT", SERVICE_STOP)) {
            stopped.add(Part.POSTGRES.code());
        }
        return stopped;
    }

    private void startPostgres() {
        String superuser = home.password(PostgresServer.SUPERUSER);
        postgres = PostgresServer.start(new PostgresServer.Settings(
                home.data(Part.POSTGRES.code()),
                home.postgresPrograms(),
                options.port(Part.POSTGRES),
                superuser,
                true,
                home.log(Part.POSTGRES.code()),
                home.pidFile(Part.POSTGRES.code()),
                options.database()));
        for (Part service : Part.services()) {
            postgres.createOwnedDatabase(service.code(), home.password(service.code()));
        }
    }

    private void startService(Instance instance) {
        if (instance.part() == Part.INTAKE) {
            program.makeKeyRing();
        }
        Map<String, String> settings = new HashMap<>();
        settings.put("HOTLINE_HTTP_PORT", Integer.toString(options.port(instance)));
        if (instance.part() == Part.DESK) {
            settings.put("HOTLINE_OIDC_URL", signIn.url());
        }
        awaitReady(startProgram(instance, settings), options.url(instance));
    }

    private ChildProcess startProgram(Instance instance, Map<String, String> settings) {
        String name = instance.code();
        ChildProcess.stopOrphan(home.pidFile(name), "TERM", SERVICE_STOP);
        Map<String, String> own = options.environmentOf(instance, home.folder());
        own.putAll(settings);
        ChildProcess process = ChildProcess.start(new ChildProcess.Plan(
                name,
                program.command(instance.part()),
                program.environment(instance.part(), own),
                home.log(name),
                home.pidFile(name)));
        services.put(instance, process);
        return process;
    }

    private static CompletableFuture<Void> inBackground(Runnable work) {
        return CompletableFuture.runAsync(work, task -> {
            var thread = new Thread(task, "hotline-stack");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Waits until all is done, or until the first of them failed. */
    private static void join(List<CompletableFuture<Void>> work) {
        var failed = new CompletableFuture<Void>();
        work.forEach(one -> one.whenComplete((done, failure) -> {
            if (failure != null) {
                failed.completeExceptionally(failure);
            }
        }));
        try {
            CompletableFuture.anyOf(CompletableFuture.allOf(work.toArray(CompletableFuture[]::new)), failed)
                    .join();
        } catch (CompletionException e) {
            if (HotlineClient.unwrap(e) instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
