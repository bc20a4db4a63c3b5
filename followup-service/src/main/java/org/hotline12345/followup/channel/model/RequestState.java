package org.hotline12345.followup.channel.model;

/** Where an asking stands. */
public enum RequestState {
    /** To be sent, for the first time or again. */
    WAITING,
    SENT,
    /** The citizen has the message, or heard the robot. */
    DELIVERED,
    ANSWERED,
    FAILED,
    /** Nothing came within the plan's spacing. */
    EXPIRED,
    /** The callback was no longer needed. */
    CANCELLED
}
