package org.hotline12345.dispatch.reply.model;

/** What the serious flags of a reply do. */
public enum CheckMode {
    /** They are shown to the author and those who review. */
    ADVISE,
    /** The reply is not accepted until they are gone. History moved in is never blocked. */
    BLOCK
}
