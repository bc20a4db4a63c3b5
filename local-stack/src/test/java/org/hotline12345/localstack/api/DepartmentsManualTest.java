package org.hotline12345.localstack.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hotline12345.testing.ProjectRoot;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What docs/departments.md says is so: its client is the one that is run, its operations exist. */
class DepartmentsManualTest {
    private static final Path ROOT = ProjectRoot.find();
    private static final Pattern OPERATION = Pattern.compile("`(GET|POST) (/[a-z][^`? ]*)");
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

    @ParameterizedTest
    @ValueSource(strings = {"departments.md", "departments.zh.md"})
    void every_operation_that_the_manual_names_is_served(String manual) throws IOException {
        var served = new TreeSet<String>();
        for (String service : new String[] {"intake", "dispatch", "followup"}) {
            JsonNode api = new ObjectMapper()
                    .valueToTree(new Yaml().load(Files.readString(ROOT.resolve("docs/api/" + service + ".yaml"))));
            api.path("paths")
                    .fields()
                    .forEachRemaining(path -> path.getValue()
                            .fieldNames()
                            .forEachRemaining(method -> served.add(
                                    method.toUpperCase() + " " + path.getKey().replace("/api/v1", ""))));
        }

        var named = OPERATION
                .matcher(Files.readString(ROOT.resolve("docs").resolve(manual)))
                .results()
                .map(found -> found.group(1) + " " + found.group(2))
                .toList();

        assertThat(named).hasSizeGreaterThan(20);
        assertThat(served).containsAll(named);
    }
}
