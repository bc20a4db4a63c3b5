package org.hotline12345.followup.notice.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.UrgeLevel;

/**
 * The words of notices to units, from the templates {@code notices/texts_zh.properties} and {@code texts_en.properties}. What an
 * event carries is Chinese; pages and lists are written in the reader's language.
 */
public final class NoticeTexts {
    /** Chinese. */
    public static final NoticeTexts ZH = new NoticeTexts("zh", "yyyy年M月d日 HH:mm");

    /** English. */
    public static final NoticeTexts EN = new NoticeTexts("en", "yyyy-MM-dd HH:mm");

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Map<String, String> texts;
    private final DateTimeFormatter times;

    private NoticeTexts(String language, String times) {
        this.times = DateTimeFormatter.ofPattern(times);
        String name = "/notices/texts_" + language + ".properties";
        var properties = new Properties();
        try (InputStream file = NoticeTexts.class.getResourceAsStream(name)) {
            properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var all = new HashMap<String, String>();
        properties.forEach((key, text) -> all.put(key.toString(), text.toString()));
        texts = Map.copyOf(all);
    }

    /** A deadline is over: what is told to the level of the ladder; a review is told of when its day has come. */
    public String overdue(UrgeLevel level, DeadlineKind kind, Instant dueAt) {
        if (kind == DeadlineKind.REVIEW && level == UrgeLevel.HANDLERS) {
            return say("review", time(dueAt));
        }
        return say("overdue." + level, kind(kind), time(dueAt));
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

    /** What a kind of deadline is called. */
    public String kind(DeadlineKind kind) {
        return text("kind." + kind);
    }

    /** A moment of Asia/Shanghai; empty for null. */
    public String time(Instant moment) {
        return moment == null ? "" : times.format(moment.atZone(ZONE));
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
