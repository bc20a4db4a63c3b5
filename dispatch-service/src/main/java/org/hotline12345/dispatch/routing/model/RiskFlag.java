package org.hotline12345.dispatch.routing.model;

import java.util.List;

/** A risk that words of a message speak of. */
public record RiskFlag(Kind kind, List<String> words) {
    public RiskFlag {
        words = List.copyOf(words);
    }

    /** Kinds of risk. */
    public enum Kind {
        /** Somebody may harm himself. 轻生. */
        SELF_HARM,
        /** Somebody is hurt or threatened. 暴力. */
        VIOLENCE,
        /** Life or health is in danger. 险情. */
        DANGER,
        /** A crowd gathers. 聚集. */
        CROWD
    }
}
