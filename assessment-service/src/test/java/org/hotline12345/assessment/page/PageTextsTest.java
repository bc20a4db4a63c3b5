package org.hotline12345.assessment.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.TextBundle;
import org.junit.jupiter.api.Test;

class PageTextsTest {
    private static final Path SCRIPTS = Path.of("src/main/resources/META-INF/resources/assets");
    private static final Pattern USED = Pattern.compile("\\bt\\.(\\w+)|\\bsay\\('([\\w-]+)'");

    private final TextBundle texts = TextBundle.of("page");

    @Test
    void both_languages_have_the_same_texts() {
        assertThat(texts.in(Language.EN).keySet())
                .isEqualTo(texts.in(Language.ZH).keySet());
    }

    @Test
    void every_text_that_a_script_uses_is_there() throws IOException {
        assertThat(texts.in(Language.ZH).keySet()).containsAll(used());
    }

    private static Set<String> used() throws IOException {
        var used = new TreeSet<String>();
        try (var files = Files.walk(SCRIPTS)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".js")).toList()) {
                USED.matcher(Files.readString(file))
                        .results()
                        .forEach(found -> used.add(found.group(1) == null ? found.group(2) : found.group(1)));
            }
        }
        return used;
    }
}
