package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hotline12345.localstack.LocalStack;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.token.Identity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * History moved in by {@code hotline import} over the interfaces of services that run: everything of the file is there after the first
 * time, and nothing is added by the second, nor by one that remembers nothing. The files are invented.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(SharedSuite.class)
class ImportIT {
    /** What happens in the files; nobody is called back about history, nothing is returned and nobody urged. */
    private static final List<String> OF_IMPORTS = List.of(
            "acceptanceRate",
            "unitAcceptanceRate",
            "directAnswerRate",
            "firstTimeRightRate",
            "signedOnTimeRate",
            "onTimeRate",
            "onTimeForecastRate",
            "finishRate",
            "firstRoundRate",
            "received",
            "accepted",
            "notToContact",
            "settledByDispatch",
            "dispatched",
            "firstDispatches",
            "firstTimeRight",
            "signDue",
            "signed",
            "signedOnTime",
            "due",
            "finished",
            "finishedOnTime",
            "overdue",
            "inTimeSoFar",
            "openNow",
            "overdueNow",
            "completed",
            "firstRounds",
            "finishedAtFirstRound",
            "workingDays",
            "workingDaysOf");

    @TempDir
    Path folder;

    private HttpServer provider;

    /** Gives the tokens that the suite's own realm gives its importer. */
    @BeforeEach
    void startIdentityProvider() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/token", exchange -> {
            String token = SharedSuite.stack()
                    .tokens()
                    .token(new Identity("hotline-importer", Set.of("importer", "evaluator", "admin"), null));
            byte[] body = ("{\"access_token\":\"" + token + "\",\"expires_in\":2}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        provider.start();
    }

    @AfterEach
    void stopIdentityProvider() {
        provider.stop(0);
    }

    @Order(1)
    @ParameterizedTest(name = "{0}")
    @CsvSource({"boston, 30, closed-without-time, closed-before-opened, 23", "message-board, 24, no-text, duplicate, 22"
    })
    void a_file_moved_in_again_adds_nothing(String profile, int rows, String refusal, String other, int replies)
            throws IOException {
        JsonNode first = moveIn(profile);
        assertThat(first.path("complete").asBoolean())
                .as(first.toPrettyString())
                .isTrue();
        assertThat(first.path("rows").asInt()).isEqualTo(rows);
        assertThat(first.path("registered").asInt()).isEqualTo(rows - 2);
        assertThat(texts(first.path("refusedRows"), "code")).containsExactlyInAnyOrder(refusal, other);
        assertThat(first.path("repliesIssued").asInt()).isEqualTo(replies);
        assertThat(first.path("onTime").path("finished").asInt()).isEqualTo(replies);
        assertThat(first.path("added").asInt()).isGreaterThan(rows);

        JsonNode again = moveIn(profile);
        forgetEarlierRuns();
        JsonNode withoutMemory = moveIn(profile);
        JsonNode byTheNetwork = moveIn(profile, overTheNetwork());

        for (JsonNode later : List.of(again, withoutMemory, byTheNetwork)) {
            assertThat(later.path("added").asInt()).isZero();
            for (String figure :
                    List.of("complete", "registered", "dispatched", "repliesIssued", "refusedRows", "agreement")) {
                assertThat(later.path(figure)).as(figure).isEqualTo(first.path(figure));
            }
        }
    }

    @Test
    void every_figure_of_the_imported_months_is_what_the_journal_gives_by_the_words_of_its_definition()
            throws IOException, SQLException {
        moveIn("boston");
        moveIn("message-board");
        var months = List.of("2011-07", "2011-08", "2011-09", "2019-03", "2019-04", "2019-05");

        try (var database = SharedSuite.stack().database(Part.ASSESSMENT)) {
            await().atMost(Desks.PATIENCE).untilAsserted(() -> {
                var comparison = FigureComparison.of(database, SharedSuite.client());
                assertThat(comparison.differences(months)).isEmpty();
                assertThat(comparison.recomputed().notNought(months)).containsAll(OF_IMPORTS);
                assertThat(comparison.recomputed().months()).containsAll(months);
            });
        }
    }

    private JsonNode moveIn(String profile) throws IOException {
        return moveIn(
                profile, List.of("--home", SharedSuite.stack().home().folder().toString()));
    }

    /** As an installation on other servers is reached: by addresses, and a service account of an identity provider. */
    private List<String> overTheNetwork() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "a-secret");
        List<String> options = new ArrayList<>(List.of(
                "--home",
                folder.resolve("elsewhere").toString(),
                "--token-url",
                "http://127.0.0.1:" + provider.getAddress().getPort() + "/token",
                "--client-secret-file",
                secret.toString()));
        for (Part service : Part.services()) {
            options.addAll(
                    List.of("--url", service.code() + "=" + SharedSuite.stack().url(service)));
        }
        return options;
    }

    private JsonNode moveIn(String profile, List<String> suite) throws IOException {
        Path file = Files.createTempFile(folder, profile, ".csv");
        try (var sample = ImportIT.class.getResourceAsStream("/history/" + profile + ".csv")) {
            Files.write(file, sample.readAllBytes());
        }
        Path report = folder.resolve("report.json");
        List<String> command = new ArrayList<>(List.of("import", "--profile", profile, "--json", report.toString()));
        command.addAll(suite);
        command.add(file.toString());
        int status = LocalStack.commandLine().execute(command.toArray(String[]::new));
        assertThat(status).as(() -> ServiceLogs.errors(SharedSuite.stack())).isZero();
        return HotlineClient.json().readTree(report.toFile());
    }

    @Test
    void the_models_of_an_installation_elsewhere_are_listed() throws IOException {
        List<String> command = new ArrayList<>(List.of("model", "city"));
        command.addAll(overTheNetwork());
        command.add("list");

        assertThat(LocalStack.commandLine().execute(command.toArray(String[]::new)))
                .isZero();
    }

    private static void forgetEarlierRuns() throws IOException {
        try (var memory = Files.list(SharedSuite.stack().home().folder().resolve("import"))) {
            for (Path file : memory.toList()) {
                Files.delete(file);
            }
        }
    }

    private static List<String> texts(JsonNode items, String field) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(item.path(field).asText()));
        return texts;
    }
}
