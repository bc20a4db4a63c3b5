package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Map;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.testing.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What no rule could decide, at the dispatchers' desk: from the queue to the unit. */
@ExtendWith(SharedSuite.class)
class DispatchersDeskIT {
    @Test
    void a_case_in_triage_is_dispatched_and_a_colleague_who_is_late_is_told_where_it_went() throws IOException {
        var desks = new Desks(SharedSuite.client());
        String caseId = desks.register("请求解决", "希望尽快给予解决，谢谢", null, "19930000002", Map.of())
                .path("caseId")
                .asText();
        await().atMost(Desks.PATIENCE)
                .until(() -> !desks.dispatcher()
                        .get(ServiceName.DISPATCH, "/triage?caseId=" + caseId)
                        .join()
                        .json()
                        .path("items")
                        .isEmpty());
        String page = SharedSuite.stack().url(Part.DESK) + "/dispatcher?lang=zh&screen=triage";
        try (var browser = Browser.open();
                var late = Browser.open()) {
            late.signIn(page + "&case=" + caseId, "派单员-01");
            browser.signIn(page, "派单员-01");
            browser.follow(browser.one("#screen .rows a[href*='" + caseId + "']"));
            browser.screenshot("dispatcher-triage");
            choose(browser);
            browser.one("form.entry button[type=submit]").click();

            browser.awaitText("#done", "已派至");
            desks.awaitStatus(caseId, "DISPATCHED");
            choose(late);
            late.one("form.entry button[type=submit]").click();
            late.awaitText("form .error", "派至");
            browser.get(SharedSuite.stack().url(Part.DESK) + "/dispatcher?lang=zh&screen=case&id=" + caseId);
            assertThat(browser.text(".course")).contains("已派单至");
            assertThat(browser.errors()).isEmpty();
        }
    }

    /** Another unit than the candidates, by the last choice of the list. */
    private static void choose(Browser browser) {
        browser.one("[name=candidate][value=other]").click();
        browser.one("[name=unit] option:nth-child(2)").click();
    }
}
