package org.hotline12345.chassis.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.testing.TestServers;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestServers.class)
class IdempotencyTest {
    private final Pool pool;

    IdempotencyTest(Pool pool) {
        this.pool = pool;
    }

    private static Response post(String key, String text, String subject) {
        return given().auth()
                .oauth2(TestTokens.role("agent").subject(subject).build())
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body("{\"text\":\"" + text + "\"}")
                .post("/api/v1/samples");
    }

    private long cases(String text) {
        return Sql.on(pool)
                .first("select count(*) as number from sample_case where text = $1", text)
                .await()
                .indefinitely()
                .getLong("number");
    }

    @Test
    void the_same_command_again_is_answered_the_same_and_done_once() {
        String key = UUID.randomUUID().toString();
        String text = "once " + key;
        Response first = post(key, text, "anna");
        Response second = post(key, text, "anna");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(second.contentType()).startsWith("application/json");
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(cases(text)).isEqualTo(1);
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        String key = UUID.randomUUID().toString();
        post(key, "one " + key, "anna");
        post(key, "two " + key, "anna").then().statusCode(422).body("type", containsString("idempotency-key-reused"));
        assertThat(cases("two " + key)).isZero();
    }

    @Test
    void another_person_may_use_the_same_key() {
        String key = UUID.randomUUID().toString();
        String text = "mine " + key;
        post(key, text, "anna");
        assertThat(post(key, text, "berta").statusCode()).isEqualTo(201);
        assertThat(cases(text)).isEqualTo(2);
    }

    @Test
    void an_answer_that_is_no_success_is_not_kept() {
        String key = UUID.randomUUID().toString();
        assertThat(post(key, "refuse", "anna").statusCode()).isEqualTo(409);
        assertThat(post(key, "accepted " + key, "anna").statusCode()).isEqualTo(201);
    }

    @Test
    void of_many_at_the_same_time_one_is_done() {
        String key = UUID.randomUUID().toString();
        String text = "race " + key;
        var answers = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> post(key, text, "anna")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
        assertThat(answers.stream().map(answer -> answer.header("Location")).distinct())
                .hasSize(1);
        assertThat(cases(text)).isEqualTo(1);
    }
}
