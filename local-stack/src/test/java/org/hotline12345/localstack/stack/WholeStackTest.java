package org.hotline12345.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.hotline12345.embedded.ChildProcess;
import org.hotline12345.embedded.Processes;
import org.hotline12345.localstack.LocalStack;
import org.hotline12345.localstack.language.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All six processes, with stand-ins for the services, so that it runs without a build of them. */
class WholeStackTest {
    @TempDir
    Path folder;

    private StackOptions options;

    @BeforeEach
    void putStandInsInPlace() throws IOException {
        options = standIns(folder);
        for (Part service : Part.services()) {
            standIn(options.program(service));
        }
        Path keys = folder.resolve("home/keys");
        Files.createDirectories(keys);
        Files.writeString(keys.resolve("intake-keyring.json"), "{}");
    }

    @Test
    void everything_starts_tells_its_ports_and_ends_with_its_launcher() {
        List<Long> processes = new ArrayList<>();
        try (var stack = Stack.start(home(), options)) {
            for (Instance instance : options.instances()) {
                processes.add(stack.process(instance).orElseThrow().pid());
            }
            assertThat(processes).allMatch(Processes::alive);
            assertThat(RunningStack.on(home()).orElseThrow().ports()).isEqualTo(options.ports());
            assertThat(RunningStack.on(home()).orElseThrow().further()).isEqualTo(options.further());
            assertThat(status()).isZero();
            stack.kill(new Instance(Part.DISPATCH, 2));
            assertThat(status()).isEqualTo(1);
        }

        assertThat(processes).noneMatch(Processes::alive);
        assertThat(RunningStack.on(home())).isEmpty();
        assertThat(status()).isEqualTo(1);
    }

    @Test
    void a_killed_service_comes_back_by_supervision_and_a_stopped_one_does_not() {
        try (var stack = Stack.start(home(), options)) {
            long first = stack.process(Part.DISPATCH).orElseThrow().pid();
            Processes.signal(first, "KILL");
            Processes.awaitEnd(first, Duration.ofSeconds(5));
            stack.stop(Part.FOLLOWUP);

            new Supervision(stack, Progress.SILENT).look();

            assertThat(stack.running(Part.DISPATCH)).isTrue();
            assertThat(stack.process(Part.DISPATCH).orElseThrow().pid()).isNotEqualTo(first);
            assertThat(stack.running(Part.FOLLOWUP)).isFalse();
        }
    }

    @Test
    void a_service_that_cannot_start_is_said_with_the_end_of_its_log_and_the_rest_is_stopped() {
        var failing = options.withEnvironment("STAND_IN_FAILS", "followup");

        assertThatThrownBy(() -> Stack.start(home(), failing))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("followup")
                .hasMessageContaining("no database of that name");

        assertThat(Arrays.stream(Part.values())
                        .map(part -> ChildProcess.find(
                                part.code(), folder.resolve("home/run/" + part.code() + ".pid"), null))
                        .filter(java.util.Optional::isPresent))
                .isEmpty();
    }

    @Test
    void all_that_a_killed_launcher_left_is_stopped_by_the_next_start() throws Exception {
        Process launcher = new ProcessBuilder(
                        ChildProcess.java(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledLauncher.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("launcher.out").toFile())
                .start();
        assertThat(launcher.waitFor(300, TimeUnit.SECONDS)).isTrue();
        List<Long> orphans = new ArrayList<>();
        for (Instance instance : options.instances()) {
            orphans.add(Long.parseLong(Files.readAllLines(folder.resolve("home/run/" + instance.code() + ".pid"))
                    .get(0)));
        }
        assertThat(orphans).allMatch(Processes::alive);

        Stack.open(home(), options, Progress.SILENT).close();

        assertThat(orphans).noneMatch(Processes::alive);
    }

    /** A launcher that gets SIGKILL when everything runs, and leaves it behind. */
    public static final class KilledLauncher {
        private KilledLauncher() {}

        /** Argument: the folder with the stand-ins. */
        public static void main(String[] args) {
            Path folder = Path.of(args[0]);
            Stack.start(folder.resolve("home"), standIns(folder));
            Processes.signal(ProcessHandle.current().pid(), "KILL");
        }
    }

    private static StackOptions standIns(Path folder) {
        StackOptions options = StackOptions.defaults().withInstances(2).withFreePorts();
        return new StackOptions(
                folder,
                options.ports(),
                options.further(),
                options.kafkaControllerPort(),
                true,
                "48m",
                options.environment(),
                options.database(),
                false);
    }

    private int status() {
        return LocalStack.commandLine().execute("status", "--home", home().toString());
    }

    private Path home() {
        return folder.resolve("home");
    }

    private static void standIn(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInService.class.getName());
        String entry = StandInService.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var in = StandInService.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
            out.closeEntry();
        }
    }
}
