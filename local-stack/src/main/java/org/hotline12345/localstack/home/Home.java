package org.hotline12345.localstack.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import org.hotline12345.embedded.PidFile;
import org.hotline12345.localstack.language.Problem;

/** The folder of one installation: data, keys, passwords, logs, and who runs on it. Only its owner can enter it. */
public final class Home {
    private static final long LEAST_FREE_BYTES = 1L << 30;
    private static final long LOG_ROTATION_BYTES = 20L << 20;
    private static final String PROGRAMS = "hotline.programs";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;

    private Home(Path folder) {
        this.folder = folder;
    }

    /** Opens the folder, made when it is not there. */
    public static Home at(Path folder) {
        Path path = ownersOnly(folder);
        try {
            for (String part : new String[] {"run", "logs", "keys"}) {
                Files.createDirectories(path.resolve(part));
            }
            return new Home(path);
        } catch (IOException e) {
            throw Problem.because(e, "home.unusable", path, e.getMessage());
        }
    }

    /** The folder, made when it is not there, so that only its owner can enter it. */
    public static Path ownersOnly(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(path)) {
                if (path.getParent() != null) {
                    Files.createDirectories(path.getParent());
                }
                Files.createDirectory(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return path;
        } catch (IOException e) {
            throw Problem.because(e, "home.unusable", path, e.getMessage());
        }
    }

    /** Opens the folder of an installation that was started before; nothing is made where there is none. */
    public static Home existing(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(path.resolve("keys"))) {
            throw Problem.usage("home.unknown", path);
        }
        return at(path);
    }

    /** The folder itself. */
    public Path folder() {
        return folder;
    }

    /** The key pair that signs this installation's tokens. */
    public SigningKeys signingKeys() {
        return SigningKeys.in(folder.resolve("keys"));
    }

    /** Where intake keeps the key ring for citizens' contact data. */
    public Path keyRing() {
        return folder.resolve("keys").resolve("intake-keyring.json");
    }

    /** Where the services keep files of cases, replies and findings, each in a folder of its own. */
    public Path attachments() {
        return folder.resolve("attachments");
    }

    /** The token by which the services call each other. */
    public Path serviceToken() {
        return folder.resolve("keys").resolve("service.token");
    }

    /** Log file of a part. */
    public Path log(String part) {
        return folder.resolve("logs").resolve(part + ".log");
    }

    /** Pid file of a part. */
    public Path pidFile(String part) {
        return folder.resolve("run").resolve(part + ".pid");
    }

    /** Data folder of PostgreSQL or Kafka. */
    public Path data(String part) {
        return folder.resolve(part);
    }

    /** PostgreSQL's unpacked programs. */
    public Path postgresPrograms() {
        return programs().resolve("postgres");
    }

    /** Class archives of the services. */
    public Path archives() {
        return programs().resolve("archives");
    }

    /** Of this folder, unless system property {@value #PROGRAMS} names one for all, as tests do. */
    private Path programs() {
        String shared = System.getProperty(PROGRAMS);
        return shared == null ? folder.resolve("programs") : Path.of(shared).toAbsolutePath();
    }

    /** A random password kept in the folder, by name; made when first asked for. */
    public synchronized String password(String name) {
        Path file = folder.resolve("keys").resolve("passwords.properties");
        try {
            var kept = new Properties();
            if (Files.exists(file)) {
                try (var in = Files.newBufferedReader(file)) {
                    kept.load(in);
                }
            }
            String password = kept.getProperty(name);
            if (password == null) {
                byte[] random = new byte[24];
                RANDOM.nextBytes(random);
                password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
                kept.setProperty(name, password);
                var text = new StringBuilder();
                kept.stringPropertyNames().stream()
                        .sorted()
                        .forEach(key -> text.append(key)
                                .append('=')
                                .append(kept.getProperty(key))
                                .append('\n'));
                SigningKeys.writePrivately(file, text.toString());
            }
            return password;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep passwords in " + file, e);
        }
    }

    /** Refuses to start on a disk that is nearly full: PostgreSQL and Kafka would stop in the middle of work. */
    public void checkDisk() {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < LEAST_FREE_BYTES) {
                throw Problem.of("disk.full", folder, free >> 20, LEAST_FREE_BYTES >> 20);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the free space of " + folder, e);
        }
    }

    /** Takes the folder for this launcher; held until the channel is closed or this JVM ends, however it ends. */
    public FileChannel lock() {
        try {
            FileChannel channel = FileChannel.open(
                    folder.resolve("run").resolve("hotline.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean taken = false;
            try {
                taken = channel.tryLock() != null;
            } catch (OverlappingFileLockException inThisJvm) {
                taken = false;
            }
            if (!taken) {
                channel.close();
                var launcher = launcher().running();
                throw Problem.of(
                        "home.taken", folder, launcher.isPresent() ? Long.toString(launcher.getAsLong()) : "?");
            }
            launcher().write(ProcessHandle.current().pid());
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + folder, e);
        }
    }

    public PidFile launcher() {
        return new PidFile(folder.resolve("run").resolve("hotline.pid"));
    }

    /** Stands in a folder that was begun by a demo: what lies in it is invented. */
    public Path demoMark() {
        return folder.resolve("demo");
    }

    /** Says that this folder is a demo's. */
    public void markAsDemo() {
        try {
            Files.createFile(demoMark());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + demoMark(), e);
        }
    }

    /** Where a running stack's ports are written for other commands. */
    public Path portsFile() {
        return folder.resolve("run").resolve("ports.properties");
    }

    /**
     * Puts large logs aside; one generation is kept. The file itself stays and is emptied, for the process that writes to it goes on at
     * its end; a line written in that moment can be lost.
     */
    public void rotateLogs() {
        try (var logs = Files.newDirectoryStream(folder.resolve("logs"), "*.log")) {
            for (Path log : logs) {
                if (Files.size(log) > LOG_ROTATION_BYTES) {
                    Files.copy(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                    try (var emptied = FileChannel.open(log, StandardOpenOption.WRITE)) {
                        emptied.truncate(0);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot rotate the logs in " + folder, e);
        }
    }
}
