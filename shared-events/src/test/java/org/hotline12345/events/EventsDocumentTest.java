package org.hotline12345.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of events for readers, {@code docs/events.md}, lists what the catalogue holds. */
class EventsDocumentTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\| `…((?:case|office)[^`]+)` \\|");

    @Test
    void the_document_lists_every_event_with_its_type() throws IOException {
        var root = Path.of(System.getProperty("hotline.root", ".."));
        List<String> rows = Files.readString(root.resolve("docs/events.md"))
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::find)
                .map(row -> row.group(1) + " org.hotline12345." + row.group(2))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Contract.events()
                        .map(event -> event.getSimpleName() + " " + EventCatalogue.typeOf(event))
                        .toList());
    }
}
