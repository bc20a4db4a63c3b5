package org.hotline12345.localstack.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.hotline12345.testing.ProjectRoot;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/departments.md says is so: its client is the one that is run. */
class DepartmentsManualTest {
    private static final Path ROOT = ProjectRoot.find();
    private static final Pattern CLIENT = Pattern.compile("```java\n(record .*?\n)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"departments.md", "departments.zh.md"})
    void the_client_in_the_manual_is_the_one_that_is_run(String manual) throws IOException {
        String source = Files.readString(
                ROOT.resolve("local-stack/src/test/java/org/hotline12345/localstack/endtoend/DepartmentClient.java"));

        var printed = CLIENT.matcher(Files.readString(ROOT.resolve("docs").resolve(manual)));

        assertThat(printed.find()).isTrue();
        assertThat(printed.group(1)).isEqualTo(source.substring(source.indexOf("\nrecord ") + 1));
    }
}
