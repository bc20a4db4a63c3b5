package org.hotline12345.dispatch.workorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CoHandlingRequested;
import org.hotline12345.events.ReplyReviewed;
import org.hotline12345.events.ReturnRequested;
import org.junit.jupiter.api.Test;

/** S10: no number of a citizen gets into an event by what dispatchers and units write. */
@QuarkusTest
class OfficialTextsTest extends DispatchTest {
    private static final String SAID = "已电话告知诉求人13812345678";
    private static final String COVERED = "已电话告知诉求人138****5678";

    @Test
    void what_dispatchers_and_units_write_leaves_without_the_numbers_of_citizens() {
        UUID id = inTriage(riddle());
        post(as("dispatcher"), "/triage/" + id + "/decision", "unit", WATER, "note", SAID)
                .then()
                .statusCode(200);
        var order = probe.await(id, CaseDispatched.class).as(CaseDispatched.class);
        assertThat(order.reason()).endsWith(COVERED);
        sign(order).then().statusCode(200);
        String path = "/work-orders/" + order.workOrderId();
        post(as("unit-handler", WATER), path + "/co-handling", "unit", "CCZJJ", "question", SAID)
                .then()
                .statusCode(201);
        assertThat(probe.await(id, CoHandlingRequested.class)
                        .as(CoHandlingRequested.class)
                        .question())
                .isEqualTo(COVERED);
        String reply = post(
                        as("unit-handler", WATER, "author"),
                        path + "/replies",
                        "disposition",
                        "RESOLVED",
                        "text",
                        "经抢修已恢复供水，" + SAID + "。请拨打客服电话0431-88776655")
                .then()
                .statusCode(201)
                .extract()
                .path("replyId");
        post(
                        as("unit-reviewer", WATER, "reviewer"),
                        "/replies/" + reply + "/review",
                        "approved",
                        false,
                        "comment",
                        SAID)
                .then()
                .statusCode(200);
        assertThat(probe.await(id, ReplyReviewed.class).as(ReplyReviewed.class).comment())
                .isEqualTo(COVERED);
        // a number that citizens are told to call stays
        as("dispatcher")
                .get("/api/v1" + path)
                .then()
                .body("replies[0].text", equalTo("经抢修已恢复供水，" + COVERED + "。请拨打客服电话0431-88776655"))
                .body("replies[0].comment", equalTo(COVERED));
    }

    @Test
    void neither_does_the_reason_of_a_return() {
        var order = dispatched(waterCase());
        post(as("unit-handler", WATER), "/work-orders/" + order.workOrderId() + "/return-request", "reason", SAID)
                .then()
                .statusCode(201);
        assertThat(probe.await(order.caseId(), ReturnRequested.class)
                        .as(ReturnRequested.class)
                        .reason())
                .isEqualTo(COVERED);
    }
}
