package org.hotline12345.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the texts of a module keep: both languages say everything, with the same gaps, and Chinese has full-width punctuation. */
public final class BilingualTexts {
    private static final String ZH = "_zh.properties";
    private static final Pattern GAP = Pattern.compile("\\{\\w+}");

    /** A mark of half width that touches a Chinese character. A regular expression in a literal is none. */
    private static final Pattern HALF_WIDTH =
            Pattern.compile("\\p{IsHan}[,;:!?()]|[,;:!?()]\\p{IsHan}|\\p{IsHan}\\.(?=$|\\s|\\p{IsHan})");

    private static final Pattern LITERAL = Pattern.compile("\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"");
    private static final Pattern REGULAR_EXPRESSION = Pattern.compile("\\(\\?|\\\\\\\\|\\.\\*|\\)[*+?]|\\[[^]]*]");

    private BilingualTexts() {}

    /** Every key stands in both languages, says something, and has the same gaps. */
    public static void areComplete(String module) {
        for (Path chinese : bundles(module)) {
            var zh = read(chinese);
            var en = read(Path.of(chinese.toString().replace(ZH, "_en.properties")));
            assertThat(en.keySet()).as("keys of %s in English", chinese).isEqualTo(zh.keySet());
            zh.forEach((key, text) -> {
                assertThat(text).as("%s %s", chinese, key).isNotBlank();
                assertThat(en.get(key)).as("%s %s", chinese, key).isNotBlank();
                assertThat(gaps(en.get(key))).as("gaps of %s %s", chinese, key).isEqualTo(gaps(text));
            });
        }
    }

    /** Chinese sentences use ，；：！？（）。 and not their narrow likenesses, in properties and in literals of the code. */
    public static void haveFullWidthPunctuation(String module) {
        var narrow = new TreeMap<String, String>();
        for (Path chinese : bundles(module)) {
            read(chinese).forEach((key, text) -> {
                if (HALF_WIDTH.matcher(text).find()) {
                    narrow.put(chinese.getFileName() + " " + key, text);
                }
            });
        }
        for (Path source : files(module, "src/main/java", ".java")) {
            LITERAL.matcher(string(source))
                    .results()
                    .map(found -> found.group(1))
                    .filter(text -> HALF_WIDTH.matcher(text).find()
                            && !REGULAR_EXPRESSION.matcher(text).find())
                    .forEach(text -> narrow.put(source.getFileName() + " " + text, text));
        }
        assertThat(narrow).as("Chinese with punctuation of half width").isEmpty();
    }

    private static List<Path> bundles(String module) {
        return files(module, "src/main/resources", ZH);
    }

    private static List<Path> files(String module, String folder, String end) {
        Path root = ProjectRoot.find().resolve(module).resolve(folder);
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TreeMap<String, String> read(Path file) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, properties::getProperty, (a, b) -> a, TreeMap::new));
    }

    private static TreeSet<String> gaps(String text) {
        return GAP.matcher(text).results().map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String string(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
