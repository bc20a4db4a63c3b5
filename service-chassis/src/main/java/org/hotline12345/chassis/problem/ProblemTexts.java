package org.hotline12345.chassis.problem;

import java.util.List;
import java.util.Optional;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.language.TextBundle;

/** The texts of problems in both languages: the chassis's own and those a service adds. */
public final class ProblemTexts {
    private static final TextBundle TEXTS = TextBundle.of("problems", "problems-service");

    private ProblemTexts() {}

    /** The text of a key with {@code {0}, {1} …} filled in; empty if there is none. */
    public static Optional<String> find(Language language, String key, List<Object> args) {
        return TEXTS.find(key)
                .map(text -> text.fill(args.stream().map(ProblemTexts::words).toArray())
                        .in(language));
    }

    /** The text of a key, or the key itself. */
    public static String text(Language language, String key, Object... args) {
        return find(language, key, List.of(args)).orElse(key);
    }

    /** An argument can be the key of a text itself, such as type.time, or codes that have words. */
    private static Object words(Object argument) {
        if (argument instanceof Coded coded) {
            Text words = coded.words(TEXTS);
            return TEXTS.find("list-of." + coded.group())
                    .map(list -> list.fill(words))
                    .orElse(words);
        }
        return argument instanceof String key && key.startsWith("type.")
                ? TEXTS.find(key).orElse(new Text(key, key))
                : argument;
    }
}
