package org.hotline12345.localstack.token;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The roles a token can carry, as the services know them. */
public enum Role {
    /** 受理员. */
    AGENT("agent"),
    /** 派单员. */
    DISPATCHER("dispatcher"),
    /** 承办人. */
    UNIT_HANDLER("unit-handler"),
    /** 处室负责人. */
    UNIT_REVIEWER("unit-reviewer"),
    /** 分管领导、主要领导. */
    UNIT_LEADER("unit-leader"),
    /** 审核员. */
    CENTRE_REVIEWER("centre-reviewer"),
    /** 督办员. */
    SUPERVISOR("supervisor"),
    /** 回访员. */
    CALLBACK_AGENT("callback-agent"),
    /** 考评员. */
    EVALUATOR("evaluator"),
    /** 热线办领导. */
    OFFICE_LEADER("office-leader"),
    /** Reads the access log. */
    AUDITOR("auditor"),
    /** Moves history in. */
    IMPORTER("importer"),
    /** Keeps master data. */
    ADMIN("admin"),
    /** A service calling another. */
    SERVICE("service");

    private final String code;

    Role(String code) {
        this.code = code;
    }

    /** As it stands in the claim {@code groups}. */
    public String code() {
        return code;
    }

    /** The role of a code. */
    public static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(r -> r.code.equals(code)).findFirst();
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(Role::code).toList();
    }

    /** People of a unit; their token names it. */
    public boolean ofUnit() {
        return this == UNIT_HANDLER || this == UNIT_REVIEWER || this == UNIT_LEADER;
    }
}
