package org.hotline12345.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The committed description of a service's interface is the one it serves. {@code -Dhotline.openapi.write=true} writes it anew
 * after a wanted change.
 */
public final class OpenApiContract {
    private OpenApiContract() {}

    /** Compares what a service serves at {@code /q/openapi} with {@code docs/api/<service>.yaml}. */
    public static void holds(String service, String served) {
        Path committed = ProjectRoot.find().resolve("docs/api").resolve(service + ".yaml");
        try {
            if (Boolean.getBoolean("hotline.openapi.write")) {
                Files.createDirectories(committed.getParent());
                Files.writeString(committed, served);
            }
            assertThat(served)
                    .as(
                            "the interface of %s; if the change is wanted: ./mvnw -pl %s-service test -Dtest=OpenApiTest"
                                    + " -Dhotline.openapi.write=true",
                            service, service)
                    .isEqualTo(Files.readString(committed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
