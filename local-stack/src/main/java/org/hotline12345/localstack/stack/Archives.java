package org.hotline12345.localstack.stack;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.hotline12345.embedded.ChildProcess;
import org.hotline12345.embedded.ClassArchive;
import org.hotline12345.embedded.Pause;
import org.hotline12345.embedded.PidFile;
import org.hotline12345.embedded.Ports;
import org.hotline12345.embedded.Processes;
import org.hotline12345.localstack.home.Home;

/**
 * Class archives of the programs, with which they start sooner. Each is made once for a build and a Java, by a start of the
 * program that finds no database and so ends itself: it has nothing to do with the work of the others.
 */
final class Archives {
    /** Of the start that makes one: its log, its pid file. */
    static final String NAME = "archive";

    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration LONGEST_END = Duration.ofMinutes(3);
    /** Nobody listens there. */
    private static final String NOWHERE = "http://127.0.0.1:9";

    private final Home home;
    private final StackOptions options;
    private final boolean wanted = !"never".equals(System.getenv("HOTLINE_CLASS_ARCHIVES"));

    Archives(Home home, StackOptions options) {
        this.home = home;
        this.options = options;
    }

    /** Options of a virtual machine that starts the program of a part. */
    List<String> use(Part part) {
        return wanted && Files.exists(options.program(part)) ? of(part).use() : List.of();
    }

    /** Makes those that are not there, one after the other. */
    void make(ServiceProgram program, BooleanSupplier enough) {
        for (Part part : options.parts()) {
            if (wanted && part.program() && !enough.getAsBoolean() && !of(part).exists()) {
                make(part, program, enough);
            }
        }
    }

    private void make(Part part, ServiceProgram program, BooleanSupplier enough) {
        ClassArchive archive = of(part);
        int port = Ports.free();
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(program.command(part, archive.make()));
        Map<String, String> environment = program.environment(
                part,
                Map.of(
                        "HOTLINE_HTTP_PORT",
                        Integer.toString(port),
                        "HOTLINE_OIDC_URL",
                        NOWHERE,
                        "HOTLINE_DB_PORT",
                        "9",
                        "QUARKUS_FLYWAY_CONNECT_RETRIES",
                        "0",
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "127.0.0.1:9",
                        "QUARKUS_SHUTDOWN_DELAY",
                        "0s"));
        ChildProcess start = ChildProcess.start(
                new ChildProcess.Plan(NAME, command, environment, home.log(NAME), home.pidFile(NAME)));
        // the desks need no database, and serve
        Pause.until(LONGEST_START, 200, () -> listens(port) || !start.alive() || enough.getAsBoolean());
        if (start.alive()) {
            Processes.signal(start.pid(), "TERM");
        }
        Pause.until(LONGEST_END, 200, () -> !start.alive() || enough.getAsBoolean());
        if (start.alive()) {
            // a cache is put together by a process of its own
            ProcessHandle.of(start.pid()).stream()
                    .flatMap(ProcessHandle::descendants)
                    .forEach(ProcessHandle::destroyForcibly);
            start.kill();
        } else {
            archive.keep();
        }
        new PidFile(home.pidFile(NAME)).delete();
    }

    private static boolean listens(int port) {
        try (var connection = new Socket("127.0.0.1", port)) {
            return connection.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private ClassArchive of(Part part) {
        return new ClassArchive(home.archives(), part.code(), options.program(part));
    }
}
