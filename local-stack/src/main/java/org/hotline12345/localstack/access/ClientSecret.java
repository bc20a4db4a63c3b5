package org.hotline12345.localstack.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hotline12345.localstack.language.Problem;

/** The secret of a service account. It comes by a file or the environment: what stands on a command line every user of the machine reads. */
final class ClientSecret {
    static final String VARIABLE = "HOTLINE_CLIENT_SECRET";

    private ClientSecret() {}

    /** The secret in the file, or in the environment where no file is given. */
    static String in(Path file) {
        String secret;
        try {
            secret = file == null ? System.getenv(VARIABLE) : Files.readString(file);
        } catch (IOException e) {
            throw Problem.usage("url.secret.unreadable", file, e.getMessage());
        }
        if (secret == null || secret.isBlank()) {
            throw Problem.usage("url.secret.missing", VARIABLE);
        }
        return secret.strip();
    }
}
