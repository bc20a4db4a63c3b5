package org.hotline12345.followup.channel;

import static org.hotline12345.followup.Stage.as;

import io.restassured.response.ValidatableResponse;

/** A provider of short messages without an interface: an operator carries files to it and back. */
final class CsvProvider {
    private CsvProvider() {}

    /** Registers a channel of it. */
    static void register(String code) {
        as("admin")
                .body("{\"title\":\"短信文件\",\"transport\":\"CSV\",\"medium\":\"SMS\",\"active\":true}")
                .put("/api/v1/channels/" + code)
                .then()
                .statusCode(200);
    }

    /** Its file of such rows comes back. */
    static ValidatableResponse results(String code, String... rows) {
        return as("callback-agent")
                .contentType("text/csv; charset=UTF-8")
                .body("requestId,event,at,phone,text,id\n" + String.join("\n", rows))
                .post("/api/v1/channels/" + code + "/results")
                .then()
                .statusCode(200);
    }
}
