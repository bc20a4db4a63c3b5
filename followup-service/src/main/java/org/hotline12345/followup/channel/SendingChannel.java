package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Uni;

/** A channel to which the service sends each message by itself. */
public non-sealed interface SendingChannel extends CallbackChannel {
    /** What became of a message. */
    enum Outcome {
        /** The channel has it; a repetition of one it has counts as this too. */
        ACCEPTED,
        /** It failed in a way that may pass: it is sent again later. */
        TRY_AGAIN,
        /** The channel will never take it. */
        REFUSED
    }

    /**
     * What came of sending.
     *
     * @param outcome What became of the message.
     * @param detail Why, for the administrator; never anything of the citizen.
     */
    record Sent(Outcome outcome, String detail) {}

    /** Whether an address can be registered. */
    boolean accepts(String url);

    /**
     * Sends a message. It is sent again under the same id when the answer was lost: the other side must take a repetition for
     * the same message. An exception counts as {@link Outcome#TRY_AGAIN}.
     */
    Uni<Sent> send(Registration to, Message message);
}
