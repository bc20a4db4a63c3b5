package org.hotline12345.intake.contact;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The key ring in use: from the file that {@code HOTLINE_KEYRING} names. A changed file is taken up within seconds; one
 * that cannot be read leaves the ring in use as it is. Without a ring the service does not start.
 */
@ApplicationScoped
public class KeyRings {
    private static final Logger LOG = Logger.getLogger(KeyRings.class);

    private final Optional<String> file;
    private volatile KeyRing ring;
    private volatile FileTime taken;

    public KeyRings(@ConfigProperty(name = "hotline.keyring") Optional<String> file) {
        this.file = file.filter(name -> !name.isBlank());
    }

    void start(@Observes @Priority(1) StartupEvent event) throws IOException {
        if (file.isEmpty()) {
            throw new IllegalStateException("未配置密钥环 no key ring: set HOTLINE_KEYRING to a file made by "
                    + KeyRingCommand.class.getName() + " create FILE");
        }
        load();
    }

    /** The ring in use. */
    public KeyRing current() {
        return ring;
    }

    /** Takes up the file as it is now. */
    public void load() throws IOException {
        Path path = Path.of(file.orElseThrow());
        FileTime changed = Files.getLastModifiedTime(path);
        ring = KeyRing.read(path);
        taken = changed;
    }

    @Scheduled(every = "10s", delayed = "10s", identity = "key-ring")
    void takeUpChange() {
        try {
            if (!Files.getLastModifiedTime(Path.of(file.orElseThrow())).equals(taken)) {
                load();
                LOG.info("The changed key ring was taken up");
            }
        } catch (IOException e) {
            LOG.error("The key ring cannot be read; the one in use stays", e);
        }
    }
}
