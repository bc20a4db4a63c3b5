package org.hotline12345.assessment.bulletin;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.hotline12345.assessment.OwnDatabase;
import org.hotline12345.assessment.fact.model.Lives;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.testing.KafkaProbe;
import org.hotline12345.testing.ProjectRoot;
import org.hotline12345.testing.TestServers;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls of the manual of bulletins, run by a shell as they are printed; only tokens and address are those of the test. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
@WithTestResource(TestServers.class)
class DocumentedCallsTest {
    private static final Pattern CALLS = Pattern.compile("```bash\\n(EVALUATOR=.*?)```", Pattern.DOTALL);
    private static final String UNIT = "CCCGJ";

    @TestHTTPResource("/")
    URL server;

    @Inject
    OfficeCopy office;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bulletins.md", "bulletins.zh.md"})
    void a_bulletin_is_issued_call_by_call(String manual) throws Exception {
        Assumptions.assumeTrue(run("command -v curl && command -v python3").status() == 0, "needs curl and python3");
        try (var kafka = KafkaProbe.open()) {
            kafka.produce(Lives.unit(UNIT, "城市管理局", null, "市直部门"), Instant.now());
        }
        Awaitility.await().until(() -> office.unit(UNIT).isPresent());
        var hotline = Files.writeString(folder.resolve("hotline"), """
                #!/bin/sh
                case "$1 $2 $3" in
                  "token --role evaluator") echo %s ;;
                  "token --role office-leader") echo %s ;;
                  "token --role unit-leader") echo %s ;;
                esac
                """.formatted(
                TestTokens.role("evaluator").subject("kao-ping").build(),
                TestTokens.role("office-leader").subject("ban-lingdao").build(),
                TestTokens.role("unit-leader").unit(UNIT).subject("cheng-guan").build()));
        assertThat(hotline.toFile().setExecutable(true)).isTrue();
        var document = CALLS.matcher(
                Files.readString(ProjectRoot.find().resolve("docs").resolve(manual)));
        assertThat(document.find()).isTrue();

        var done = run(document.group(1).replace("http://127.0.0.1:8084/", server.toString()));

        assertThat(done.status()).as(done.output()).isZero();
        var edited = JsonPath.from(folder.resolve("edited.json").toFile());
        assertThat(edited.getString("state")).isEqualTo("DRAFT");
        assertThat(edited.getList("paragraphs.PROBLEMS")).hasSize(1);
        var issued = JsonPath.from(folder.resolve("issued.json").toFile());
        assertThat(issued.getString("state")).as(done.output()).isEqualTo("ISSUED");
        assertThat(issued.getString("number")).startsWith("〔");
        assertThat(Files.readAllBytes(folder.resolve("bulletin.docx"))).startsWith('P', 'K');
        assertThat(done.output()).contains("已传达", "'received': 1", "请各单位对照整改。");
    }

    private record Run(int status, String output) {}

    private Run run(String script) throws IOException, InterruptedException {
        var log = folder.resolve("log");
        var process = new ProcessBuilder("bash", "-eu", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(log));
    }
}
