package org.hotline12345.assessment.hotissue.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/** Real messages, read from the files beside the project, and the groups that are found in them. */
final class Messages {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    /** The messages name districts by letter and number, cities by the letter: A7县, A市. */
    private static final Pattern MASKED_DISTRICT = Pattern.compile("([A-Z]\\d+)[市区县]");

    private static final Pattern MASKED_CITY = Pattern.compile("([A-Z])[市区县]");

    /** As the office's areas do: a district lies in its city, and two districts are apart. */
    private static final Places PLACES = (one, other) ->
            one.equals(other) || Math.min(one.length(), other.length()) == 1 && one.charAt(0) == other.charAt(0);

    /** A district named later is one of many that a long text may name. */
    private static final int SAID_FIRST = 200;

    private static final int LENGTH_OF_TITLE = 20;

    private Messages() {}

    /**
     * A message.
     *
     * @param place The city or district, as an agent would give the area. May be null.
     */
    record Message(String id, Instant at, String citizen, String title, String text, String place) {}

    /** A group that was found, its messages in the order of time. */
    record Found(List<Message> messages, Vocabulary known) {
        int size() {
            return messages.size();
        }

        IssueName name() {
            return IssueName.of(
                    messages.stream()
                            .map(m -> new IssueName.Title(
                                    UUID.nameUUIDFromBytes(m.citizen().getBytes(StandardCharsets.UTF_8)),
                                    m.title(),
                                    m.text()))
                            .toList(),
                    known);
        }

        long citizens() {
            return messages.stream().map(Message::citizen).distinct().count();
        }
    }

    /** The thirty messages of which two groups are one issue each. */
    static List<Message> sample(Path file) throws IOException {
        return rows(Files.readString(file)).stream()
                .map(row -> new Message(
                        row.get("留言编号"),
                        time(row.get("留言时间"), "yyyy-M-d H:mm:ss", SHANGHAI),
                        row.get("留言用户"),
                        row.get("留言主题"),
                        row.get("留言详情"),
                        null))
                .toList();
    }

    /** Which group each message of the sample belongs to; 0 for none. */
    static Map<String, String> gold(Path file) throws IOException {
        var gold = new HashMap<String, String>();
        rows(Files.readString(file)).forEach(row -> gold.put(row.get("留言编号"), row.get("topic_id")));
        return gold;
    }

    /** Messages of ten years to the officials of a province. */
    static List<Message> withReplies(Path file) throws IOException {
        var messages = new ArrayList<Message>();
        for (var row : rows(Files.readString(file))) {
            Instant at = time(row.get("received_at").strip(), "yyyy/M/d H:mm:ss", SHANGHAI);
            if (at != null) {
                String place = place(row.get("title"), row.get("text"));
                messages.add(new Message(
                        row.get("message_id"), at, row.get("citizen"), row.get("title"), row.get("text"), place));
            }
        }
        messages.sort(Comparator.comparing(Message::at));
        return messages;
    }

    /**
     * The texts from which the router learns: they have no time, and are put evenly among the others.
     *
     * @param among These, sorted by time.
     */
    static List<Message> training(Path file, List<Message> among) throws IOException {
        var rows = rows(Files.readString(file));
        Instant first = among.get(0).at();
        long span = Duration.between(first, among.get(among.size() - 1).at()).toSeconds();
        var messages = new ArrayList<Message>();
        for (int i = 0; i < rows.size(); i++) {
            String text = rows.get(i).get("text").replace(" ", "");
            String title = text.substring(0, Math.min(LENGTH_OF_TITLE, text.length()));
            messages.add(new Message(
                    "training-" + i,
                    first.plusSeconds(span * i / rows.size()),
                    "citizen-" + i,
                    title,
                    text,
                    place(text)));
        }
        return messages;
    }

    /** Half a year of a city's cases: what it is about is one of some hundred kinds. */
    static List<Message> boston(Path zip) throws IOException {
        var messages = new ArrayList<Message>();
        try (var file = new ZipFile(zip.toFile());
                InputStream in = file.getInputStream(file.entries().nextElement())) {
            for (var row : rows(new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
                Instant at = time(row.get("open_dt"), "yyyy-M-d H:mm:ss", ZoneId.of("America/New_York"));
                String place = row.get("neighborhood");
                if (at != null) {
                    messages.add(new Message(
                            row.get("case_enquiry_id"),
                            at,
                            row.get("case_enquiry_id"),
                            row.get("case_title"),
                            row.get("type") + "; "
                                    + row.get("location_street_name").replaceAll("^[0-9-]+ ", ""),
                            place == null || place.isBlank() ? null : place));
                }
            }
        }
        messages.sort(Comparator.comparing(Message::at));
        return messages;
    }

    /** Places the messages one after another, in the order given. */
    static List<Found> group(List<Message> messages, GroupingRules rules) {
        var words = new CountedWords();
        var number = new long[1];
        var grouping = new Grouping(rules, PLACES, () -> new UUID(0, number[0]++));
        Map<Message, UUID> placed = new LinkedHashMap<>();
        for (Message message : messages) {
            Terms terms = Terms.of(message.title(), message.text());
            Features features = Features.of(terms, words);
            words.count(terms);
            placed.put(
                    message,
                    grouping.place(new CaseEntry(
                                    UUID.nameUUIDFromBytes(message.id().getBytes(StandardCharsets.UTF_8)),
                                    message.at(),
                                    message.place(),
                                    null,
                                    features,
                                    words))
                            .group());
        }
        Map<UUID, UUID> merged = grouping.merged();
        Map<UUID, List<Message>> groups = new LinkedHashMap<>();
        placed.forEach(
                (message, group) -> groups.computeIfAbsent(merged.getOrDefault(group, group), g -> new ArrayList<>())
                        .add(message));
        return groups.values().stream()
                .map(found ->
                        found.stream().sorted(Comparator.comparing(Message::at)).toList())
                .map(found -> new Found(found, words))
                .toList();
    }

    private static String place(String... texts) {
        for (Pattern pattern : List.of(MASKED_DISTRICT, MASKED_CITY)) {
            for (String text : texts) {
                Matcher matcher = pattern.matcher(text.substring(0, Math.min(SAID_FIRST, text.length())));
                if (matcher.find()) {
                    return matcher.group(1);
                }
            }
        }
        return null;
    }

    private static Instant time(String text, String pattern, ZoneId zone) {
        try {
            return LocalDateTime.parse(text, DateTimeFormatter.ofPattern(pattern))
                    .atZone(zone)
                    .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static List<Map<String, String>> rows(String csv) {
        String text = csv.startsWith("\uFEFF") ? csv.substring(1) : csv;
        var records = new ArrayList<List<String>>();
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                cells.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    records.add(List.copyOf(cells));
                    cells.clear();
                }
            } else if (quoted || c != '\r') {
                cell.append(c);
            }
        }
        var rows = new ArrayList<Map<String, String>>();
        List<String> head = records.get(0).stream().map(String::strip).toList();
        for (List<String> record : records.subList(1, records.size())) {
            if (record.size() == head.size()) {
                var row = new HashMap<String, String>();
                for (int i = 0; i < head.size(); i++) {
                    row.put(head.get(i), record.get(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
