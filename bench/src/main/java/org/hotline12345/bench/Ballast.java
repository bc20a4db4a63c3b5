package org.hotline12345.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.home.ProjectFolder;

/** A file that takes what is left of a disk for a while. */
final class Ballast {
    private static final long SMALL_BYTES = 20L << 30;
    private static final int BLOCK_BYTES = 1 << 20;
    private static final int LAST_BYTES = 512;

    private Ballast() {}

    /** Whether a folder lies on a small disk of its own, so that nobody else suffers and it is soon full. */
    static boolean fits(Path folder) {
        try {
            FileStore disk = Files.getFileStore(folder);
            return disk.getTotalSpace() < SMALL_BYTES
                    && !disk.equals(Files.getFileStore(Path.of("/")))
                    && !disk.equals(Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir"))))
                    && !disk.equals(Files.getFileStore(ProjectFolder.find()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell the disk of " + folder, e);
        }
    }

    /** Fills the disk for so many milliseconds; what becomes free meanwhile is taken too. */
    static void fill(Path folder, int millis) {
        Path file = folder.resolve("ballast");
        long end = System.nanoTime() + millis * 1_000_000L;
        try {
            reserve(folder, file);
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                do {
                    fill(out, BLOCK_BYTES);
                    fill(out, LAST_BYTES);
                    Pause.millis(50);
                } while (System.nanoTime() < end);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot fill the disk of " + folder, e);
        }
    }

    /** Most of it without writing, where the system can do that: gigabytes of a disk in memory take a minute to write. */
    private static void reserve(Path folder, Path file) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace() - BLOCK_BYTES;
            var reserving = new ProcessBuilder("fallocate", "--length", Long.toString(free), file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            if (free > 0) {
                reserving.start().waitFor();
            }
        } catch (IOException cannot) {
            // then all of it is written
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fill(OutputStream out, int size) {
        byte[] block = new byte[size];
        try {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // which is what is wanted
            return;
        }
    }
}
