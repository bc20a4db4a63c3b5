package org.hotline12345.assessment.bulletin.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hotline12345.assessment.bulletin.model.Block.Column;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Rate;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.time.ShanghaiTime;

/**
 * Writes a bulletin in one language: sentences and tables of its figures, and the paragraphs of the staff, section by section. What
 * there is nothing to say about is left out. The sentences stand in {@code bulletin/texts_….properties}.
 */
public final class BulletinText {
    private static final String CHINESE_NUMERALS = "一二三四五六七八九十";
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final String PER_CENT = "%";

    /** More bars than these nobody reads on half a page. */
    private static final int MOST_BARS = 10;

    private static final List<Count> COUNTS_OF_OVERVIEW = List.of(
            Count.RECEIVED,
            Count.ANSWERED_DIRECTLY,
            Count.DISPATCHED,
            Count.COMPLETED,
            Count.DUE,
            Count.FINISHED_ON_TIME,
            Count.OVERDUE,
            Count.TO_BE_INFORMED,
            Count.INFORMED,
            Count.ANSWERED,
            Count.SATISFIED,
            Count.REWORKED,
            Count.SUPERVISED);

    private final Header header;
    private final Content content;
    private final Language language;
    /** Of the section being written. */
    private final List<Block> blocks = new ArrayList<>();

    private int subsections;

    private BulletinText(Header header, Content content, Language language) {
        this.header = header;
        this.content = content;
        this.language = language;
    }

    /** The bulletin as it is printed. */
    public static BulletinDocument write(
            Header header, Content content, Map<Section, List<String>> staff, Language language) {
        return new BulletinText(header, content, language).write(staff);
    }

    private BulletinDocument write(Map<Section, List<String>> staff) {
        var all = new ArrayList<Block>();
        int sections = 0;
        for (Section section : Section.values()) {
            blocks.clear();
            subsections = 0;
            write(section);
            staff.getOrDefault(section, List.of()).forEach(text -> blocks.add(Block.paragraph(text)));
            if (blocks.isEmpty() && section.ofStaff() && header.kind() == Kind.BULLETIN && header.number() == null) {
                tell("to-be-written");
            }
            if (!blocks.isEmpty()) {
                sections++;
                all.add(Block.heading(say("heading", ordinal(sections), section.heading())));
                all.addAll(blocks);
            }
        }
        return new BulletinDocument(
                language.locale().toLanguageTag(),
                header.kind().heading().in(language),
                header.number() == null ? say("draft") : header.number().text().in(language),
                header.office().in(language),
                Written.day(header.date()).in(language),
                header.titled().in(language),
                header.addressed().in(language),
                all,
                annex(),
                imprint());
    }

    private void write(Section section) {
        switch (section) {
            case OVERVIEW -> overview();
            case COMPOSITION -> composition();
            case HANDLING -> handling();
            case FEEDBACK -> feedback();
            case HOT_ISSUES -> hotIssues();
            case NOTABLE -> notable();
            case CASES -> cases(content.cases());
            case SUPERVISION -> supervision();
            case PROBLEMS, MEASURES -> {}
        }
    }

    private void overview() {
        BigDecimal received = now(Count.RECEIVED);
        tell(
                "overview",
                Written.period(header.period()),
                header.subject() == null ? Written.NOTHING : text("overview.about", header.subject()),
                Written.number(received),
                Written.number(aDay(received)),
                compared("overview.before", content.totals().previous()),
                compared("overview.year", content.totals().yearBefore()),
                cases(Count.ANSWERED_DIRECTLY),
                Written.percent(share(now(Count.ANSWERED_DIRECTLY))),
                Written.number(toUnits()),
                Written.percent(share(toUnits())));
        var rows = new ArrayList<List<String>>();
        for (Count count : COUNTS_OF_OVERVIEW) {
            String name = say("overview.cases", count.label());
            row(rows, name, count.code(), Written::number, Change::percent, PER_CENT);
        }
        Rate acceptance = header.kind() == Kind.SPECIAL_REPORT ? Rate.UNIT_ACCEPTANCE : Rate.ACCEPTANCE;
        for (Rate rate : List.of(acceptance, Rate.ON_TIME, Rate.FEEDBACK, Rate.SATISFACTION, Rate.SOLVED)) {
            row(rows, rate.label().in(language), rate.code(), Written::percent, Change::points, say("points"));
        }
        row(rows, say("overview.days"), Values.AVERAGE, Written::number, Change::percent, PER_CENT);
        blocks.add(Block.table(null, figures("overview", 30, 15, 15, 22, 15, 22), rows));
    }

    /** As bulletins print it: whole where there are many, with two decimals where a whole number would say little. */
    private BigDecimal aDay(BigDecimal received) {
        BigDecimal days = BigDecimal.valueOf(header.period().days());
        boolean many = received.compareTo(days.multiply(BigDecimal.valueOf(100))) >= 0;
        return received.divide(days, many ? 0 : 2, RoundingMode.HALF_UP);
    }

    private void row(
            List<List<String>> rows,
            String name,
            String code,
            Function<BigDecimal, String> written,
            BinaryOperator<BigDecimal> change,
            String unit) {
        BigDecimal now = content.totals().now().get(code);
        BigDecimal previous = content.totals().previous().get(code);
        BigDecimal yearBefore = content.totals().yearBefore().get(code);
        if (header.kind() == Kind.SPECIAL_REPORT && nothing(now) && nothing(previous) && nothing(yearBefore)) {
            return;
        }
        rows.add(List.of(
                name,
                written.apply(now),
                written.apply(previous),
                Written.signed(change.apply(now, previous), unit),
                written.apply(yearBefore),
                Written.signed(change.apply(now, yearBefore), unit)));
    }

    private static boolean nothing(BigDecimal value) {
        return value == null || value.signum() == 0;
    }

    private Text compared(String key, Map<String, BigDecimal> then) {
        BigDecimal change = Change.percent(now(Count.RECEIVED), then.get(Count.RECEIVED.code()));
        return change == null ? Written.NOTHING : text(key, Written.movedPercent(change));
    }

    private void composition() {
        if (now(Count.RECEIVED).signum() == 0) {
            return;
        }
        subheading("went");
        BigDecimal notAccepted = now(Count.NOT_ACCEPTED);
        BigDecimal withdrawn = now(Count.WITHDRAWN_BEFORE_ACCEPTANCE);
        BigDecimal waiting = now(Count.RECEIVED)
                .subtract(now(Count.ACCEPTED))
                .subtract(notAccepted)
                .subtract(withdrawn);
        var rows = new ArrayList<List<String>>();
        part(rows, Count.ANSWERED_DIRECTLY.label().in(language), now(Count.ANSWERED_DIRECTLY), true);
        part(rows, say("went.units"), toUnits(), true);
        part(rows, Count.NOT_ACCEPTED.label().in(language), notAccepted, false);
        part(rows, Count.WITHDRAWN_BEFORE_ACCEPTANCE.label().in(language), withdrawn, false);
        part(rows, say("went.waiting"), waiting, false);
        part(rows, say("went.total"), now(Count.RECEIVED), true);
        blocks.add(Block.table(null, figures("went", 50, 25, 25), rows));
        received("types", content.types());
        received("channels", content.channels());
        received("categories", content.categories());
        chart("categories", content.categories(), Count.RECEIVED);
        received("areas", content.areas());
        chart("areas", content.areas(), Count.RECEIVED);
    }

    private void part(List<List<String>> rows, String name, BigDecimal cases, boolean always) {
        if (always || cases.signum() != 0) {
            rows.add(List.of(name, Written.number(cases), Written.percent(share(cases))));
        }
    }

    private void received(String key, Listing listing) {
        String code = Count.RECEIVED.code();
        table(
                key,
                listing,
                new int[] {36, 16, 16, 16, 18},
                number(Count.RECEIVED),
                row -> Written.percent(share(row.now().get(code))),
                row -> Written.number(row.before().get(code)),
                row -> Written.signed(
                        Change.percent(row.now().get(code), row.before().get(code)), PER_CENT));
    }

    private void handling() {
        BigDecimal open = now(Count.NOT_YET_DUE);
        if (!nothing(now(Count.DUE))) {
            tell(
                    "handling",
                    cases(Count.DUE),
                    cases(Count.FINISHED_ON_TIME),
                    rate(Rate.ON_TIME),
                    cases(Count.OVERDUE),
                    nothing(open) ? Written.NOTHING : text("handling.open", Written.number(open)));
        }
        var onTime = content.onTime();
        if (!onTime.rows().isEmpty()) {
            subheading("on-time");
            String names = joined(onTime.rows().stream()
                    .map(row ->
                            say("on-time.unit", row.name(), number(Count.DUE).apply(row)))
                    .toList());
            tell(
                    onTime.leftOut() == 0 ? "on-time.all" : "on-time.some",
                    names,
                    Written.number(onTime.rows().size() + (long) onTime.leftOut()));
        }
        table(
                "overdue",
                content.overdue(),
                new int[] {34, 15, 15, 15, 17, 17},
                number(Count.DUE),
                number(Count.FINISHED_ON_TIME),
                number(Count.OVERDUE),
                percent(Rate.ON_TIME),
                percentBefore(Rate.ON_TIME));
        chart("overdue", content.overdue(), Count.OVERDUE);
    }

    private void feedback() {
        if (!nothing(now(Count.TO_BE_INFORMED))) {
            tell(
                    "informing",
                    cases(Count.TO_BE_INFORMED),
                    cases(Count.INFORMED),
                    rate(Rate.FEEDBACK),
                    Written.number(now(Count.TO_BE_INFORMED).subtract(now(Count.INFORMED))));
        }
        if (!nothing(now(Count.CALLED_BACK))) {
            tell(
                    "callbacks",
                    cases(Count.CALLED_BACK),
                    cases(Count.ANSWERED),
                    cases(Count.SATISFIED),
                    rate(Rate.SATISFACTION),
                    rate(Rate.SOLVED));
        }
        table(
                "feedback",
                content.feedback(),
                new int[] {40, 20, 20, 20},
                number(Count.TO_BE_INFORMED),
                number(Count.INFORMED),
                percent(Rate.FEEDBACK));
        table(
                "satisfaction",
                content.satisfaction(),
                new int[] {36, 16, 16, 16, 16},
                number(Count.ANSWERED),
                number(Count.SATISFIED),
                percent(Rate.SATISFACTION),
                percentBefore(Rate.SATISFACTION));
    }

    private void hotIssues() {
        if (content.hotIssues() == null) {
            return;
        }
        if (content.hotIssues().isEmpty()) {
            tell("issues.none");
        }
        int number = 0;
        for (HotIssueLine issue : content.hotIssues()) {
            number++;
            tell(
                    "issue-of",
                    number,
                    issue.name(),
                    issue.area() == null ? Written.NOTHING : text("issue.area", issue.area()),
                    Written.number(issue.cases()),
                    Written.day(issue.first()),
                    Written.day(issue.last()),
                    issue.growth() == null
                            ? Written.NOTHING
                            : text("issue.growth", Written.movedPercent(issue.growth())),
                    issue.units().isEmpty() ? Written.NOTHING : text("issue.units", joined(issue.units())));
        }
    }

    private void notable() {
        int number = 0;
        for (Finding finding : content.findings()) {
            number++;
            tell("numbered", number, finding.sentence());
        }
    }

    /** How to read the figures. */
    private List<Block> annex() {
        String at = MINUTE.format(LocalDateTime.ofInstant(header.figuresAt(), ShanghaiTime.ZONE));
        return List.of(Block.note(say("footnote", at)));
    }

    /** 版记, after GB/T 9704-2012: who printed it and when; a draft has none. */
    private String imprint() {
        return header.number() == null ? null : say("imprint", header.office(), Written.day(header.date()));
    }

    private void cases(CaseListing listing) {
        if (!listing.lines().isEmpty()) {
            blocks.add(Block.table(
                    null,
                    words("cases", 34, 20, 15, 15, 16),
                    listing.lines().stream()
                            .map(line -> List.of(
                                    line.number(),
                                    line.unit().in(language),
                                    line.category().in(language),
                                    Written.shortDay(line.due()),
                                    line.supervised()
                                            ? say(
                                                    "cases.supervised",
                                                    line.progress().words())
                                            : line.progress().words().in(language)))
                            .toList()));
        }
        noteUnlessNone("cases.left-out", listing.leftOut());
        noteUnlessNone("cases.reports", listing.reports());
    }

    private void supervision() {
        if (!nothing(now(Count.SUPERVISED)) || !nothing(now(Count.REWORKED))) {
            tell("supervision", cases(Count.SUPERVISED), cases(Count.REWORKED));
        }
        table(
                "supervised",
                content.supervised(),
                new int[] {40, 20, 20, 20},
                number(Count.SUPERVISED),
                number(Count.URGED),
                number(Count.REWORKED));
        if (!content.supervisedCases().equals(CaseListing.NONE)) {
            subheading("progress");
            cases(content.supervisedCases());
        }
        rectifications();
    }

    private void rectifications() {
        if (content.rectifications() == null) {
            return;
        }
        subheading("rectifications");
        if (content.rectifications().isEmpty()) {
            tell("rectifications.none");
            return;
        }
        blocks.add(Block.table(
                null,
                words("rectifications", 24, 38, 19, 19),
                content.rectifications().stream()
                        .map(line -> List.of(
                                line.unit(),
                                line.matter(),
                                Written.shortDay(line.due()),
                                line.state().in(language)))
                        .toList()));
    }

    /** A table under a heading of its own: in each row the name, and what follows from the row. */
    @SafeVarargs
    private void table(String key, Listing listing, int[] weights, Function<Row, String>... cells) {
        if (listing.rows().isEmpty()) {
            return;
        }
        subheading(key);
        var rows = new ArrayList<List<String>>();
        for (Row row : listing.rows()) {
            var written = new ArrayList<>(List.of(row.name().in(language)));
            for (var cell : cells) {
                written.add(cell.apply(row));
            }
            rows.add(written);
        }
        blocks.add(Block.table(null, figures(key, weights), rows));
        noteUnlessNone("rows.left-out", listing.leftOut());
    }

    /** The first rows of a table as bars, this period beside the one before; of one row there is nothing to compare. */
    private void chart(String key, Listing listing, Count count) {
        var rows = listing.rows().subList(0, Math.min(MOST_BARS, listing.rows().size()));
        if (rows.size() > 1) {
            blocks.add(Block.chart(
                    say("chart", text(key)),
                    figures("chart", 1, 1, 1),
                    rows.stream()
                            .map(row ->
                                    List.of(row.name().in(language), bar(row.now(), count), bar(row.before(), count)))
                            .toList()));
        }
    }

    private static String bar(Map<String, BigDecimal> figures, Count count) {
        return figures.getOrDefault(count.code(), BigDecimal.ZERO).toPlainString();
    }

    private static Function<Row, String> number(Count count) {
        return row -> Written.number(row.now().get(count.code()));
    }

    private static Function<Row, String> percent(Rate rate) {
        return row -> Written.percent(row.now().get(rate.code()));
    }

    private static Function<Row, String> percentBefore(Rate rate) {
        return row -> Written.percent(row.before().get(rate.code()));
    }

    /** Columns of figures behind one of names. */
    private List<Column> figures(String key, int... weights) {
        return columns(key, 1, weights);
    }

    private List<Column> words(String key, int... weights) {
        return columns(key, weights.length, weights);
    }

    private List<Column> columns(String key, int words, int... weights) {
        String[] heads = say(key + ".columns").split("\\|");
        return IntStream.range(0, weights.length)
                .mapToObj(i -> new Column(heads[i], weights[i], i >= words))
                .toList();
    }

    private void subheading(String key) {
        subsections++;
        blocks.add(Block.subheading(say("subheading", ordinal(subsections), text(key))));
    }

    private static Text ordinal(int number) {
        return new Text(CHINESE_NUMERALS.substring(number - 1, number), Integer.toString(number));
    }

    private void noteUnlessNone(String key, int number) {
        if (number > 0) {
            blocks.add(Block.note(say(key, Written.number(number))));
        }
    }

    private void tell(String key, Object... values) {
        blocks.add(Block.paragraph(say(key, values)));
    }

    private String say(String key, Object... values) {
        return text(key, values).in(language);
    }

    private static Text text(String key, Object... values) {
        return Written.TEXTS.get(key).fill(values);
    }

    private String joined(List<String> names) {
        return String.join(say("and"), names);
    }

    private BigDecimal toUnits() {
        return now(Count.ACCEPTED).subtract(now(Count.ANSWERED_DIRECTLY));
    }

    private BigDecimal share(BigDecimal part) {
        return Change.share(part, now(Count.RECEIVED));
    }

    private BigDecimal now(Count count) {
        return content.totals().now().getOrDefault(count.code(), BigDecimal.ZERO);
    }

    private String cases(Count count) {
        return Written.number(now(count));
    }

    private String rate(Rate rate) {
        return Written.percent(content.totals().now().get(rate.code()));
    }
}
