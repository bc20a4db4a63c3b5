package org.hotline12345.localstack.api;

import java.time.Duration;
import org.hotline12345.localstack.token.Identity;

/** Gives bearer tokens. The local stack signs them itself; elsewhere an identity provider does. */
@FunctionalInterface
public interface TokenSource {
    /**
     * A token that is good for at least {@value HotlineClient#TOKEN_MINUTES} more minutes.
     *
     * @param identity Whom it shall speak for.
     * @return The compact token, without the word Bearer.
     */
    String token(Identity identity);

    /** How long the client may keep a token before it asks again; a source that keeps and renews its own says zero. */
    default Duration kept() {
        return Duration.ofMinutes(HotlineClient.TOKEN_MINUTES);
    }
}
