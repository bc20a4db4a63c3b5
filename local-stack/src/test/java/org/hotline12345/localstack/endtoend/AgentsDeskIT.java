package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.testing.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** A call at the agents' desk, from the telephone to the number that is read out. */
@ExtendWith(SharedSuite.class)
class AgentsDeskIT {
    private static final String PHONE = "19930000001";

    @Test
    void a_call_is_taken_the_number_read_out_and_the_case_found_again() throws IOException {
        var desks = new Desks(SharedSuite.client());
        String earlier = desks.register("学府名苑电梯停运", "学府名苑6栋电梯停运，老人上不了楼。", "C010215", PHONE, Map.of())
                .path("caseNumber")
                .asText();
        try (var browser = Browser.open()) {
            browser.signIn(SharedSuite.stack().url(Part.DESK) + "/agent?lang=zh", "受理员-01");
            browser.press(PHONE + Keys.ENTER);
            browser.awaitText("#screen .call", earlier);
            browser.press("硅谷大街学府名苑6栋整栋停电，电梯也停了，物业报修后一直没有人来。");
            browser.awaitText("#hints", "去向");
            browser.screenshot("agent-call");
            browser.tabTo(browser.one("[name=type]"));
            browser.press("投诉");
            browser.press(Keys.chord(Keys.CONTROL, Keys.ENTER));

            browser.await("#query-code");
            String number = browser.text("#case-number");
            assertThat(number).hasSizeGreaterThan(8).isNotEqualTo(earlier);
            browser.screenshot("agent-registered");
            String caseId = desks.agent()
                    .get(ServiceName.INTAKE, "/cases?number=" + number)
                    .join()
                    .json()
                    .at("/items/0/caseId")
                    .asText();
            browser.get(SharedSuite.stack().url(Part.DESK) + "/agent?lang=zh&screen=search&number=" + number);
            browser.follow(browser.one("#screen tbody a"));
            assertThat(browser.address()).contains("id=" + caseId);
            assertThat(browser.text(".course")).contains("诉求登记");
            browser.get(SharedSuite.stack().url(Part.DESK) + "/agent?lang=zh&screen=mine");
            assertThat(browser.text("#screen")).contains(number);
            assertThat(browser.errors()).isEmpty();
        }
    }
}
