package org.hotline12345.chassis.problem;

import java.util.List;
import java.util.stream.Collectors;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.language.TextBundle;

/**
 * Codes of the interface that a person is to read: each in the words of its key, {@code state.SIGNED}; one without words stands as it
 * is.
 *
 * @param group What they are codes of.
 */
record Coded(String group, List<String> codes) {
    Coded {
        codes = List.copyOf(codes);
    }

    Text words(TextBundle texts) {
        List<Text> words = codes.stream()
                .map(code -> texts.find(group + "." + code).orElse(new Text(code, code)))
                .toList();
        return new Text(
                words.stream().map(Text::zh).collect(Collectors.joining("、")),
                words.stream().map(Text::en).collect(Collectors.joining(", ")));
    }
}
