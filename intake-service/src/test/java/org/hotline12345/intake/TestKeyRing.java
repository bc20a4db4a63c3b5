package org.hotline12345.intake;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Gives the service under test a fresh key ring, made by the same command that installations use. */
public final class TestKeyRing implements QuarkusTestResourceLifecycleManager {
    /** System property: the file. */
    static final String FILE = "hotline.test.keyring";

    @Override
    public Map<String, String> start() {
        try {
            Path file = Files.createTempDirectory("keyring").resolve("ring.json");
            int status = org.hotline12345.intake.contact.KeyRingCommand.run(
                    new java.io.PrintWriter(new java.io.StringWriter()), "create", file.toString());
            if (status != 0) {
                throw new IllegalStateException("no key ring was made");
            }
            System.setProperty(FILE, file.toString());
            return Map.of(
                    "hotline.keyring",
                    file.toString(),
                    "hotline.intake.channels.CITY_BRAIN.zh",
                    "城市大脑",
                    "hotline.intake.channels.CITY_BRAIN.en",
                    "City brain");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // the folder is a temporary one
    }
}
