package org.hotline12345.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.stack.Instance;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.StackOptions;

/**
 * Clocks of single processes that go wrong: the library of <a href="https://github.com/wolfcw/libfaketime">libfaketime</a> answers them for the
 * time of day and asks a file how far to be off. What measures how long something takes is not touched, as when a machine's clock is put.
 *
 * @param home The folder of the stack.
 */
record Clocks(Path home) {
    private static final List<Path> LIBRARIES = List.of(Path.of("/usr/lib"), Path.of("/usr/local/lib"));
    private static final String LIBRARY = "faketime/libfaketimeMT.so.1";
    private static final String FOLDER = "clocks";
    private static final int NEAREST_SECONDS = 5;
    private static final int FARTHEST_SECONDS = 90;
    /** A process looks into its file once a second. */
    private static final long NOTICED_MILLIS = 2_500;

    /** Where the library is; empty where it is not installed. */
    static Optional<Path> library() {
        return LIBRARIES.stream()
                .flatMap(Clocks::withFoldersIn)
                .map(folder -> folder.resolve(LIBRARY))
                .filter(Files::exists)
                .findFirst();
    }

    private static Stream<Path> withFoldersIn(Path folder) {
        try (Stream<Path> within = Files.list(folder)) {
            return Stream.concat(Stream.of(folder), within.toList().stream());
        } catch (IOException notThere) {
            return Stream.empty();
        }
    }

    /** The services' clocks can be put, where the library is. */
    static StackOptions kept(StackOptions options) {
        return library()
                .map(found -> options.withEnvironment("LD_PRELOAD", found.toString())
                        .withEnvironment("FAKETIME_TIMESTAMP_FILE", "{home}/" + FOLDER + "/{instance}")
                        .withEnvironment("FAKETIME_CACHE_DURATION", "1")
                        .withEnvironment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
                        // with its repair of an old glibc the threads of a virtual machine no longer sleep
                        .withEnvironment("FAKETIME_FORCE_MONOTONIC_FIX", "0"))
                .orElse(options);
    }

    /** All are right; a process must find its file when it starts. */
    void right(StackOptions options) {
        Part.services().forEach(service -> options.instances(service).forEach(instance -> set(instance, 0)));
    }

    /** Puts the clock of the process forward or back, and after so many milliseconds right again. */
    void put(Instance instance, Random random, int millis) {
        int seconds = NEAREST_SECONDS + random.nextInt(FARTHEST_SECONDS - NEAREST_SECONDS);
        set(instance, random.nextBoolean() ? seconds : -seconds);
        Pause.millis(NOTICED_MILLIS + millis);
        set(instance, 0);
        Pause.millis(NOTICED_MILLIS);
    }

    /** A file that is half written would end the process. */
    private void set(Instance instance, int seconds) {
        Path file = home.resolve(FOLDER).resolve(instance.code());
        try {
            Files.createDirectories(file.getParent());
            Path next = file.resolveSibling(instance.code() + ".next");
            Files.writeString(next, "%+ds%n".formatted(seconds));
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot put the clock of " + instance.code(), e);
        }
    }
}
