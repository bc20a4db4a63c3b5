package org.hotline12345.followup.channel;

import static io.restassured.RestAssured.given;
import static org.hotline12345.followup.Stage.as;

import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hotline12345.followup.MovableClock;

/** The channel {@code sms} with its gateway, which is intake as well. */
final class SmsGateway {
    private SmsGateway() {}

    static String url() {
        return ConfigProvider.getConfig().getValue("hotline.followup.intake.url", String.class);
    }

    /** Registers the channel; the gateway takes everything. */
    static void register() {
        given().contentType("application/json").body(List.of()).put(url() + "/control");
        as("admin")
                .body("{\"title\":\"短信网关\",\"transport\":\"HTTP\",\"medium\":\"SMS\",\"url\":\"" + url()
                        + "/messages\",\"active\":true}")
                .put("/api/v1/channels/sms")
                .then()
                .statusCode(200);
    }

    /** Reports, signed by the gateway now. */
    static ValidatableResponse reports(String... reports) {
        String body = "{\"reports\":[" + String.join(",", reports) + "]}";
        return given().contentType("application/json; charset=UTF-8")
                .header(Signature.HEADER, Signature.of(body, GatewayServer.SECRET, new MovableClock().instant()))
                .body(body)
                .post("/api/v1/channels/sms/reports")
                .then();
    }
}
