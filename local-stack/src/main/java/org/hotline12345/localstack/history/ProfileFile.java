package org.hotline12345.localstack.history;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.hotline12345.localstack.history.model.Condition;
import org.hotline12345.localstack.history.model.Moment;
import org.hotline12345.localstack.history.model.Profile;
import org.hotline12345.localstack.history.model.Text;
import org.hotline12345.localstack.history.model.Value;
import org.hotline12345.localstack.language.Problem;

/**
 * Reads a profile from YAML. What it does not know it refuses, with the place in the file, so that a slip of the pen does
 * not change a city's history in silence. The language is described in {@code profiles/README.md}.
 */
public final class ProfileFile {
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final TypeReference<List<Map<String, Object>>> BODIES = new TypeReference<>() {};

    private ZoneId zone = ZoneId.of("Asia/Shanghai");
    private LocalTime clock = LocalTime.NOON;
    private List<DateTimeFormatter> formats = List.of();
    private Set<String> reads = new LinkedHashSet<>();

    private ProfileFile() {}

    /** A profile by its path, or by the name of one that comes with the suite. */
    public static Profile named(String nameOrPath) throws IOException {
        Path path = Path.of(nameOrPath);
        if (Files.isRegularFile(path)) {
            try (InputStream in = Files.newInputStream(path)) {
                return read(in);
            }
        }
        String file = path.getFileName().toString();
        String name = file.endsWith(".yaml") ? file : file + ".yaml";
        try (InputStream in = ProfileFile.class.getResourceAsStream("/profiles/" + name)) {
            if (in == null) {
                throw Problem.usage("import.profile.unknown", nameOrPath);
            }
            return read(in);
        }
    }

    public static Profile read(InputStream in) throws IOException {
        return new ProfileFile().profile(new Place("", YAML.readTree(in)));
    }

    private Profile profile(Place root) {
        root.only(
                "name",
                "title",
                "source",
                "key",
                "sameMessage",
                "refuse",
                "case",
                "setup",
                "triage",
                "handling",
                "compare");
        Place source = root.need("source");
        source.only("format", "encoding", "separator", "zipEntry", "zone", "dates", "clockWhenMissing");
        if (!source.text("format", "csv").equals("csv")) {
            throw source.at("format").wrong("only csv can be read");
        }
        zone = ZoneId.of(source.text("zone", "Asia/Shanghai"));
        clock = LocalTime.parse(source.text("clockWhenMissing", "12:00"));
        formats = source.need("dates").texts().stream().map(this::format).toList();
        Place caseFields = root.need("case");
        Map<String, Value> fields = new LinkedHashMap<>();
        Moment occurredAt = null;
        Moment replyDueAt = null;
        Value actor = Value.constant("importer");
        for (String name : caseFields.names()) {
            Place place = caseFields.at(name);
            switch (name) {
                case "occurredAt" -> occurredAt = moment(place);
                case "replyDueAt" -> replyDueAt = moment(place);
                case "actor" -> actor = value(place, name);
                default -> fields.put(name, value(place, name));
            }
        }
        if (occurredAt == null) {
            throw caseFields.wrong("occurredAt is missing");
        }
        Place title = root.at("title");
        String name = root.text("name", null);
        try {
            return new Profile(
                    name,
                    title.missing() ? Text.same(name) : text(title),
                    Charset.forName(source.text("encoding", "UTF-8")),
                    source.text("separator", ",").charAt(0),
                    source.text("zipEntry", ""),
                    value(root.need("key"), "key"),
                    root.at("sameMessage").missing()
                            ? List.of()
                            : columns(root.at("sameMessage").texts()),
                    root.at("refuse").each(this::refusal),
                    fields,
                    occurredAt,
                    replyDueAt,
                    actor,
                    setup(root.at("setup")),
                    root.at("triage").each(this::triage),
                    handling(root.need("handling")),
                    root.at("compare").missing() ? null : compare(root.at("compare")),
                    reads);
        } catch (IllegalArgumentException e) {
            throw new ProfileMistake(e.getMessage());
        }
    }

    private DateTimeFormatter format(String pattern) {
        try {
            return DateTimeFormatter.ofPattern(pattern.replace('y', 'u')).withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw new ProfileMistake("source.dates: " + pattern + " is no date format");
        }
    }

    private Profile.Refusal refusal(Place place) {
        place.only("when", "code", "reason");
        return new Profile.Refusal(condition(place.need("when")), place.text("code", null), text(place.need("reason")));
    }

    private Profile.TriageRule triage(Place place) {
        place.only("when", "unit", "category");
        return new Profile.TriageRule(
                place.at("when").missing() ? Condition.all(List.of()) : condition(place.at("when")),
                value(place.need("unit"), "unit"),
                place.at("category").missing() ? null : value(place.at("category"), "category"));
    }

    private static Profile.Setup setup(Place place) {
        place.only("units", "categories", "catalogue");
        return new Profile.Setup(
                place.at("units").bodies(),
                place.at("categories").bodies(),
                place.at("catalogue").bodies());
    }

    private Profile.Handling handling(Place place) {
        place.only("sign", "reply");
        Place sign = place.need("sign");
        sign.only("actor", "when");
        Place reply = place.need("reply");
        reply.only("when", "at", "disposition", "text", "author", "reviewer", "signOff");
        String when = sign.text("when", "always");
        if (!Set.of("always", "replied").contains(when)) {
            throw sign.at("when").wrong("always or replied");
        }
        Moment at = moment(reply.need("at"));
        return new Profile.Handling(
                sign.text("actor", null),
                when.equals("always"),
                reply.at("when").missing() ? Condition.blank(at.column()).not() : condition(reply.at("when")),
                at,
                value(reply.need("disposition"), "disposition"),
                value(reply.need("text"), "reply"),
                reply.text("author", null),
                reply.text("reviewer", null),
                reply.text("signOff", null));
    }

    private static Profile.Compare compare(Place place) {
        place.only("column", "inTime", "late");
        return new Profile.Compare(place.text("column", null), place.text("inTime", null), place.text("late", null));
    }

    private static Text text(Place place) {
        if (place.node.isTextual()) {
            return Text.same(place.node.asText());
        }
        place.only("zh", "en");
        return new Text(place.text("zh", null), place.text("en", null));
    }

    private Moment moment(Place place) {
        if (place.node.isTextual()) {
            return new Moment(column(place.node.asText()), formats, zone, clock);
        }
        place.only("column", "dates", "zone", "clockWhenMissing");
        return new Moment(
                column(place.text("column", null)),
                place.at("dates").missing()
                        ? formats
                        : place.at("dates").texts().stream().map(this::format).toList(),
                ZoneId.of(place.text("zone", zone.getId())),
                LocalTime.parse(place.text("clockWhenMissing", clock.toString())));
    }

    private Value value(Place place, String field) {
        if (place.node.isValueNode()) {
            return Value.constant(place.node.asText());
        }
        if (place.node.isArray()) {
            return Value.concat(place.each(part -> value(part, field)), "");
        }
        place.only(
                "column",
                "constant",
                "concat",
                "separator",
                "map",
                "of",
                "otherwise",
                "choose",
                "singleLine",
                "truncate",
                "whenBlank");
        Set<String> before = reads;
        reads = new LinkedHashSet<>();
        Value core = core(place, field);
        String columns = String.join(", ", reads);
        before.addAll(reads);
        reads = before;
        if (!place.at("map").missing()) {
            Map<String, String> table = new LinkedHashMap<>();
            Place map = place.at("map");
            map.names().forEach(key -> table.put(key, map.text(key, null)));
            core = core.by(table, columns, place.at("otherwise").missing() ? null : place.text("otherwise", null));
        }
        if (place.at("singleLine").node.asBoolean(false)) {
            core = core.singleLine();
        }
        if (!place.at("whenBlank").missing()) {
            core = core.whenBlank(value(place.at("whenBlank"), field));
        }
        int truncate = place.at("truncate").node.asInt(0);
        return truncate > 0 ? core.truncated(truncate, field) : core;
    }

    private Value core(Place place, String field) {
        if (!place.at("column").missing()) {
            return Value.column(column(place.text("column", null)));
        }
        if (!place.at("constant").missing()) {
            return Value.constant(place.text("constant", null));
        }
        if (!place.at("concat").missing()) {
            return Value.concat(place.at("concat").each(part -> value(part, field)), place.text("separator", ""));
        }
        if (!place.at("of").missing()) {
            return value(place.at("of"), field);
        }
        if (!place.at("choose").missing()) {
            return Value.choice(
                    place.at("choose").each(branch -> {
                        branch.only("when", "then");
                        return new Value.Branch(condition(branch.need("when")), value(branch.need("then"), field));
                    }),
                    place.at("otherwise").missing() ? Value.constant("") : value(place.at("otherwise"), field));
        }
        throw place.wrong("needs one of column, constant, concat, of, choose");
    }

    private String column(String name) {
        reads.add(name);
        return name;
    }

    private List<String> columns(List<String> names) {
        reads.addAll(names);
        return names;
    }

    private Condition condition(Place place) {
        place.only("blank", "notBlank", "column", "is", "in", "matches", "words", "before", "all", "any", "not");
        List<Condition> parts = new ArrayList<>();
        for (String name : place.names()) {
            Place part = place.at(name);
            switch (name) {
                case "blank" -> parts.add(Condition.blank(column(part.node.asText())));
                case "notBlank" ->
                    parts.add(Condition.blank(column(part.node.asText())).not());
                case "is" ->
                    parts.add(Condition.oneOf(column(place.text("column", null)), new LinkedHashSet<>(part.texts())));
                case "matches" -> parts.add(Condition.matches(column(place.text("column", null)), pattern(part)));
                case "words" ->
                    parts.add(Condition.words(columns(place.need("in").texts()), part.texts()));
                case "before" -> {
                    List<Moment> two = part.each(this::moment);
                    if (two.size() != 2) {
                        throw part.wrong("needs two times");
                    }
                    parts.add(Condition.before(two.get(0), two.get(1)));
                }
                case "all" -> parts.add(Condition.all(part.each(this::condition)));
                case "any" -> parts.add(Condition.any(part.each(this::condition)));
                case "not" -> parts.add(condition(part).not());
                default -> {
                    // column and in belong to is, matches and words
                }
            }
        }
        if (parts.isEmpty()) {
            throw place.wrong("says nothing");
        }
        return parts.size() == 1 ? parts.get(0) : Condition.all(parts);
    }

    private static Pattern pattern(Place place) {
        try {
            return Pattern.compile(place.node.asText());
        } catch (PatternSyntaxException e) {
            throw place.wrong("no regular expression: " + e.getDescription());
        }
    }

    /** A mistake in a profile, with the place where it stands. */
    public static final class ProfileMistake extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ProfileMistake(String message) {
            super(message);
        }
    }

    private record Place(String path, JsonNode node) {
        interface Reader<T> {
            T read(Place place);
        }

        boolean missing() {
            return node.isMissingNode() || node.isNull();
        }

        Place at(String name) {
            return new Place(path.isEmpty() ? name : path + "." + name, node.path(name));
        }

        Place need(String name) {
            Place place = at(name);
            if (place.missing()) {
                throw wrong(name + " is missing");
            }
            return place;
        }

        String text(String name, String otherwise) {
            Place place = at(name);
            if (place.missing()) {
                if (otherwise == null) {
                    throw wrong(name + " is missing");
                }
                return otherwise;
            }
            if (!place.node.isValueNode()) {
                throw place.wrong("must be a text");
            }
            return place.node.asText();
        }

        List<String> names() {
            List<String> names = new ArrayList<>();
            node.fieldNames().forEachRemaining(names::add);
            return names;
        }

        List<String> texts() {
            if (node.isValueNode()) {
                return List.of(node.asText());
            }
            List<String> texts = new ArrayList<>();
            node.forEach(item -> texts.add(item.asText()));
            return texts;
        }

        <T> List<T> each(Reader<T> reader) {
            List<T> items = new ArrayList<>();
            int i = 0;
            for (JsonNode item : node) {
                items.add(reader.read(new Place(path + "[" + i + "]", item)));
                i++;
            }
            return items;
        }

        List<Map<String, Object>> bodies() {
            return missing() ? List.of() : YAML.convertValue(node, BODIES);
        }

        void only(String... allowed) {
            Set<String> known = Set.of(allowed);
            for (String name : names()) {
                if (!known.contains(name)) {
                    throw wrong("does not know \"" + name + "\"");
                }
            }
        }

        ProfileMistake wrong(String message) {
            return new ProfileMistake((path.isEmpty() ? "profile" : path) + ": " + message);
        }
    }
}
