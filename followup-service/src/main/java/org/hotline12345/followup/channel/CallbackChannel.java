package org.hotline12345.followup.channel;

/**
 * A way to reach citizens by a machine. An implementation is a bean of one of the two kinds below; what an administrator registers
 * for it is a {@link Registration}. The service ships {@link HttpChannel} and {@link CsvChannel}; docs/followup.md says how to
 * write another.
 */
public sealed interface CallbackChannel permits SendingChannel, CollectedChannel {
    /** The name by which it is registered, in capital letters. */
    String transport();
}
