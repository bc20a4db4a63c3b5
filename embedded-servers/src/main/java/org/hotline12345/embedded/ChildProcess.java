package org.hotline12345.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A process started by us, with a log file and a pid file. It runs in a session of its own, so that Ctrl-C in the
 * terminal reaches only the launcher, which then stops its children in the right order.
 */
public final class ChildProcess {
    /**
     * Options of virtual machines that serve: the compiler inlines less deeply. Reactive calls are long chains; inlined as far as it
     * would, each of them grows into very large code again and again, and compiling takes half of two cores for many minutes.
     */
    public static final List<String> SHALLOW_INLINING =
            List.of("-XX:MaxInlineLevel=9", "-XX:InlineSmallCode=1000", "-XX:FreqInlineSize=150");

    /**
     * Memory in pages of 2 MB where Linux offers them to who asks. A heap is walked at random; with pages of 4 KB each step also looks
     * for its page, and on a virtual machine, above all on a crowded host, that costs more than the step: five times as much in a
     * random walk over 256 MB, a hundred times while the host was short of memory. Other systems do not know the option and pass it by.
     */
    public static final List<String> LARGE_PAGES =
            List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UseTransparentHugePages");

    /**
     * Options of virtual machines that live for minutes: only the quick compiler, with which alone they would keep 48 MB for what is
     * compiled: too little; and no collection of the whole heap each time that so many more classes are there, three in a start.
     */
    public static final List<String> QUICK =
            List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=128m", "-XX:MetaspaceSize=192m");

    /** Options that only some versions of Java have: smaller objects, and no warnings of what libraries do that a later Java will refuse. */
    public static final List<String> OF_THIS_JAVA = Runtime.version().feature() >= 25
            ? List.of(
                    "-XX:+UseCompactObjectHeaders",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow")
            : List.of();

    private static final boolean SETSID = onPath("setsid");

    private final String name;
    private final long pid;
    private final PidFile pidFile;
    private final Path log;

    private ChildProcess(String name, long pid, PidFile pidFile, Path log) {
        this.name = name;
        this.pid = pid;
        this.pidFile = pidFile;
        this.log = log;
    }

    /**
     * What to start.
     *
     * @param name for messages
     * @param command program and arguments
     * @param environment added to this process's environment
     * @param log standard output and error are appended here
     * @param pidFile where number and start are kept
     */
    public record Plan(String name, List<String> command, Map<String, String> environment, Path log, Path pidFile) {}

    /** Starts the process; it need not be ready when this returns. */
    public static ChildProcess start(Plan plan) {
        List<String> command = new ArrayList<>();
        if (SETSID) {
            command.add("setsid");
        }
        command.addAll(plan.command());
        try {
            Files.createDirectories(plan.log().toAbsolutePath().getParent());
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(plan.log().toFile()));
            builder.environment().putAll(plan.environment());
            Process process = builder.start();
            var pidFile = new PidFile(plan.pidFile());
            pidFile.write(process.pid());
            return new ChildProcess(plan.name(), process.pid(), pidFile, plan.log());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + plan.name(), e);
        }
    }

    /** The command line of a JVM like this one, without its options. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * Stops the process a pid file names, if that very process still runs, and removes the file.
     *
     * @return whether something was stopped
     */
    public static boolean stopOrphan(Path pidFile, String signal, Duration patience) {
        var file = new PidFile(pidFile);
        OptionalLong running = file.running();
        running.ifPresent(pid -> stop(pid, signal, patience));
        file.delete();
        return running.isPresent();
    }

    /** A process started earlier, perhaps by another JVM, found by its pid file. */
    public static java.util.Optional<ChildProcess> find(String name, Path pidFile, Path log) {
        var file = new PidFile(pidFile);
        OptionalLong running = file.running();
        return running.isPresent()
                ? java.util.Optional.of(new ChildProcess(name, running.getAsLong(), file, log))
                : java.util.Optional.empty();
    }

    /** What it is called in messages. */
    public String name() {
        return name;
    }

    /** Its process number. */
    public long pid() {
        return pid;
    }

    /** Whether it runs. */
    public boolean alive() {
        return Processes.alive(pid);
    }

    /** Its log file. */
    public Path log() {
        return log;
    }

    /** Asks it to end by SIGTERM, and kills it when it has not ended after the time given. */
    public void stop(Duration patience) {
        stop("TERM", patience);
    }

    /** Asks it to end by a signal, and kills it when it has not ended after the time given. */
    public void stop(String signal, Duration patience) {
        stop(pid, signal, patience);
        pidFile.delete();
    }

    /** SIGKILL: it gets no chance to clean up. Returns when it is gone. */
    public void kill() {
        Processes.signal(pid, "KILL");
        Processes.awaitEnd(pid, Duration.ofSeconds(20));
    }

    /** The last lines of its log, for a message to the reader. */
    public String lastLines(int count) {
        return lastLines(log, count);
    }

    /** The last lines of a log file; empty when there is none. */
    public static String lastLines(Path log, int count) {
        try {
            List<String> lines = List.of(new String(Files.readAllBytes(log), StandardCharsets.UTF_8).split("\n"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
        } catch (IOException absent) {
            return "";
        }
    }

    private static void stop(long pid, String signal, Duration patience) {
        Processes.signal(pid, signal);
        if (!Processes.awaitEnd(pid, patience)) {
            Processes.signal(pid, "KILL");
            Processes.awaitEnd(pid, Duration.ofSeconds(10));
        }
    }

    private static boolean onPath(String program) {
        String path = new HashMap<>(System.getenv()).getOrDefault("PATH", "");
        for (String folder : path.split(File.pathSeparator)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
