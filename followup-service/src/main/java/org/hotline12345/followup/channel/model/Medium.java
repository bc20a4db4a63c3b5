package org.hotline12345.followup.channel.model;

/** How a channel reaches a citizen. */
public enum Medium {
    /** A message with the link to the survey page, 短信. */
    SMS,
    /** A voice robot that tells the result and asks the questions, 智能语音. */
    VOICE
}
