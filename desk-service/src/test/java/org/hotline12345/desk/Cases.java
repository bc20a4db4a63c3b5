package org.hotline12345.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What the services say of a few cases: {@code cases/answers.txt} names the file that answers each path. */
final class Cases {
    static final String ORDER = id(3);
    static final String IN_REVIEW = id(4);
    static final String CORRECTED = id(5);
    static final String SUPERVISION = id(907);
    static final String CALLBACK = id(201);

    private Cases() {}

    private static String id(int number) {
        return "00000000-0000-4000-8000-%012d".formatted(number);
    }

    static void tell(StandIns services) {
        read("answers.txt")
                .lines()
                .map(line -> line.split(" "))
                .forEach(parts -> services.answer(parts[0], parts[1], read(parts[2] + ".json")));
    }

    static String read(String name) {
        try (var in = Objects.requireNonNull(Cases.class.getResourceAsStream("/cases/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
