package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.token.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The client of docs/departments.md does a department's work on a running suite. */
@ExtendWith(SharedSuite.class)
class DepartmentsIT {
    /** No other test gives it anything. */
    private static final String UNIT = "CCJZZ";

    private final Desks desks = new Desks(SharedSuite.client());

    @Test
    void the_client_of_the_manual_signs_and_replies_once_however_often_it_reads_the_same_changes() throws Exception {
        String token = SharedSuite.stack().tokens().token(Identity.of("救助站接口", "unit-handler", UNIT));
        var client = new DepartmentClient(SharedSuite.stack().url(Part.DISPATCH), UNIT, () -> token);
        String caseId = givenToTheUnit();
        var asked = new ArrayList<JsonNode>();

        long position = 0;
        while (asked.isEmpty()) {
            position = client.step(position, order -> {
                asked.add(order);
                return Map.of("disposition", "RESOLVED", "text", "11月24日救助站工作人员已上门，安排临时住处，联系电话0431-12345678");
            });
        }
        client.step(0, order -> {
            throw new IllegalStateException("asked again about " + order);
        });

        JsonNode order = order(caseId);
        assertThat(order.path("state").asText()).isEqualTo("REPLY_IN_REVIEW");
        assertThat(order.path("replies").findValuesAsText("author")).containsExactly("救助站接口");
        assertThat(asked).singleElement().satisfies(only -> {
            assertThat(only.at("/case/text").asText()).startsWith("希望尽快给予解决");
            assertThat(only.path("state").asText()).isEqualTo("SIGNED");
        });
    }

    private String givenToTheUnit() {
        Map<String, Object> body = Map.of(
                "channel", "PHONE",
                "type", "HELP",
                "urgency", "ORDINARY",
                "title", "请求解决",
                "text", "希望尽快给予解决，谢谢",
                "anonymity", "NAMED");
        var caseId = new String[1];
        String key = UUID.randomUUID().toString();
        await().atMost(Desks.PATIENCE).ignoreExceptions().until(() -> {
            caseId[0] = desks.agent()
                    .post(ServiceName.INTAKE, "/cases", body, key)
                    .join()
                    .text("caseId");
            return true;
        });
        await().atMost(Desks.PATIENCE)
                .until(() -> !desks.dispatcher()
                        .get(ServiceName.DISPATCH, "/triage?caseId=" + caseId[0])
                        .join()
                        .json()
                        .path("items")
                        .isEmpty());
        Desks.post(
                desks.dispatcher(), ServiceName.DISPATCH, "/triage/" + caseId[0] + "/decision", Map.of("unit", UNIT));
        return caseId[0];
    }

    private JsonNode order(String caseId) {
        List<JsonNode> orders = desks.orders(caseId);
        assertThat(orders).hasSize(1);
        return desks.dispatcher()
                .get(ServiceName.DISPATCH, Desks.path(orders.get(0)))
                .join()
                .json();
    }
}
