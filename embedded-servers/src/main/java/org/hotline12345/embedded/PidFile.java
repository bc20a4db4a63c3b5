package org.hotline12345.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file that names a process by its number and its start. A number alone may belong to a stranger after a reboot, so
 * nothing is stopped unless the start agrees too.
 */
public final class PidFile {
    /** The start is computed from the boot time, which moves by up to a second when the clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final Path file;

    /** A pid file at this place; it need not exist yet. */
    public PidFile(Path file) {
        this.file = file;
    }

    /** Writes number and start of a running process. */
    public void write(long pid) {
        Instant start = Processes.startOf(pid).orElse(Instant.EPOCH);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(draft, pid + "\n" + start.toEpochMilli() + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the pid file " + file, e);
        }
    }

    /** The number of the process this file names, if that very process runs now. */
    public OptionalLong running() {
        return read().filter(PidFile::isThatProcess)
                .map(entry -> OptionalLong.of(entry.pid()))
                .orElseGet(OptionalLong::empty);
    }

    /** The file names a process that no longer runs, or is not readable. */
    public boolean stale() {
        return Files.exists(file) && running().isEmpty();
    }

    /** Removes the file. */
    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the pid file " + file, e);
        }
    }

    private static boolean isThatProcess(Entry entry) {
        if (!Processes.alive(entry.pid())) {
            return false;
        }
        return Processes.startOf(entry.pid())
                .map(start -> Duration.between(start, entry.start()).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }

    private Optional<Entry> read() {
        try {
            List<String> lines = Files.readAllLines(file);
            return Optional.of(new Entry(
                    Long.parseLong(lines.get(0).trim()),
                    Instant.ofEpochMilli(Long.parseLong(lines.get(1).trim()))));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException unreadable) {
            return Optional.empty();
        }
    }

    private record Entry(long pid, Instant start) {}
}
