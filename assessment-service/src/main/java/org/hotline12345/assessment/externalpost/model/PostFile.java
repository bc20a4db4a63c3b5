package org.hotline12345.assessment.externalpost.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hotline12345.chassis.time.ShanghaiTime;

/**
 * A file of posts: CSV (RFC 4180, UTF-8), the first line names the columns, in English or Chinese. A row that is wrong is
 * refused with its line, its column and the reason; the others are taken.
 */
public final class PostFile {
    /** So many rows are read at once. */
    public static final int MOST_ROWS = 2_000;

    private static final int LONGEST_SOURCE = 50;
    private static final int LONGEST_ID = 100;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 10_000;
    private static final int LONGEST_URL = 500;
    private static final List<DateTimeFormatter> TIMES =
            List.of(DateTimeFormatter.ofPattern("uuuu-M-d H:m[:s]"), DateTimeFormatter.ofPattern("uuuu/M/d H:m[:s]"));
    private static final List<DateTimeFormatter> DAYS =
            List.of(DateTimeFormatter.ofPattern("uuuu-M-d"), DateTimeFormatter.ofPattern("uuuu/M/d"));

    /** The columns, with the Chinese names they may have. */
    private static final Map<String, String> COLUMNS = columns();

    private static final List<String> NEEDED = List.of("source", "id", "postedAt", "title", "text");

    private PostFile() {}

    private static Map<String, String> columns() {
        var columns = new LinkedHashMap<String, String>();
        columns.put("source", "来源");
        columns.put("id", "编号");
        columns.put("postedAt", "发布时间");
        columns.put("title", "标题");
        columns.put("text", "内容");
        columns.put("url", "链接");
        columns.put("area", "属地");
        columns.put("category", "事项类别");
        return columns;
    }

    /**
     * A post.
     *
     * @param source Channel it was written on, such as 人民网; without a colon.
     * @param url Address. May be null.
     * @param area Area code. May be null.
     * @param category Category code. May be null.
     */
    public record Post(
            String source,
            String id,
            Instant postedAt,
            String title,
            String text,
            String url,
            String area,
            String category) {
        /** The same for the same content. */
        public String fingerprint() {
            String all = String.join("\u001f", title, text, postedAt.toString(), or(url), or(area), or(category));
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String or(String text) {
            return text == null ? "" : text;
        }
    }

    /**
     * A row that was not taken.
     *
     * @param line Line on which it begins, from 1.
     */
    public record Refused(int line, String column, String message, List<Object> args) {}

    /**
     * What a file says.
     *
     * @param missing Columns that are not there: nothing was read.
     * @param tooLong Whether there are too many rows: nothing was read.
     */
    public record Content(List<Post> posts, List<Refused> refused, List<String> missing, boolean tooLong) {}

    /**
     * Reads a file.
     *
     * @param now No post is of the future.
     */
    public static Content read(String csv, Instant now, Predicate<String> area, Predicate<String> category) {
        List<Line> lines = lines(csv.startsWith("\uFEFF") ? csv.substring(1) : csv);
        Map<String, Integer> places =
                lines.isEmpty() ? Map.of() : places(lines.get(0).cells());
        List<String> missing =
                NEEDED.stream().filter(column -> !places.containsKey(column)).toList();
        if (!missing.isEmpty()) {
            return new Content(List.of(), List.of(), missing, false);
        }
        if (lines.size() - 1 > MOST_ROWS) {
            return new Content(List.of(), List.of(), List.of(), true);
        }
        var posts = new ArrayList<Post>();
        var refused = new ArrayList<Refused>();
        Set<String> seen = new HashSet<>();
        for (Line line : lines.subList(1, lines.size())) {
            var row = new Row(line, lines.get(0).cells().size(), places, new ArrayList<>());
            Post post = post(row, now, area, category);
            if (row.wrong().isEmpty() && !seen.add(post.source() + ":" + post.id())) {
                row.refuse("id", "violation.post.twice");
            }
            if (row.wrong().isEmpty()) {
                posts.add(post);
            } else {
                refused.add(row.wrong().get(0));
            }
        }
        return new Content(posts, refused, List.of(), false);
    }

    private static Post post(Row row, Instant now, Predicate<String> area, Predicate<String> category) {
        if (row.line().cells().size() > row.width()) {
            row.refuse("id", "violation.post.cells");
        }
        String source = row.needed("source", LONGEST_SOURCE);
        if (source.contains(":")) {
            row.refuse("source", "violation.post.colon");
        }
        String id = row.needed("id", LONGEST_ID);
        Instant postedAt = time(row.text("postedAt")).orElse(null);
        if (postedAt == null) {
            row.refuse("postedAt", "violation.post.time");
        } else if (postedAt.isAfter(now)) {
            row.refuse("postedAt", "violation.PastOrPresent");
        }
        String title = row.needed("title", LONGEST_TITLE);
        String text = row.needed("text", LONGEST_TEXT);
        String url = row.optional("url", LONGEST_URL);
        if (url != null && !url.startsWith("http://") && !url.startsWith("https://")) {
            row.refuse("url", "violation.post.url");
        }
        String inArea = row.optional("area", LONGEST_ID);
        if (inArea != null && !area.test(inArea)) {
            row.refuse("area", "violation.post.area");
        }
        String ofCategory = row.optional("category", LONGEST_ID);
        if (ofCategory != null && !category.test(ofCategory)) {
            row.refuse("category", "violation.post.category");
        }
        return new Post(source, id, postedAt, title, text, url, inArea, ofCategory);
    }

    private record Row(Line line, int width, Map<String, Integer> places, List<Refused> wrong) {
        String text(String column) {
            Integer place = places.get(column);
            return place == null || place >= line.cells().size()
                    ? ""
                    : line.cells().get(place).strip();
        }

        String needed(String column, int longest) {
            String text = text(column);
            if (text.isEmpty()) {
                refuse(column, "violation.required");
            } else if (text.length() > longest) {
                refuse(column, "violation.Size", 1, longest);
            }
            return text;
        }

        String optional(String column, int longest) {
            String text = text(column);
            if (text.length() > longest) {
                refuse(column, "violation.Size", 1, longest);
            }
            return text.isEmpty() ? null : text;
        }

        void refuse(String column, String message, Object... args) {
            wrong.add(new Refused(line.number(), column, message, List.of(args)));
        }
    }

    private static Map<String, Integer> places(List<String> head) {
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < head.size(); i++) {
            String name = head.get(i).strip();
            for (var column : COLUMNS.entrySet()) {
                if (name.equalsIgnoreCase(column.getKey()) || name.equals(column.getValue())) {
                    places.putIfAbsent(column.getKey(), i);
                }
            }
        }
        return places;
    }

    /** A time with an offset, or one of Shanghai with or without a clock. */
    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            // not this format
        }
        for (DateTimeFormatter format : TIMES) {
            try {
                return Optional.of(LocalDateTime.parse(text, format)
                        .atZone(ShanghaiTime.ZONE)
                        .toInstant());
            } catch (DateTimeException e) {
                // not this format
            }
        }
        for (DateTimeFormatter format : DAYS) {
            try {
                return Optional.of(LocalDate.parse(text, format)
                        .atStartOfDay(ShanghaiTime.ZONE)
                        .toInstant());
            } catch (DateTimeException e) {
                // not this format
            }
        }
        return Optional.empty();
    }

    private record Line(int number, List<String> cells) {}

    private static List<Line> lines(String text) {
        var lines = new ArrayList<Line>();
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        int number = 1;
        int start = 1;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            number += c == '\n' ? 1 : 0;
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"' && (quoted || cell.toString().isBlank())) {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                cells.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    add(lines, start, cells);
                    start = number;
                }
            } else if (quoted || c != '\r') {
                cell.append(c);
            }
        }
        if (!cell.isEmpty() || !cells.isEmpty()) {
            cells.add(cell.toString());
            add(lines, start, cells);
        }
        return lines;
    }

    private static void add(List<Line> lines, int start, List<String> cells) {
        if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
            lines.add(new Line(start, List.copyOf(cells)));
        }
        cells.clear();
    }
}
