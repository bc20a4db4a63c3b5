package org.hotline12345.localstack.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.testing.ProjectRoot;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/**
 * The manuals in two languages, docs/x.md and docs/x.zh.md, say the same: they name the same operations, fields and settings, show the
 * same examples, and have the same parts. The operations exist.
 */
class ManualsTest {
    private static final Path DOCS = ProjectRoot.find().resolve("docs");
    private static final String CHINESE = ".zh.md";

    private static final Pattern BLOCK = Pattern.compile("^ *```.*?^ *```", Pattern.MULTILINE | Pattern.DOTALL);
    /** A remark in an example is in the language of the manual. */
    private static final Pattern REMARK = Pattern.compile("(^|\\s+)# .*$", Pattern.MULTILINE);

    private static final Pattern HEADING = Pattern.compile("^(#+) ", Pattern.MULTILINE);
    private static final Pattern ROW = Pattern.compile("^\\|", Pattern.MULTILINE);
    private static final Pattern ITEM = Pattern.compile("^ *(-|\\d+\\.) ", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern OPERATION = Pattern.compile("`(GET|POST|PUT|DELETE)\\s+(?:/api/v1)?(/[a-z][^`?\\s]*)");

    /** Each operation of the services; what a path leaves open may be anything. */
    private static final List<Pattern> SERVED = new ArrayList<>();

    @BeforeAll
    static void readWhatIsServed() throws IOException {
        for (String service : List.of("intake", "dispatch", "followup", "assessment")) {
            JsonNode api = new ObjectMapper()
                    .valueToTree(new Yaml().load(Files.readString(DOCS.resolve("api/" + service + ".yaml"))));
            api.path("paths")
                    .fields()
                    .forEachRemaining(path -> path.getValue()
                            .fieldNames()
                            .forEachRemaining(method -> SERVED.add(Pattern.compile(method.toUpperCase() + " "
                                    + path.getKey().replace("/api/v1", "").replaceAll("\\{[^}]*}", "[^/]+")))));
        }
    }

    static Stream<String> manuals() throws IOException {
        try (var files = Files.list(DOCS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(CHINESE))
                    .map(name -> name.substring(0, name.length() - CHINESE.length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void what_a_city_works_by_is_there_in_chinese() throws IOException {
        assertThat(manuals())
                .contains("assessment", "bulletins", "departments", "dispatch", "followup", "hot-issues", "operations");
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void each_language_leads_to_the_other(String manual) throws IOException {
        assertThat(english(manual)).contains("\n\n[中文](" + manual + CHINESE + ")\n\n");
        assertThat(chinese(manual)).contains("\n\n[English](" + manual + ".md)\n\n");
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void both_languages_show_the_same_examples(String manual) throws IOException {
        assertThat(examples(chinese(manual))).isEqualTo(examples(english(manual)));
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void both_languages_name_the_same_operations_fields_and_settings(String manual) throws IOException {
        assertThat(names(chinese(manual))).isEqualTo(names(english(manual)));
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void both_languages_have_the_same_headings_tables_and_lists(String manual) throws IOException {
        for (Pattern part : List.of(HEADING, ROW, ITEM)) {
            assertThat(found(part, outsideExamples(chinese(manual))))
                    .as(part.pattern())
                    .isEqualTo(found(part, outsideExamples(english(manual))));
        }
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void every_operation_that_a_manual_names_is_served(String manual) throws IOException {
        var unknown = OPERATION
                .matcher(english(manual))
                .results()
                .map(named -> named.group(1) + " " + named.group(2))
                .filter(named ->
                        SERVED.stream().noneMatch(one -> one.matcher(named).matches()))
                .toList();

        assertThat(OPERATION.matcher(english(manual)).results().count()).isPositive();
        assertThat(unknown).isEmpty();
    }

    private static String english(String manual) throws IOException {
        return Files.readString(DOCS.resolve(manual + ".md"));
    }

    private static String chinese(String manual) throws IOException {
        return Files.readString(DOCS.resolve(manual + CHINESE));
    }

    private static List<String> examples(String text) {
        return found(BLOCK, text).stream()
                .map(example -> REMARK.matcher(example).replaceAll(""))
                .toList();
    }

    private static String outsideExamples(String text) {
        return BLOCK.matcher(text).replaceAll("");
    }

    private static List<String> found(Pattern what, String text) {
        return what.matcher(text).results().map(one -> one.group()).toList();
    }

    /** What stands in back quotes; a line may break in it. */
    private static Set<String> names(String text) {
        return NAME.matcher(outsideExamples(text))
                .results()
                .map(name -> name.group(1).replaceAll("\\s+", " "))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
