package org.hotline12345.chassis.feed;

/** What a feed tells about its subject. */
public enum Op {
    /** It is there, in this version. */
    PUT,
    /** It left the reader's view. */
    REMOVE
}
