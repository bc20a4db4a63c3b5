package org.hotline12345.followup.notice.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.UrgeLevel;

/**
 * The words of notices to units and of messages to citizens, from the templates {@code notices/texts_zh.properties} and {@code texts_en.properties} and what a city
 * put in their place. What an event carries is Chinese; pages and lists are written in the reader's language.
 */
public final class NoticeTexts {
    /** Chinese, as shipped. */
    public static final NoticeTexts ZH = shipped("zh", "yyyy年M月d日");

    /** English, as shipped. */
    public static final NoticeTexts EN = shipped("en", "yyyy-MM-dd");

    private static final Pattern GAP = Pattern.compile("\\{(\\d)}");

    private final Map<String, String> texts;
    private final DateTimeFormatter days;

    private NoticeTexts(Map<String, String> texts, DateTimeFormatter days) {
        this.texts = Map.copyOf(texts);
        this.days = days;
    }

    private static NoticeTexts shipped(String language, String days) {
        String name = "/notices/texts_" + language + ".properties";
        try (InputStream file = NoticeTexts.class.getResourceAsStream(name)) {
            return new NoticeTexts(
                    read(new InputStreamReader(file, StandardCharsets.UTF_8)), DateTimeFormatter.ofPattern(days));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Templates as they stand in a file. */
    public static Map<String, String> read(Reader file) throws IOException {
        var properties = new Properties();
        properties.load(file);
        var all = new HashMap<String, String>();
        properties.forEach((key, text) -> all.put(key.toString(), text.toString()));
        return all;
    }

    /**
     * The same with a city's own templates in place of those of the same key.
     *
     * @throws IllegalArgumentException names the template that is not sound: its key is unknown, it is empty, or its gaps are not those
     *     of the shipped one
     */
    public NoticeTexts with(Map<String, String> own) {
        own.forEach(this::check);
        var all = new HashMap<>(texts);
        all.putAll(own);
        return new NoticeTexts(all, days);
    }

    private void check(String key, String own) {
        String shipped = texts.get(key);
        if (shipped == null) {
            throw new IllegalArgumentException("there is no template " + key);
        }
        if (own.isBlank()) {
            throw new IllegalArgumentException("template " + key + " is empty");
        }
        Set<String> gaps =
                GAP.matcher(shipped).results().map(gap -> gap.group(1)).collect(Collectors.toSet());
        if (!gaps.isEmpty() && !fills(own, gaps.size())) {
            throw new IllegalArgumentException(
                    "template " + key + " must have the gaps of the shipped one: " + shipped);
        }
    }

    /** Whether so many values, and no other, appear in the text. */
    private static boolean fills(String template, int gaps) {
        String[] values =
                IntStream.range(0, gaps).mapToObj(i -> "\u0001" + i + "\u0001").toArray(String[]::new);
        try {
            String filled = new MessageFormat(template).format(values);
            return Arrays.stream(values).allMatch(filled::contains) && filled.indexOf('{') < 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A deadline is over: what is told to the level of the ladder; a review is told of when its day has come. */
    public String overdue(UrgeLevel level, DeadlineKind kind, Instant dueAt) {
        if (kind == DeadlineKind.REVIEW && level == UrgeLevel.HANDLERS) {
            return say("review", time(dueAt));
        }
        return say("overdue." + level, kind(kind), time(dueAt));
    }

    /** The hotline's own people are late. */
    public String officeOverdue(DeadlineKind kind, Instant dueAt) {
        return say("office." + kind, time(dueAt));
    }

    /** The citizen called again for the n-th time. */
    public String citizenUrged(int times) {
        return say("citizen", times);
    }

    /** Supervision opens because a deadline has long been over. */
    public String overdueSupervision(DeadlineKind kind, Instant dueAt) {
        return say("supervision.overdue", kind(kind), time(dueAt));
    }

    /** Supervision goes up a level because a deadline has long been over. */
    public String overdueRaised(DeadlineKind kind, Instant dueAt) {
        return say("supervision.raised", kind(kind), time(dueAt));
    }

    /** Supervision opens because the citizen called again for the n-th time. */
    public String urgedAgain(int times) {
        return say("supervision.urged", times);
    }

    /** Supervision opens because the citizen was dissatisfied for the n-th time. */
    public String dissatisfiedAgain(int times) {
        return say("supervision.dissatisfied", times);
    }

    /** Supervision opens because the case is handled again for the n-th time. */
    public String handledAgain(int times) {
        return say("supervision.reworked", times);
    }

    /** Supervision opens because the case was returned for the n-th time. */
    public String returnedAgain(int times) {
        return say("supervision.returned", times);
    }

    /** Supervision opens because two units send the case to each other. */
    public String sentBackAndForth(String unit, String other) {
        return say("supervision.backAndForth", unit, other);
    }

    /** What a citizen reads who is asked by message. */
    public String sms(String caseNumber, String link) {
        return say("message.sms", caseNumber, link);
    }

    /** What a voice robot says before it asks. */
    public String voice(String title, String reply) {
        return say("message.voice", title, reply);
    }

    /** What a kind of deadline is called. */
    public String kind(DeadlineKind kind) {
        return text("kind." + kind);
    }

    /** A moment of Asia/Shanghai; empty for null. */
    public String time(Instant moment) {
        if (moment == null) {
            return "";
        }
        ZonedDateTime at = moment.atZone(ShanghaiTime.ZONE);
        return days.format(at) + " " + ShanghaiTime.clock(at.toLocalTime());
    }

    /** A text with its gaps filled. */
    public String say(String key, Object... values) {
        return new MessageFormat(text(key)).format(values);
    }

    /** A text as it stands. */
    public String text(String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no text for " + key);
        }
        return text;
    }

    /** All texts, for a page. */
    public Map<String, String> all() {
        return texts;
    }
}
