package org.hotline12345.chassis.page;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.time.ShanghaiTime;

/** A place in a sorted list: the sort key of the last item, opaque to the caller. */
public final class Cursor {
    private static final String SEPARATOR = "\u001f";

    /** Before all, in a list that goes by a moment and an id. */
    public static final Cursor START = new Cursor(List.of(Instant.EPOCH.toString(), new UUID(0, 0).toString()));

    private final List<String> parts;

    private Cursor(List<String> parts) {
        this.parts = parts;
    }

    /** The text of a sort key. */
    public static String encode(Object... parts) {
        String joined = Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining(SEPARATOR));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }

    /** The sort key of a text; the problem {@code invalid-cursor} if it was not made by {@link #encode}. */
    public static Cursor decode(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            String joined = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Cursor(List.of(joined.split(SEPARATOR, -1)));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw invalid();
        }
    }

    /** A part as text. */
    public String text(int part) {
        if (part >= parts.size()) {
            throw invalid();
        }
        return parts.get(part);
    }

    /** A part as a number. */
    public long number(int part) {
        return read(part, Long::parseLong);
    }

    /** A part as an id. */
    public UUID uuid(int part) {
        return read(part, UUID::fromString);
    }

    /** A part as an instant. */
    public Instant instant(int part) {
        return read(part, Instant::parse);
    }

    /** A part as an argument for {@code timestamptz}. */
    public OffsetDateTime time(int part) {
        return ShanghaiTime.of(instant(part));
    }

    private <T> T read(int part, Function<String, T> reader) {
        try {
            return reader.apply(text(part));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw invalid();
        }
    }

    private static Problem invalid() {
        return Problem.of(ProblemType.INVALID_CURSOR);
    }
}
