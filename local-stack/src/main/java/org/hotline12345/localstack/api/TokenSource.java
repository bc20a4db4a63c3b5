package org.hotline12345.localstack.api;

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
}
