package org.hotline12345.dispatch.deputy.model;

import java.util.Arrays;
import java.util.Optional;

/** The roles of a unit's people that a deputy can take over. */
public enum Role {
    /** 处室负责人: reviews replies. */
    UNIT_REVIEWER("unit-reviewer"),
    /** 分管领导、主要领导: signs replies off, reads and instructs. */
    UNIT_LEADER("unit-leader");

    private final String code;

    Role(String code) {
        this.code = code;
    }

    /** As tokens name it. */
    public String code() {
        return code;
    }

    /** The role of a code. */
    public static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(role -> role.code.equals(code)).findFirst();
    }
}
