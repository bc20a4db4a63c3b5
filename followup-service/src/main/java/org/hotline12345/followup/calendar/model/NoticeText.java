package org.hotline12345.followup.calendar.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotline12345.events.CalendarDay;

/**
 * Reads the State Council's yearly notice (国务院办公厅关于…部分节假日安排的通知) as it is published:
 * "二、春节:2月15日(农历腊月二十八、周日)至23日(周一)放假调休,共9天。2月14日(周六)、2月28日(周六)上班。" What the notice says of
 * itself, the days of the week and how many days there are, is checked, so that a slip or another year's text is found.
 */
public final class NoticeText {
    /** The notice cannot be read, or contradicts itself. */
    public static final class Unreadable extends Exception {
        private final String key;
        private final transient Object[] values;

        Unreadable(String key, Object... values) {
            super(key);
            this.key = key;
            this.values = values;
        }

        /** Key of the text that says what is wrong. */
        public String key() {
            return key;
        }

        /** Values for that text. */
        public Object[] values() {
            return values.clone();
        }
    }

    // every part is bounded or tried once: a text of any length is read in one go
    private static final Pattern HEADING = Pattern.compile("[一二三四五六七八九十]{1,3}、\\s*+([^:：。\\s]{2,30})[:：]");
    private static final String DAY = "(?:(\\d{4})年)?(?:(\\d{1,2})月)?(\\d{1,2})日\\s*+(?:[(（]([^)）]{0,60}+)[)）])?";
    private static final Pattern TOKEN =
            Pattern.compile(DAY + "(?:\\s*+(?:至|到|-|—|~)\\s*+" + DAY + ")?|(放假|调休|补休)|(上班|补班)|共\\s*+(\\d{1,2})\\s*+天");
    private static final Pattern WEEKDAY = Pattern.compile("(?:周|星期)([一二三四五六日天])");
    private static final String WEEKDAYS = "一二三四五六日";
    private static final int LONGEST = 20;

    private final int year;
    private final List<CalendarDay> days = new ArrayList<>();
    private final Set<LocalDate> seen = new HashSet<>();

    private NoticeText(int year) {
        this.year = year;
    }

    /**
     * The exceptions that the notice makes.
     *
     * @throws Unreadable if nothing is found, or the notice contradicts itself or the calendar
     */
    public static List<CalendarDay> read(int year, String text) throws Unreadable {
        var notice = new NoticeText(year);
        List<MatchResult> headings = HEADING.matcher(text).results().toList();
        for (int i = 0; i < headings.size(); i++) {
            int end = i + 1 < headings.size() ? headings.get(i + 1).start() : text.length();
            notice.item(headings.get(i).group(1), text.substring(headings.get(i).end(), end));
        }
        if (notice.days.isEmpty()) {
            throw new Unreadable("violation.calendar.notice.nothing", String.valueOf(year));
        }
        return List.copyOf(notice.days);
    }

    private void item(String name, String text) throws Unreadable {
        var waiting = new ArrayList<LocalDate>();
        int off = 0;
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            if (token.group(9) != null || token.group(10) != null) {
                boolean workday = token.group(10) != null;
                for (LocalDate day : waiting) {
                    add(day, name, workday);
                }
                off += workday ? 0 : waiting.size();
                waiting.clear();
            } else if (token.group(11) != null) {
                int said = Integer.parseInt(token.group(11));
                if (said != off) {
                    throw new Unreadable("violation.calendar.notice.count", name, said, off);
                }
            } else {
                LocalDate first = day(token, 1, null);
                LocalDate last = token.group(7) == null ? first : day(token, 5, first);
                if (last.isBefore(first) || last.isAfter(first.plusDays(LONGEST))) {
                    throw new Unreadable("violation.calendar.notice.range", name, first, last);
                }
                first.datesUntil(last.plusDays(1)).forEach(waiting::add);
            }
        }
    }

    private void add(LocalDate day, String name, boolean workday) throws Unreadable {
        if (!seen.add(day)) {
            throw new Unreadable("violation.calendar.notice.twice", name, day);
        }
        days.add(new CalendarDay(day, name, workday, null));
    }

    /** The day at a group of the token: year, month, day, what stands in brackets; what is left out is that of the day before. */
    private LocalDate day(Matcher token, int group, LocalDate before) throws Unreadable {
        String inYear = token.group(group);
        String inMonth = token.group(group + 1);
        try {
            int month = inMonth != null ? Integer.parseInt(inMonth) : before == null ? 0 : before.getMonthValue();
            int ofYear = inYear != null ? Integer.parseInt(inYear) : before == null ? year : before.getYear();
            LocalDate day = LocalDate.of(ofYear, month, Integer.parseInt(token.group(group + 2)));
            checkWeekday(day, token.group(group + 3));
            return day;
        } catch (DateTimeException e) {
            throw new Unreadable("violation.calendar.notice.date", token.group());
        }
    }

    private static void checkWeekday(LocalDate day, String brackets) throws Unreadable {
        if (brackets == null) {
            return;
        }
        Matcher weekday = WEEKDAY.matcher(brackets);
        if (weekday.find()) {
            int said = WEEKDAYS.indexOf(weekday.group(1).replace('天', '日')) + 1;
            if (said != day.getDayOfWeek().getValue()) {
                throw new Unreadable(
                        "violation.calendar.notice.weekday",
                        day,
                        day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.CHINA),
                        weekday.group());
            }
        }
    }
}
