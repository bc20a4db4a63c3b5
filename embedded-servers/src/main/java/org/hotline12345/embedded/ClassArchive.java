package org.hotline12345.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The classes of a program, read, checked and linked beforehand and kept in a file that a virtual machine maps: an ahead-of-time cache
 * from Java 25 on, before it an archive of class data sharing. A virtual machine compares it with itself and with the program's jars,
 * and starts without one that does not fit or is broken.
 */
public final class ClassArchive {
    private static final boolean AHEAD_OF_TIME = Runtime.version().feature() >= 25;

    private final Path folder;
    private final String name;
    private final String build;

    /**
     * The archive for this Java and for a program as it was built, whether it is there or not.
     *
     * @param folder where archives are kept
     * @param name of the program
     * @param jar of the program, written anew by each build
     */
    public ClassArchive(Path folder, String name, Path jar) {
        this.folder = folder;
        this.name = name;
        try {
            this.build = Integer.toHexString(jar.toAbsolutePath().hashCode()) + "-"
                    + Long.toHexString(Files.getLastModifiedTime(jar).toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + jar, e);
        }
    }

    /** Whether it was made. */
    public boolean exists() {
        return Files.exists(file());
    }

    /** Options of a virtual machine that starts with it; none while it was not made. */
    public List<String> use() {
        return exists() ? List.of((AHEAD_OF_TIME ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file()) : List.of();
    }

    /** Options of a virtual machine that makes it when it ends in good order; then comes {@link #keep()}. */
    public List<String> make() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
        return List.of((AHEAD_OF_TIME ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + draft());
    }

    /** Puts what was made in its place, and removes the program's archives for other builds and other Javas; false where nothing was made. */
    public boolean keep() {
        try {
            if (!Files.exists(draft())) {
                return false;
            }
            try (var others = Files.newDirectoryStream(folder, name + "@*")) {
                for (Path other : others) {
                    if (!other.equals(draft())) {
                        Files.delete(other);
                    }
                }
            }
            Files.move(draft(), file(), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + file(), e);
        }
    }

    private Path file() {
        return folder.resolve(name + "@" + Runtime.version() + "-" + build + (AHEAD_OF_TIME ? ".aot" : ".jsa"));
    }

    private Path draft() {
        return folder.resolve(name + "@new");
    }
}
