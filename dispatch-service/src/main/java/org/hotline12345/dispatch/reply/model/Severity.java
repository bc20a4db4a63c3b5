package org.hotline12345.dispatch.reply.model;

/** How much a flag weighs. */
public enum Severity {
    /** The citizen is not answered, or is told what cannot be so; blocks where the unit's policy blocks. */
    SERIOUS,
    /** The reply would be better for it. Never blocks. */
    ADVICE
}
