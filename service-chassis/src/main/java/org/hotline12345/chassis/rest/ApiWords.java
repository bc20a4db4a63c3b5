package org.hotline12345.chassis.rest;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.chassis.language.Text;

/**
 * What the description of an interface says in words: {@code api-words.properties} of the chassis, for what all services share, and
 * of the service. Keys, from the special to the general:
 *
 * <ul>
 *   <li>{@code GET/units/{code}} an operation, its summary and after a bar its description;
 *   <li>{@code GET/units?level} its parameter, {@code ?level} the parameter of that name anywhere;
 *   <li>{@code Unit} a schema, {@code Unit.group} its field, {@code .group} the field of that name anywhere;
 *   <li>{@code UnitLevel#CITY} a code, Chinese and after a bar English; {@code UnitLevel} names the list of codes in the same way;
 *   <li>{@code UnitBody!} an example of what is sent, JSON.
 * </ul>
 */
public final class ApiWords {
    private static final String FILE = "api-words.properties";
    private static final String BAR = " | ";

    private final Map<String, String> words;

    private ApiWords(Map<String, String> words) {
        this.words = words;
    }

    /** The words on the class path. */
    public static ApiWords onClassPath() {
        try {
            return of(Collections.list(
                    Thread.currentThread().getContextClassLoader().getResources(FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words of some files, in the order in which they stand there. */
    static ApiWords of(List<URL> files) throws IOException {
        var words = new LinkedHashMap<String, String>();
        var properties = new Properties() {
            @Override
            public synchronized Object put(Object key, Object word) {
                return words.put(key.toString(), word.toString().strip());
            }
        };
        for (URL file : files) {
            try (var reader = new InputStreamReader(file.openStream(), StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
        }
        return new ApiWords(words);
    }

    /** All that is said, by key. */
    Map<String, String> all() {
        return Collections.unmodifiableMap(words);
    }

    /** In one line; what is said of the first key that is known. */
    Optional<String> line(String... keys) {
        return parts(keys).map(parts -> String.join(" ", parts));
    }

    /** An example of a schema, as JSON. */
    Optional<String> example(String schema) {
        return Optional.ofNullable(words.get(schema + "!"));
    }

    /** What stands before the bar and what stands behind it. */
    Optional<List<String>> parts(String... keys) {
        return List.of(keys).stream()
                .filter(words::containsKey)
                .findFirst()
                .map(key -> List.of(words.get(key).split(" \\| ", 2)));
    }

    /**
     * The list of a type: the one of its name, or the one list that has the same codes, since a type of its own within another is
     * named by chance.
     */
    Optional<CodeList> list(String name, Collection<String> codes) {
        List<CodeList> same = lists().stream()
                .filter(list -> Set.copyOf(codes)
                        .equals(list.codes().stream().map(Code::code).collect(Collectors.toSet())))
                .toList();
        return same.stream()
                .filter(list -> same.size() == 1 || list.list().equals(name))
                .findFirst();
    }

    /** A list of codes. */
    public record CodeList(String list, String zh, String en, List<Code> codes) {}

    /** A code with its words. */
    public record Code(String code, String zh, String en) {}

    /** The lists of codes, as they stand in the files. */
    public List<CodeList> lists() {
        var lists = new LinkedHashMap<String, List<Code>>();
        words.forEach((key, word) -> {
            int mark = key.indexOf('#');
            if (mark > 0) {
                Text text = text(key);
                lists.computeIfAbsent(key.substring(0, mark), list -> new ArrayList<>())
                        .add(new Code(key.substring(mark + 1), text.zh(), text.en()));
            }
        });
        return lists.entrySet().stream()
                .map(list -> {
                    Text name = text(list.getKey());
                    return new CodeList(list.getKey(), name.zh(), name.en(), List.copyOf(list.getValue()));
                })
                .toList();
    }

    private Text text(String key) {
        String word = words.getOrDefault(key, "");
        int bar = word.indexOf(BAR);
        if (bar < 0) {
            throw new IllegalStateException("not in two languages: " + key);
        }
        return new Text(word.substring(0, bar), word.substring(bar + BAR.length()));
    }
}
