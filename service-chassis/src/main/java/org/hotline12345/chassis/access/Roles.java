package org.hotline12345.chassis.access;

import java.util.Set;

/** Roles in the token's {@code groups}. */
public final class Roles {
    /** Hotline agent 受理员. */
    public static final String AGENT = "agent";
    /** Dispatcher 派单员. */
    public static final String DISPATCHER = "dispatcher";
    /** Unit handler 承办人. */
    public static final String UNIT_HANDLER = "unit-handler";
    /** Unit reviewer 处室负责人. */
    public static final String UNIT_REVIEWER = "unit-reviewer";
    /** Unit leader 分管领导、主要领导. */
    public static final String UNIT_LEADER = "unit-leader";
    /** Centre reviewer 审核员. */
    public static final String CENTRE_REVIEWER = "centre-reviewer";
    /** Supervisor 督办员. */
    public static final String SUPERVISOR = "supervisor";
    /** Callback agent 回访员. */
    public static final String CALLBACK_AGENT = "callback-agent";
    /** Evaluation staff 考评员. */
    public static final String EVALUATOR = "evaluator";
    /** Office leader 热线办领导. */
    public static final String OFFICE_LEADER = "office-leader";
    /** Auditor 审计员. */
    public static final String AUDITOR = "auditor";
    /** Importer of history 历史数据导入. */
    public static final String IMPORTER = "importer";
    /** Administrator of master data and operation 管理员. */
    public static final String ADMIN = "admin";
    /** Another service of the suite. */
    public static final String SERVICE = "service";

    /** Roles whose holders are confined to their unit and its subordinates. */
    public static final Set<String> OF_UNITS = Set.of(UNIT_HANDLER, UNIT_REVIEWER, UNIT_LEADER);

    /** Roles of the office, not confined to a unit. */
    public static final Set<String> OF_OFFICE = Set.of(
            AGENT,
            DISPATCHER,
            CENTRE_REVIEWER,
            SUPERVISOR,
            CALLBACK_AGENT,
            EVALUATOR,
            OFFICE_LEADER,
            AUDITOR,
            IMPORTER,
            ADMIN,
            SERVICE);

    /** Everybody who works on replies in a unit. */
    public static final Set<String> UNIT_PEOPLE = OF_UNITS;

    /** Those who answer for what a unit does, 处室负责人与领导. */
    public static final Set<String> UNIT_LEADS = Set.of(UNIT_REVIEWER, UNIT_LEADER);

    /** Takers-in of cases: by telephone, or from another system. */
    public static final Set<String> CASE_TAKERS = Set.of(AGENT, IMPORTER);

    /** Those who read a case in intake. */
    public static final Set<String> READERS_OF_CASES =
            Set.of(AGENT, DISPATCHER, SUPERVISOR, CALLBACK_AGENT, EVALUATOR, IMPORTER, SERVICE);

    private Roles() {}
}
