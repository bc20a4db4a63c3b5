package org.hotline12345.localstack.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.hotline12345.localstack.home.Home;
import org.hotline12345.localstack.home.SigningKeys;

/**
 * The token by which the services of this installation call each other, role {@code service}, in a file that they read anew for each
 * call: so it can be exchanged while they run.
 */
public final class ServiceTokenFile {
    /** After so long it is exchanged: long before it ends. */
    static final Duration EXCHANGED_AFTER = TokenIssuer.LIFETIME.dividedBy(2);

    private static final String SUBJECT = "hotline-services";

    private final Home home;
    private final Clock clock;
    private Instant issuedAt = Instant.EPOCH;

    public ServiceTokenFile(Home home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    /** The file; a token that holds stands in it. */
    public synchronized Path fresh() {
        Path file = home.serviceToken();
        Instant now = clock.instant();
        if (issuedAt.plus(EXCHANGED_AFTER).isBefore(now) || !Files.exists(file)) {
            String token = new TokenIssuer(home.signingKeys(), clock).issue(SUBJECT, Set.of(Role.SERVICE), null, null);
            try {
                SigningKeys.writePrivately(file, token + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file, e);
            }
            issuedAt = now;
        }
        return file;
    }
}
