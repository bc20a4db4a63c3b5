package org.hotline12345.desk.citizen;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Which files a citizen may send, as intake tells; none while that is not known, for a form goes without too. */
@ApplicationScoped
class FileLimits {
    private static final int MEBIBYTE = 1 << 20;

    private final Remembered<Limits> known;

    FileLimits(CitizenServices services) {
        this.known = new Remembered<>(
                new Limits(0, 0, List.of()), () -> services.told("attachments/limits"), FileLimits::read);
    }

    /**
     * What may be sent.
     *
     * @param most How many files; 0: none.
     * @param size The largest, in bytes.
     */
    record Limits(int most, long size, List<String> types) {
        /** The largest, in megabytes as people count them. */
        long megabytes() {
            return size / MEBIBYTE;
        }

        /** As people read them. */
        String names() {
            return String.join("、", types);
        }

        /** As a browser offers them: by the ends of names. */
        String endings() {
            return types.stream()
                    .map(type -> "." + type.toLowerCase(Locale.ROOT))
                    .map(end -> end.equals(".jpeg") ? ".jpg,.jpeg" : end)
                    .collect(Collectors.joining(","));
        }
    }

    Uni<Limits> now() {
        return known.now();
    }

    private static Limits read(JsonNode told) {
        return new Limits(
                told.path("most").asInt(),
                told.path("maxSize").asLong(),
                StreamSupport.stream(told.path("types").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }
}
