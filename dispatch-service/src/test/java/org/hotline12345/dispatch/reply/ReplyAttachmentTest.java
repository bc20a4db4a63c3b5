package org.hotline12345.dispatch.reply;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.Attachment;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.ReplySubmitted;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReplyAttachmentTest extends DispatchTest {
    private static final byte[] PAPER = Arrays.copyOf("%PDF-1.7 现场照片".getBytes(StandardCharsets.UTF_8), 20_000);

    private static String sent(String unit, String author) {
        return given().auth()
                .oauth2(TestTokens.of("unit-handler", unit, author))
                .contentType("application/octet-stream")
                .queryParam("name", "现场.pdf")
                .body(PAPER)
                .post("/api/v1/attachments")
                .then()
                .statusCode(201)
                .extract()
                .path("attachmentId");
    }

    private static Response replied(CaseDispatched order, String author, String file) {
        return post(
                as("unit-handler", order.leadUnit(), author),
                "/work-orders/" + order.workOrderId() + "/replies",
                "disposition",
                "RESOLVED",
                "text",
                "经抢修，已于今日恢复供水，并向您电话说明，现场照片附后",
                "attachments",
                List.of(file));
    }

    private static Response read(CaseDispatched order, String file, String token) {
        return given().auth().oauth2(token).get("/api/v1/work-orders/" + order.workOrderId() + "/attachments/" + file);
    }

    @Test
    void a_reply_goes_with_files_which_those_read_who_may_read_the_order() {
        var order = dispatched(waterCase());
        String unit = order.leadUnit();
        sign(order).then().statusCode(200);
        String file = sent(unit, "author");
        replied(order, "somebody-else", file)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("attachments[0]"));
        String reply =
                replied(order, "author", file).then().statusCode(201).extract().path("replyId");

        as("unit-reviewer", unit)
                .get("/api/v1/work-orders/" + order.workOrderId())
                .then()
                .body("attachments.attachmentId", equalTo(List.of(file)))
                .body("attachments[0].of", equalTo("REPLY"))
                .body("attachments[0].ofId", equalTo(reply));
        Response read = read(order, file, TestTokens.of("unit-reviewer", unit));
        read.then()
                .statusCode(200)
                .header("Content-Type", equalTo("application/pdf"))
                .header("Content-Disposition", startsWith("attachment;"));
        assertThat(read.asByteArray()).isEqualTo(PAPER);
        read(order, file, TestTokens.of("dispatcher")).then().statusCode(200);
        read(order, file, TestTokens.of("unit-handler", "NOBODY-HERE")).then().statusCode(404);
        read(order, UUID.randomUUID().toString(), TestTokens.of("dispatcher"))
                .then()
                .statusCode(404);
        as("auditor")
                .get("/api/v1/reading-log?caseId=" + order.caseId())
                .then()
                .body("items.attachmentId", hasItem(file));
        assertThat(probe.await(order.caseId(), ReplySubmitted.class)
                        .as(ReplySubmitted.class)
                        .attachments())
                .extracting(Attachment::attachmentId)
                .containsExactly(UUID.fromString(file));
    }

    @Test
    void a_reply_that_was_sent_back_is_written_again_with_its_files() {
        var order = dispatched(waterCase());
        String unit = order.leadUnit();
        sign(order).then().statusCode(200);
        String file = sent(unit, "author");
        String first =
                replied(order, "author", file).then().statusCode(201).extract().path("replyId");
        post(as("unit-reviewer", unit), "/replies/" + first + "/review", "approved", false, "comment", "请写明时间")
                .then()
                .statusCode(200);

        String second = replied(order, "colleague", file)
                .then()
                .statusCode(201)
                .extract()
                .path("replyId");
        as("unit-reviewer", unit)
                .get("/api/v1/work-orders/" + order.workOrderId())
                .then()
                .body("attachments.attachmentId", equalTo(List.of(file, file)))
                .body("attachments.ofId", equalTo(List.of(first, second)));
        assertThat(read(order, file, TestTokens.of("unit-reviewer", unit)).asByteArray())
                .isEqualTo(PAPER);
    }

    @Test
    void a_file_of_a_reply_to_another_order_is_refused() {
        var order = dispatched(waterCase());
        sign(order).then().statusCode(200);
        String file = sent(order.leadUnit(), "author");
        replied(order, "author", file).then().statusCode(201);
        var another = dispatched(waterCase());
        sign(another).then().statusCode(200);

        replied(another, "author", file).then().statusCode(400).body("violations[0].field", equalTo("attachments[0]"));
    }

    @Test
    void the_unit_sees_on_its_order_which_files_came_with_the_case() {
        var order = dispatched(waterCase());
        var photograph = new Attachment(UUID.randomUUID(), "漏水.jpg", "image/jpeg", 4711, "ab".repeat(32));
        probe.produce(
                new CaseSupplemented(order.caseId(), UUID.randomUUID(), "补充照片", Instant.now(), List.of(photograph)),
                Instant.now());
        awaitRow("select from case_attachment where attachment_id = $1", photograph.attachmentId());
        as("unit-handler", order.leadUnit())
                .get("/api/v1/work-orders/" + order.workOrderId())
                .then()
                .body("attachments.name", equalTo(List.of("漏水.jpg")))
                .body("attachments[0].of", equalTo("SUPPLEMENT"))
                .body("attachments[0].caseId", equalTo(order.caseId().toString()));
        read(order, photograph.attachmentId().toString(), TestTokens.of("unit-handler", order.leadUnit()))
                .then()
                .statusCode(404);
    }
}
