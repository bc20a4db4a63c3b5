package org.hotline12345.intake.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.intake.IntakeTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeyRotationTest extends IntakeTest {
    private static void command(String... args) {
        assertThat(KeyRingCommand.run(new PrintWriter(new StringWriter()), args))
                .isZero();
    }

    private static String citizen(UUID id) {
        return view(id).path("citizenRef");
    }

    @Test
    void after_rotation_re_encryption_and_pruning_everything_is_found_as_before() {
        String phone = phone();
        String file = System.getProperty("hotline.test.keyring");
        var draft = draft("轮换前");
        draft.put("citizen", Map.of("name", "吴九", "phone", phone));
        UUID before = UUID.fromString(register(draft).path("caseId"));
        command("rotate", file, "contact");
        command("rotate", file, "phoneIndex");

        int remaining;
        do {
            remaining = as("admin")
                    .post("/api/v1/keyring/reencryption")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("remaining");
        } while (remaining > 0);
        command("prune", file, "contact");
        command("prune", file, "phoneIndex");
        as("admin")
                .post("/api/v1/keyring/reencryption")
                .then()
                .statusCode(200)
                .body("reencrypted", equalTo(0))
                .body("remaining", equalTo(0));
        UUID after = UUID.fromString(register(draft).path("caseId"));

        as("admin").get("/api/v1/keyring").then().body("items.keys", equalTo(java.util.List.of(1, 1, 1)));
        as("service")
                .body(Map.of("purpose", "核对"))
                .post("/api/v1/cases/" + before + "/contact")
                .then()
                .statusCode(200)
                .body("name", equalTo("吴九"))
                .body("phone", equalTo(phone));
        assertThat(citizen(after)).isEqualTo(citizen(before));
        as("agent")
                .body(Map.of("phone", phone, "purpose", "核对"))
                .post("/api/v1/cases/search")
                .then()
                .body("items.size()", equalTo(2));
        assertThat(rows("select 1 from citizen where citizen_ref = $1", UUID.fromString(citizen(before))))
                .hasSize(1);
    }
}
