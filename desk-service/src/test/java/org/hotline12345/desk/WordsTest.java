package org.hotline12345.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The words of the pages. */
class WordsTest {
    private static final Path ASSETS = Path.of("src/main/resources/META-INF/resources/assets");
    private static final Pattern USED = Pattern.compile("\\bt\\.(\\w+)|\\bsay\\('([\\w-]+)'|data-text=\"(\\w+)\"");

    /** What a desk is called. */
    private static final Set<String> OF_EACH_DESK = Set.of("title", "office", "navigation");

    @ParameterizedTest
    @MethodSource("desksAndCommon")
    void both_languages_have_the_same_texts(String words) throws IOException {
        assertThat(words(words + "_zh")).isEqualTo(words(words + "_en")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("desks")
    void every_text_that_a_desk_uses_is_there(String desk) throws IOException {
        Set<String> known = words(desk + "_zh");
        known.addAll(words("common_zh"));

        assertThat(known).containsAll(used(ASSETS.resolve("screens").resolve(desk)));
        assertThat(known).containsAll(OF_EACH_DESK);
    }

    @Test
    void what_all_desks_load_says_only_what_all_have_and_what_each_is_called() throws IOException {
        Set<String> known = words("common_zh");
        known.addAll(OF_EACH_DESK);

        assertThat(known).containsAll(used(ASSETS.resolve("shell")));
        assertThat(known).containsAll(used(ASSETS.resolve("../../../desk.html")));
    }

    @ParameterizedTest
    @MethodSource("desks")
    void no_text_of_all_desks_is_said_again_by_one(String desk) throws IOException {
        Set<String> own = words(desk + "_zh");
        own.retainAll(words("common_zh"));
        assertThat(own).isEmpty();
    }

    static List<String> desks() throws IOException {
        try (var scripts = Files.list(ASSETS.resolve("desks"))) {
            return scripts.map(script -> script.getFileName().toString().replace(".js", ""))
                    .sorted()
                    .toList();
        }
    }

    static List<String> desksAndCommon() throws IOException {
        return Stream.concat(Stream.of("common"), desks().stream()).toList();
    }

    private static Set<String> words(String name) throws IOException {
        JsonNode texts = new ObjectMapper()
                .readTree(ASSETS.resolve("words").resolve(name + ".json").toFile());
        var keys = new TreeSet<String>();
        texts.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static Set<String> used(Path place) throws IOException {
        var used = new TreeSet<String>();
        try (var files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                USED.matcher(Files.readString(file)).results().forEach(found -> {
                    for (int i = 1; i <= found.groupCount(); i++) {
                        if (found.group(i) != null) {
                            used.add(found.group(i));
                        }
                    }
                });
            }
        }
        return used;
    }
}
