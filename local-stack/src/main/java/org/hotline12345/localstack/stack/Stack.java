package org.hotline12345.localstack.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hotline12345.embedded.ChildProcess;
import org.hotline12345.embedded.KafkaServer;
import org.hotline12345.embedded.Ports;
import org.hotline12345.embedded.PostgresServer;
import org.hotline12345.embedded.StartPatience;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.home.Home;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.language.Words;
import org.hotline12345.localstack.token.ServiceTokenFile;
import org.hotline12345.localstack.token.TokenIssuer;

/**
 * PostgreSQL, Kafka and the four services on this machine, each in a process of its own. A part can be stopped, killed
 * and started alone. The stack survives its launcher in no case for long: the next start on the same folder finds all
 * processes the last one left, by pid file and process start, and stops them first.
 */
public final class Stack implements AutoCloseable {
    private static final String KEY_RING_COMMAND = "org.hotline12345.intake.contact.KeyRingCommand";
    private static final Duration SERVICE_STOP = Duration.ofSeconds(20);
    private static final int MOST_INSTANCES = 9;

    private final Home home;
    private final StackOptions options;
    private final Progress progress;
    private final FileChannel lock;
    private final ServiceTokenFile serviceToken;
    private final Map<Part, ChildProcess> services = Collections.synchronizedMap(new EnumMap<>(Part.class));
    private final Map<String, ChildProcess> further = Collections.synchronizedMap(new HashMap<>());
    private final Set<Part> wanted = Collections.synchronizedSet(EnumSet.noneOf(Part.class));
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
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
        this.serviceToken = new ServiceTokenFile(home, Clock.systemUTC());
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
            stack.writePorts();
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
            stack.stopOrphans();
            stack.checkPorts();
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
        return new HotlineClient(options.endpoints(), tokens()::token);
    }

    /** Host and port of Kafka. */
    public String kafkaBootstrap() {
        return "127.0.0.1:" + options.port(Part.KAFKA);
    }

    /** A connection of the database's superuser to a service's database, for tests and measurements. */
    public Connection database(Part service) throws SQLException {
        return PostgresServer.connect(
                options.port(Part.POSTGRES), service.code(), home.password(PostgresServer.SUPERUSER));
    }

    /** Starts PostgreSQL with the four databases, and Kafka. */
    public void startServers() {
        progress.say("stack.servers");
        var both = List.of(inBackground(() -> start(Part.POSTGRES)), inBackground(() -> start(Part.KAFKA)));
        join(both);
    }

    /** Starts the four services at once and waits until all are ready. */
    public void startServices() {
        progress.say("stack.services");
        for (Part service : Part.services()) {
            if (!Files.exists(options.program(service))) {
                throw Problem.of("service.not.built", options.program(service));
            }
        }
        join(Part.services().stream()
                .map(service -> inBackground(() -> start(service)))
                .toList());
    }

    /** Starts a part by its short name; see {@link #start(Part)}. */
    public void start(String part) {
        start(Part.named(part));
    }

    /** Starts one part and waits until it is ready. A part that runs already is left alone. */
    public void start(Part part) {
        if (running(part)) {
            return;
        }
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
                        home.log(part.code()),
                        home.pidFile(part.code()),
                        System.getProperty("java.class.path")));
            default -> startService(part);
        }
        wanted.add(part);
        progress.started(part, Duration.ofNanos(System.nanoTime() - begin));
    }

    /**
     * Starts a further instance of a service on a free port and waits until it is ready. It is stopped with the stack.
     *
     * @param number 2 for the second instance and so on, at most {@value #MOST_INSTANCES}
     * @param settings what is different for it, as environment variables
     */
    public ChildProcess startInstance(Part service, int number, Map<String, String> settings) {
        if (number < 2 || number > MOST_INSTANCES) {
            throw new IllegalArgumentException("an instance has a number from 2 to " + MOST_INSTANCES);
        }
        began = true;
        String name = instance(service, number);
        int port = Ports.free();
        Map<String, String> environment = environment(service);
        environment.put("HOTLINE_HTTP_PORT", Integer.toString(port));
        environment.putAll(settings);
        ChildProcess.stopOrphan(home.pidFile(name), "TERM", SERVICE_STOP);
        ChildProcess process = ChildProcess.start(
                new ChildProcess.Plan(name, command(service), environment, home.log(name), home.pidFile(name)));
        further.put(name, process);
        awaitReady(process, "http://127.0.0.1:" + port);
        return process;
    }

    private static String instance(Part service, int number) {
        return service.code() + "-" + number;
    }

    /** SIGKILL to a part by its short name; see {@link #kill(Part)}. */
    public void kill(String part) {
        kill(Part.named(part));
    }

    /** SIGKILL to one part, which stays away until it is started again. */
    public void kill(Part part) {
        wanted.remove(part);
        process(part).ifPresent(ChildProcess::kill);
    }

    /** SIGKILL to Kafka. */
    public void killKafka() {
        kill(Part.KAFKA);
    }

    /** Stops one part in good order. */
    public void stop(Part part) {
        wanted.remove(part);
        switch (part) {
            case POSTGRES -> Optional.ofNullable(postgres).ifPresent(PostgresServer::close);
            case KAFKA -> Optional.ofNullable(kafka).ifPresent(KafkaServer::close);
            default -> process(part).ifPresent(child -> child.stop(SERVICE_STOP));
        }
    }

    /** Stops PostgreSQL for a while and starts it again; returns when it takes connections. */
    public void stopPostgres(Duration outage) {
        stop(Part.POSTGRES);
        try {
            Thread.sleep(outage.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        start(Part.POSTGRES);
    }

    /** Whether a part's process runs. */
    public boolean running(Part part) {
        return process(part).map(ChildProcess::alive).orElse(false);
    }

    /** The process of a part, if it was ever started. */
    public Optional<ChildProcess> process(Part part) {
        return switch (part) {
            case POSTGRES -> Optional.ofNullable(postgres).map(PostgresServer::process);
            case KAFKA -> Optional.ofNullable(kafka).map(KafkaServer::process);
            default -> Optional.ofNullable(services.get(part));
        };
    }

    /** Whether the stack was stopped, by its owner or by a signal. */
    public boolean closed() {
        return closed;
    }

    /** Exchanges the token by which the services call each other when it gets old. */
    void exchangeServiceToken() {
        if (!closed) {
            serviceToken.fresh();
        }
    }

    /** Parts that should run but do not. */
    public List<Part> fallen() {
        if (closed) {
            return List.of();
        }
        synchronized (wanted) {
            return wanted.stream().filter(part -> !running(part)).toList();
        }
    }

    /** Whether a service says that it can work. */
    public boolean ready(Part service) {
        return ready(url(service));
    }

    private boolean ready(String url) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits until a service says that it can work. */
    public void awaitReady(Part service) {
        awaitReady(process(service).orElseThrow(), url(service));
    }

    private void awaitReady(ChildProcess process, String url) {
        var patience = StartPatience.with(process.pid());
        while (!ready(url)) {
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
            pause();
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
        join(Stream.concat(further.values().stream(), services.values().stream())
                .map(service -> inBackground(() -> service.stop(SERVICE_STOP)))
                .toList());
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        // what a start that was interrupted had begun
        orphansStopped();
        if (began) {
            progress.say("stack.stopped");
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

    private void stopOrphans() {
        List<String> stopped = orphansStopped();
        if (!stopped.isEmpty()) {
            progress.say("stack.orphans", String.join(", ", stopped));
        }
    }

    private List<String> orphansStopped() {
        List<String> stopped = new ArrayList<>();
        for (Part service : Part.services()) {
            var names = new ArrayList<>(List.of(service.code()));
            IntStream.rangeClosed(2, MOST_INSTANCES).forEach(number -> names.add(instance(service, number)));
            for (String name : names) {
                if (ChildProcess.stopOrphan(home.pidFile(name), "TERM", SERVICE_STOP)) {
                    stopped.add(name);
                }
            }
        }
        if (ChildProcess.stopOrphan(home.pidFile(Part.KAFKA.code()), "TERM", SERVICE_STOP)) {
            stopped.add(Part.KAFKA.code());
        }
        if (PostgresServer.stopOrphan(home.data(Part.POSTGRES.code()))
                | ChildProcess.stopOrphan(home.pidFile(Part.POSTGRES.code()), "INT", SERVICE_STOP)) {
            stopped.add(Part.POSTGRES.code());
        }
        return stopped;
    }

    private void checkPorts() {
        List<String> busy = new ArrayList<>();
        for (Part part : Part.values()) {
            if (Ports.busy(options.port(part))) {
                busy.add(Words.get()
                        .say("port.busy.one", options.port(part), Words.get().say("part." + part.code()), part.code()));
            }
        }
        if (Ports.busy(options.kafkaControllerPort())) {
            busy.add(Words.get().say("port.busy.controller", options.kafkaControllerPort()));
        }
        if (!busy.isEmpty()) {
            throw Problem.of("port.busy", String.join("\n", busy));
        }
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

    private void startService(Part service) {
        if (service == Part.INTAKE && !Files.exists(home.keyRing())) {
            makeKeyRing();
        }
        ChildProcess.stopOrphan(home.pidFile(service.code()), "TERM", SERVICE_STOP);
        services.put(
                service,
                ChildProcess.start(new ChildProcess.Plan(
                        service.code(),
                        command(service),
                        environment(service),
                        home.log(service.code()),
                        home.pidFile(service.code()))));
        awaitReady(service);
    }

    private List<String> command(Part service) {
        List<String> command = new ArrayList<>(List.of(ChildProcess.java(), "-Xmx" + options.serviceHeap()));
        if (options.quickStart()) {
            // with the quick compiler alone the JVM keeps 48 MB for what it has compiled: too little
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=128m"));
        }
        command.addAll(ChildProcess.SHALLOW_INLINING);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Duser.timezone=Asia/Shanghai",
                "-Dquarkus.http.host=127.0.0.1",
                "-jar",
                options.program(service).toString()));
        return command;
    }

    /** The keys of citizens' contact data, made once by intake's own command. */
    private void makeKeyRing() {
        Path program = options.program(Part.INTAKE).getParent();
        String classPath = program.resolve("app") + "/*:" + program.resolve("lib/main") + "/*";
        Path log = home.log(Part.INTAKE.code());
        try {
            Process command = new ProcessBuilder(
                            ChildProcess.java(),
                            "-cp",
                            classPath,
                            KEY_RING_COMMAND,
                            "create",
                            home.keyRing().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (!command.waitFor(60, TimeUnit.SECONDS) || command.exitValue() != 0) {
                command.destroyForcibly();
                throw Problem.of("keyring.failed", home.keyRing(), log, ChildProcess.lastLines(log, 8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the key ring " + home.keyRing(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    Map<String, String> environment(Part service) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HOTLINE_HTTP_PORT", Integer.toString(options.port(service)));
        environment.put("HOTLINE_DB_HOST", "127.0.0.1");
        environment.put("HOTLINE_DB_PORT", Integer.toString(options.port(Part.POSTGRES)));
        environment.put("HOTLINE_DB_USER", service.code());
        environment.put("HOTLINE_DB_PASSWORD", home.password(service.code()));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafkaBootstrap());
        environment.put(
                "HOTLINE_JWKS_LOCATION", home.signingKeys().jwks().toUri().toString());
        environment.put("HOTLINE_ISSUER", TokenIssuer.ISSUER);
        if (service == Part.INTAKE) {
            environment.put("HOTLINE_KEYRING", home.keyRing().toString());
        }
        if (service == Part.FOLLOWUP) {
            // what a channel of automatic callbacks needs: intake's telephone numbers, the page, a gateway on this
            // machine
            environment.put("HOTLINE_INTAKE_URL", options.url(Part.INTAKE));
            environment.put("HOTLINE_SERVICE_TOKEN_FILE", serviceToken.fresh().toString());
            environment.put("HOTLINE_SURVEY_URL", options.url(Part.FOLLOWUP));
            environment.put("HOTLINE_CHANNEL_NETWORKS", "127.0.0.0/8");
        }
        environment.putAll(options.environment());
        return environment;
    }

    private void writePorts() {
        var ports = new Properties();
        options.ports().forEach((part, port) -> ports.setProperty(part.code(), Integer.toString(port)));
        ports.setProperty("kafka-controller", Integer.toString(options.kafkaControllerPort()));
        try (var out = Files.newBufferedWriter(home.portsFile())) {
            ports.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + home.portsFile(), e);
        }
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

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
