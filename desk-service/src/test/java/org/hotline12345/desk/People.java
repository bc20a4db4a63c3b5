package org.hotline12345.desk;

import java.util.List;
import org.hotline12345.embedded.signin.Person;

/** As whom the tests sign in. */
public final class People {
    public static final Person AGENT = ofTheHotline("受理员-01", "王敏", "受理员", "agent");
    public static final Person DISPATCHER = ofTheHotline("派单员-01", "李静", "派单员", "dispatcher");
    public static final Person CENTRE_REVIEWER = ofTheHotline("审核员-01", "张丽", "审核员", "centre-reviewer");
    public static final Person SUPERVISOR = ofTheHotline("督办员-01", "刘强", "督办员", "supervisor");
    public static final Person CALLBACK_AGENT = ofTheHotline("回访员-01", "陈磊", "回访员", "callback-agent");
    public static final Person EVALUATOR = ofTheHotline("考评员-01", "杨洋", "考评员", "evaluator");
    public static final Person OFFICE_LEADER = ofTheHotline("热线办主任", "黄勇", "热线办领导", "office-leader");
    public static final Person AUDITOR = ofTheHotline("审计员-01", "赵艳", "审计员", "auditor");
    public static final Person ADMIN = ofTheHotline("管理员-01", "周杰", "管理员", "admin");
    public static final Person HANDLER = ofUnit("承办人-W", "周敏", "承办人", "unit-handler", null);
    public static final Person REVIEWER = ofUnit("处长-W", "吴娟", "处室负责人", "unit-reviewer", null);
    public static final Person LEADER = ofUnit("分管领导-W", "徐涛", "主要领导", "unit-leader", "PRINCIPAL");
    public static final Person NOBODY = new Person("临时-01", "吴迪", "没有岗位", List.of(), null, null);

    static final List<Person> ALL = List.of(
            AGENT,
            DISPATCHER,
            CENTRE_REVIEWER,
            SUPERVISOR,
            CALLBACK_AGENT,
            EVALUATOR,
            OFFICE_LEADER,
            AUDITOR,
            ADMIN,
            HANDLER,
            REVIEWER,
            LEADER,
            NOBODY);

    private People() {}

    private static Person ofTheHotline(String subject, String name, String post, String role) {
        return new Person(subject, name, "热线中心 " + post, List.of(role), null, null);
    }

    private static Person ofUnit(String subject, String name, String post, String role, String level) {
        return new Person(subject, name, "市水务局 " + post, List.of(role), "W", level);
    }
}
