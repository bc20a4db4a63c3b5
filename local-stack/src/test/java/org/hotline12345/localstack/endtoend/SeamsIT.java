package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReturnRequested;
import org.hotline12345.events.WorkOrderSigned;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.events.course.CourseEnd;
import org.hotline12345.events.course.CoursePhase;
import org.hotline12345.localstack.account.CaseStream;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.stack.Part;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What two services decide at the same time, on the whole suite: one of them hears nothing or is not heard while the other decides.
 * Once all is delivered, all four say the same of the case, nothing that is open is without a clock, and nothing that has ended has
 * one.
 */
@ExtendWith(SharedSuite.class)
class SeamsIT {
    private static final String TEXT = "康平街与同志街交汇处的路灯从上周开始不亮，晚上行人看不见路，请派人维修";
    private static final String PHONE = "19910002001";

    /** Assessment keeps the course with the fact that the last event was about. */
    private static final String ASSESSED = """
            select f.course
            from (
              select case_id, course, position
              from case_fact
              union all
              select case_id, course, position
              from round_fact
              where course is not null) f
            where f.case_id = ?
            order by f.position desc
            limit 1
            """;

    /** What a unit may still owe when the citizen is content. */
    private static final List<String> OWED_WHEN_CLOSED = List.of("INFORM", "REVIEW");

    private static Desks desks;
    private static String answered;

    @BeforeAll
    static void answerOneCase() {
        desks = new Desks(SharedSuite.client());
        answered = register("路灯不亮");
        desks.answer(desks.openOrder(answered));
        // one citizen is called back about one case at a time
        desks.callBack(Map.of(answered, true));
        desks.awaitStatus(answered, "CLOSED");
    }

    private static String register(String title) {
        return desks.register(title, TEXT, "C010204", PHONE, Map.of())
                .path("caseId")
                .asText();
    }

    /** A case that all know to be with its unit. */
    private static JsonNode dispatched(String title) {
        String caseId = register(title);
        JsonNode order = desks.openOrder(caseId);
        desks.awaitStatus(caseId, "DISPATCHED");
        return order;
    }

    private static String caseOf(JsonNode order) {
        return order.path("caseId").asText();
    }

    /** Two people find that the case says nothing new. */
    private static void link(String caseId) {
        String link = Desks.post(
                        desks.agent(),
                        ServiceName.INTAKE,
                        "/cases/" + caseId + "/links",
                        Map.of("earlierCaseId", answered, "reason", "与上次相同，路灯已修好"))
                .path("linkId")
                .asText();
        Desks.post(
                desks.dispatcher(),
                ServiceName.INTAKE,
                "/links/" + link + "/decision",
                Map.of("accepted", true, "told", "路灯已修复，原答复继续有效，如仍不亮请再次来电"));
    }

    private static void withdraw(String caseId) {
        Desks.post(desks.agent(), ServiceName.INTAKE, "/cases/" + caseId + "/withdrawal", Map.of("reason", "已自行解决"));
    }

    private static void awaitEvent(String caseId, Class<? extends CaseEvent> type) {
        String name = EventCatalogue.typeOf(type);
        await(name)
                .atMost(Desks.PATIENCE)
                .until(() -> CaseStream.read(SharedSuite.stack().kafkaBootstrap()).stream()
                        .anyMatch(entry ->
                                entry.caseId().equals(caseId) && entry.type().equals(name)));
    }

    @Test
    void a_link_while_an_unsigned_unit_asks_to_return_the_case_ends_it() throws SQLException {
        JsonNode order = dispatched("路灯不亮，已申请退单");
        String caseId = caseOf(order);
        Desks.post(
                desks.unit(order, "unit-handler"),
                ServiceName.DISPATCH,
                Desks.path(order) + "/return-request",
                Map.of("reason", "该路段路灯不属于本单位管养"));
        awaitEvent(caseId, ReturnRequested.class);
        awaitAll(caseId, CaseCourse::returnOpen);

        link(caseId);

        var course = awaitAll(caseId, CaseCourse::isEnded);
        assertThat(course.end()).isEqualTo(CourseEnd.NOT_ACCEPTED);
        assertClocksFit(caseId, course);
    }

    @Test
    void behind_the_signature_the_unit_wins_over_link_answer_and_refusal() throws SQLException {
        JsonNode toLink = dispatched("路灯不亮，签收后关联");
        JsonNode toAnswer;
        JsonNode toRefuse;
        try (var deaf = Held.deaf(SharedSuite.stack(), Part.INTAKE)) {
            toAnswer = desks.openOrder(register("路灯不亮，签收后答复"));
            toRefuse = desks.openOrder(register("路灯不亮，签收后不受理"));
            for (JsonNode order : List.of(toLink, toAnswer, toRefuse)) {
                desks.sign(order);
                awaitEvent(caseOf(order), WorkOrderSigned.class);
            }
            link(caseOf(toLink));
            Desks.post(
                    desks.agent(),
                    ServiceName.INTAKE,
                    "/cases/" + caseOf(toAnswer) + "/direct-answer",
                    Map.of("text", "路灯已列入维修计划", "by", "AGENT"));
            Desks.post(
                    desks.agent(),
                    ServiceName.INTAKE,
                    "/cases/" + caseOf(toRefuse) + "/non-acceptance",
                    Map.of("reason", "LEGAL_ROUTE", "told", "请向法院起诉"));
        }
        for (JsonNode order : List.of(toLink, toAnswer, toRefuse)) {
            var course = awaitAll(caseOf(order), it -> it.signed());
            assertThat(course.phase()).isEqualTo(CoursePhase.WITH_UNIT);
            // what intake said by itself stands until its own event has come back
            desks.awaitStatus(caseOf(order), "IN_PROGRESS");
            assertClocksFit(caseOf(order), course);
            desks.reply(order);
            desks.callBack(Map.of(caseOf(order), true));
            course = awaitAll(caseOf(order), CaseCourse::isEnded);
            assertThat(course.end()).isEqualTo(CourseEnd.CLOSED);
            assertClocksFit(caseOf(order), course);
        }
    }

    @Test
    void before_a_signature_that_only_dispatch_knows_of_the_link_ends_the_case() throws SQLException {
        JsonNode order = dispatched("路灯不亮，关联后签收");
        try (var mute = Held.mute(SharedSuite.stack(), Part.DISPATCH)) {
            desks.sign(order);
            link(caseOf(order));
            awaitEvent(caseOf(order), CaseNotAccepted.class);
        }
        awaitEvent(caseOf(order), WorkOrderSigned.class);
        var course = awaitAll(caseOf(order), CaseCourse::isEnded);
        assertThat(course.end()).isEqualTo(CourseEnd.NOT_ACCEPTED);
        assertThat(course.signed()).isFalse();
        assertClocksFit(caseOf(order), course);
    }

    @Test
    void a_withdrawal_behind_the_reply_ends_the_case_and_nobody_calls_back() throws SQLException {
        JsonNode order = dispatched("路灯不亮，答复后撤回");
        String caseId = caseOf(order);
        try (var deaf = Held.deaf(SharedSuite.stack(), Part.INTAKE)) {
            desks.answer(order);
            awaitEvent(caseId, ReplyIssued.class);
            withdraw(caseId);
        }
        var course = awaitAll(caseId, CaseCourse::isEnded);
        assertThat(course.end()).isEqualTo(CourseEnd.WITHDRAWN);
        assertThat(desks.status(caseId)).isEqualTo("WITHDRAWN");
        assertClocksFit(caseId, course);
    }

    @Test
    void a_withdrawal_before_a_closing_that_only_follow_up_knows_of_ends_the_case() throws SQLException {
        JsonNode order = dispatched("路灯不亮，回访后撤回");
        String caseId = caseOf(order);
        try (var deaf = Held.deaf(SharedSuite.stack(), Part.INTAKE)) {
            desks.answer(order);
            awaitEvent(caseId, ReplyIssued.class);
            try (var mute = Held.mute(SharedSuite.stack(), Part.FOLLOWUP)) {
                desks.callBack(Map.of(caseId, true));
                withdraw(caseId);
                awaitEvent(caseId, CaseWithdrawn.class);
            }
        }
        var course = awaitAll(caseId, CaseCourse::isEnded);
        assertThat(course.end()).isEqualTo(CourseEnd.WITHDRAWN);
        assertThat(desks.status(caseId)).isEqualTo("WITHDRAWN");
        assertClocksFit(caseId, course);
    }

    @Test
    void a_merged_case_is_answered_by_the_unit_of_the_lead_and_handled_again_by_it() throws SQLException {
        JsonNode own = dispatched("路灯不亮，与他人并单");
        JsonNode lead = desks.openOrder(desks.register(
                        "小区没有自来水", "幸福家园小区从昨天早上开始没有自来水，整个小区四百多户都受影响，老人和孩子只能靠邻居送水", "C010216", "19910002002", Map.of())
                .path("caseId")
                .asText());
        String unit = lead.path("unit").asText();
        assertThat(own.path("unit").asText()).isNotEqualTo(unit);
        try (var deaf = Held.deaf(SharedSuite.stack(), Part.FOLLOWUP)) {
            Desks.post(
                    desks.dispatcher(),
                    ServiceName.DISPATCH,
                    "/merges",
                    Map.of("leadCaseId", caseOf(lead), "caseIds", List.of(caseOf(own))));
            awaitEvent(caseOf(own), CaseMerged.class);
            desks.answer(lead);
            awaitEvent(caseOf(own), ReplyIssued.class);
        }
        var course = awaitAll(caseOf(own), it -> it.phase() == CoursePhase.REPLIED);
        assertThat(course.leadUnit()).isEqualTo(unit);
        assertThat(course.mergedInto()).hasToString(caseOf(lead));
        assertClocksFit(caseOf(own), course);
        assertThat(column(
                        Part.FOLLOWUP, "select unit from callback where case_id = ? and ended_at is null", caseOf(own)))
                .as("about whose answer the citizen is asked")
                .containsOnly(unit);

        desks.tell(caseOf(own));
        desks.callBack(Map.of(caseOf(own), false, caseOf(lead), true));

        course = awaitAll(caseOf(own), it -> it.phase() == CoursePhase.WITH_UNIT);
        assertThat(course.round()).isEqualTo(2);
        assertThat(course.leadUnit()).isEqualTo(unit);
        assertClocksFit(caseOf(own), course);
    }

    /** What all four services say, as soon as all say the same and it is what is waited for. */
    private static CaseCourse awaitAll(String caseId, Predicate<CaseCourse> wanted) {
        var said = new TreeMap<Part, String>();
        var how = "all four agree on " + caseId;
        return CaseCourse.decode(await(how)
                .atMost(Desks.PATIENCE)
                .until(
                        () -> {
                            said.put(
                                    Part.INTAKE,
                                    course(Part.INTAKE, "select course from case_state where case_id = ?", caseId));
                            said.put(
                                    Part.DISPATCH,
                                    course(
                                            Part.DISPATCH,
                                            "select course from registered_case where case_id = ?",
                                            caseId));
                            said.put(
                                    Part.FOLLOWUP,
                                    course(Part.FOLLOWUP, "select course from case_file where case_id = ?", caseId));
                            said.put(Part.ASSESSMENT, course(Part.ASSESSMENT, ASSESSED, caseId));
                            return said.values().stream().distinct().count() == 1
                                    ? said.get(Part.INTAKE)
                                    : said.toString();
                        },
                        course -> !course.startsWith("{") && wanted.test(CaseCourse.decode(course))));
    }

    private static String course(Part service, String query, String caseId) throws SQLException {
        var found = column(service, query, caseId);
        return found.isEmpty() ? "unheard" : found.get(0);
    }

    /** Once all agree: clocks, lists and open things are those that the course wants. */
    private static void assertClocksFit(String caseId, CaseCourse course) throws SQLException {
        assertThat(column(
                        Part.INTAKE,
                        "select pending from case_state where case_id = ? and pending is not null",
                        caseId))
                .as("what intake decided by itself")
                .isEmpty();
        var clocks = column(
                Part.FOLLOWUP,
                "select kind from deadline where case_id = ? and ended_at is null order by kind",
                caseId);
        var callbacks =
                column(Part.FOLLOWUP, "select state from callback where case_id = ? and ended_at is null", caseId);
        switch (course.phase()) {
            case WITH_UNIT -> {
                assertThat(clocks).as("clocks").contains("REPLY");
                assertThat(clocks.contains("SIGN"))
                        .as("a clock for the signature")
                        .isEqualTo(!course.signed());
            }
            case REPLIED -> assertThat(callbacks).as("who asks the citizen").hasSize(1);
            default -> {
                assertThat(course.isEnded()).isTrue();
                if (course.end() == CourseEnd.CLOSED) {
                    clocks.removeAll(OWED_WHEN_CLOSED);
                }
                assertThat(clocks).as("clocks of an ended case").isEmpty();
                assertThat(callbacks).as("callbacks of an ended case").isEmpty();
            }
        }
        List<String> open = course.openOrder() == null
                ? List.of()
                : List.of(course.openOrder().toString());
        assertThat(column(Part.DISPATCH, """
                        select id::text
                        from work_order
                        where case_id = ?
                          and state not in ('REPLIED', 'RETURNED', 'MERGED', 'WITHDRAWN')
                        """, caseId))
                .as("orders that a unit sees as open")
                .isEqualTo(open);
        assertThat(column(Part.DISPATCH, """
                        select r.state
                        from return_request r
                        join work_order o on o.id = r.work_order_id
                        where r.case_id = ?
                          and r.state = 'OPEN'
                          and o.ended_at is null
                        """, caseId))
                .as("returns to be ruled on")
                .isEmpty();
        assertThat(column(Part.ASSESSMENT, """
                        select work_order_id::text
                        from round_fact
                        where case_id = ?
                          and finished_at is null
                          and ended_at is null
                        """, caseId))
                .as("rounds that count as open")
                .isEqualTo(open);
    }

    private static List<String> column(Part service, String sql, String caseId) throws SQLException {
        try (var connection = SharedSuite.stack().database(service);
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, UUID.fromString(caseId));
            var found = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }
}
