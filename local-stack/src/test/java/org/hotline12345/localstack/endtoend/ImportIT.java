package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hotline12345.localstack.LocalStack;
import org.hotline12345.localstack.api.HotlineClient;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * History moved in by {@code hotline import} over the interfaces of services that run: everything of the file is there after the first
 * time, and nothing is added by the second, nor by one that remembers nothing. The files are invented.
 */
@ExtendWith(SharedSuite.class)
class ImportIT {
    @TempDir
    Path folder;

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

        for (JsonNode later : List.of(again, withoutMemory)) {
            assertThat(later.path("added").asInt()).isZero();
            for (String figure :
                    List.of("complete", "registered", "dispatched", "repliesIssued", "refusedRows", "agreement")) {
                assertThat(later.path(figure)).as(figure).isEqualTo(first.path(figure));
            }
        }
    }

    private JsonNode moveIn(String profile) throws IOException {
        Path file = Files.createTempFile(folder, profile, ".csv");
        try (var sample = ImportIT.class.getResourceAsStream("/history/" + profile + ".csv")) {
            Files.write(file, sample.readAllBytes());
        }
        Path report = folder.resolve("report.json");
        Path home = SharedSuite.stack().home().folder();
        int status = LocalStack.commandLine()
                .execute(
                        "import",
                        "--profile",
                        profile,
                        "--json",
                        report.toString(),
                        "--home",
                        home.toString(),
                        file.toString());
        assertThat(status).as(() -> ServiceLogs.errors(SharedSuite.stack())).isZero();
        return HotlineClient.json().readTree(report.toFile());
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
