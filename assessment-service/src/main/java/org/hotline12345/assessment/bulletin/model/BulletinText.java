package org.hotline12345.assessment.bulletin.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hotline12345.assessment.bulletin.model.Block.Column;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Rate;
import org.hotline12345.assessment.period.model.Period;

/**
 * Writes a bulletin in one language: sentences and tables of its figures, and the paragraphs of the staff, section by section. What
 * there is nothing to say about is left out.
 */
public final class BulletinText {
    private static final String CHINESE_NUMERALS = "一二三四五六七八九十";

    private final Header header;
    private final Content content;
    private final Map<Section, List<String>> staff;
    private final boolean english;
    private final List<Block> blocks = new ArrayList<>();
    private int sections;
    private int subsections;

    private BulletinText(Header header, Content content, Map<Section, List<String>> staff, boolean english) {
        this.header = header;
        this.content = content;
        this.staff = staff;
        this.english = english;
    }

    /**
     * The bulletin as it is printed.
     *
     * @param staff Paragraphs of the staff by section.
     */
    public static BulletinDocument write(
            Header header, Content content, Map<Section, List<String>> staff, boolean english) {
        return new BulletinText(header, content, staff, english).write();
    }

    private BulletinDocument write() {
        for (Section section : Section.values()) {
            var before = List.copyOf(blocks);
            sections++;
            subsections = 0;
            blocks.add(Block.heading(
                    english
                            ? sections + ". " + section.heading().en()
                            : CHINESE_NUMERALS.charAt(sections - 1) + "、"
                                    + section.heading().zh()));
            int empty = blocks.size();
            write(section);
            staff.getOrDefault(section, List.of()).forEach(text -> blocks.add(Block.paragraph(text)));
            if (blocks.size() == empty
                    && section.ofStaff()
                    && header.kind() == Kind.BULLETIN
                    && header.number() == null) {
                blocks.add(Block.paragraph(say("（待填写）", "(to be written)")));
            }
            if (blocks.size() == empty) {
                sections--;
                blocks.clear();
                blocks.addAll(before);
            }
        }
        return new BulletinDocument(
                english ? "en" : "zh-CN",
                header.kind().heading().in(english),
                header.number() == null
                        ? say("（草稿）", "(draft)")
                        : header.number().text(english),
                header.office().in(english),
                Written.day(header.date(), english),
                header.title(english),
                header.addressees(english),
                blocks,
                annex());
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
        Period period = header.period();
        BigDecimal aDay = received.divide(BigDecimal.valueOf(period.days()), 0, RoundingMode.HALF_UP);
        String compared = compared();
        if (english) {
            blocks.add(Block.paragraph("In " + Written.period(period, true) + " the hotline received "
                    + Written.number(received) + " cases" + about(" about ", "") + ", " + Written.number(aDay)
                    + " a day" + compared + ". " + Written.number(now(Count.ANSWERED_DIRECTLY)) + " ("
                    + Written.percent(share(now(Count.ANSWERED_DIRECTLY))) + ") were answered on the spot, "
                    + Written.number(toUnits()) + " (" + Written.percent(share(toUnits()))
                    + ") were given to units to handle."));
        } else {
            blocks.add(Block.paragraph(Written.period(period, false) + "，12345热线共受理" + about("关于", "的")
                    + "诉求" + Written.number(received) + "件，日均" + Written.number(aDay) + "件" + compared + "。其中直接答复"
                    + Written.number(now(Count.ANSWERED_DIRECTLY)) + "件，占"
                    + Written.percent(share(now(Count.ANSWERED_DIRECTLY))) + "；转承办单位办理"
                    + Written.number(toUnits()) + "件，占" + Written.percent(share(toUnits())) + "。"));
        }
        var rows = new ArrayList<List<String>>();
        for (Count count : List.of(
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
                Count.SUPERVISED)) {
            row(rows, count.name(english) + say("（件）", ""), count.code(), Written::number, Change::percent, "%");
        }
        Rate acceptance = header.kind() == Kind.SPECIAL_REPORT ? Rate.UNIT_ACCEPTANCE : Rate.ACCEPTANCE;
        for (Rate rate : List.of(acceptance, Rate.ON_TIME, Rate.FEEDBACK, Rate.SATISFACTION, Rate.SOLVED)) {
            row(rows, rate.name(english), rate.code(), Written::percent, Change::points, say("百分点", " pts"));
        }
        row(rows, say("平均办理工作日", "Mean working days"), Values.AVERAGE, Written::number, Change::percent, "%");
        blocks.add(Block.table(
                null,
                List.of(
                        new Column(say("指标", "Figure"), 30, false),
                        new Column(say("本期", "Now"), 15, true),
                        new Column(say("上期", "Before"), 15, true),
                        new Column(say("环比", "Change"), 22, true),
                        new Column(say("上年同期", "Year ago"), 15, true),
                        new Column(say("同比", "Change"), 22, true)),
                rows));
    }

    @FunctionalInterface
    private interface Comparing {
        BigDecimal of(BigDecimal now, BigDecimal before);
    }

    private void row(
            List<List<String>> rows,
            String name,
            String code,
            Function<BigDecimal, String> written,
            Comparing change,
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
                Written.signed(change.of(now, previous), unit),
                written.apply(yearBefore),
                Written.signed(change.of(now, yearBefore), unit)));
    }

    private static boolean nothing(BigDecimal value) {
        return value == null || value.signum() == 0;
    }

    private String compared() {
        BigDecimal toPrevious =
                Change.percent(now(Count.RECEIVED), content.totals().previous().get(Count.RECEIVED.code()));
        BigDecimal toYearBefore = Change.percent(
                now(Count.RECEIVED), content.totals().yearBefore().get(Count.RECEIVED.code()));
        var text = new StringBuilder();
        if (toPrevious != null) {
            text.append(say("，环比", ", ")).append(Written.moved(toPrevious, "%", english));
            text.append(say("", " on the period before"));
        }
        if (toYearBefore != null) {
            text.append(say("，同比", ", ")).append(Written.moved(toYearBefore, "%", english));
            text.append(say("", " on the year before"));
        }
        return text.toString();
    }

    private String about(String before, String after) {
        return header.subject() == null ? "" : before + header.subject().in(english) + after;
    }

    private void composition() {
        if (now(Count.RECEIVED).signum() == 0) {
            return;
        }
        subheading("诉求去向", "Where cases went");
        BigDecimal notAccepted = now(Count.NOT_ACCEPTED);
        BigDecimal withdrawn = now(Count.WITHDRAWN_BEFORE_ACCEPTANCE);
        BigDecimal waiting = now(Count.RECEIVED)
                .subtract(now(Count.ACCEPTED))
                .subtract(notAccepted)
                .subtract(withdrawn);
        var rows = new ArrayList<List<String>>();
        part(rows, Count.ANSWERED_DIRECTLY.name(english), now(Count.ANSWERED_DIRECTLY), true);
        part(rows, say("转承办单位办理", "Given to units"), toUnits(), true);
        part(rows, Count.NOT_ACCEPTED.name(english), notAccepted, false);
        part(rows, Count.WITHDRAWN_BEFORE_ACCEPTANCE.name(english), withdrawn, false);
        part(rows, say("待派单", "Not yet dispatched"), waiting, false);
        part(rows, say("合计", "Total"), now(Count.RECEIVED), true);
        blocks.add(Block.table(
                null,
                List.of(
                        new Column(say("去向", "Where"), 50, false),
                        new Column(say("件数", "Cases"), 25, true),
                        new Column(say("占比", "Share"), 25, true)),
                rows));
        received("诉求性质", "Types", content.types(), say("性质", "Type"));
        received("受理渠道", "Channels", content.channels(), say("渠道", "Channel"));
        received("主要事项类别", "Top categories", content.categories(), say("事项类别", "Category"));
        received("属地分布", "Areas", content.areas(), say("属地", "Area"));
    }

    private void part(List<List<String>> rows, String name, BigDecimal cases, boolean always) {
        if (always || cases.signum() != 0) {
            rows.add(List.of(name, Written.number(cases), Written.percent(share(cases))));
        }
    }

    private void received(String chinese, String inEnglish, Listing listing, String column) {
        String code = Count.RECEIVED.code();
        table(
                chinese,
                inEnglish,
                listing,
                List.of(
                        new Column(column, 36, false),
                        new Column(say("件数", "Cases"), 16, true),
                        new Column(say("占比", "Share"), 16, true),
                        new Column(say("上期", "Before"), 16, true),
                        new Column(say("环比", "Change"), 18, true)),
                row -> List.of(
                        row.name().in(english),
                        Written.number(row.now().get(code)),
                        Written.percent(share(row.now().get(code))),
                        Written.number(row.before().get(code)),
                        Written.signed(
                                Change.percent(row.now().get(code), row.before().get(code)), "%")));
    }

    private void handling() {
        if (!nothing(now(Count.DUE))) {
            blocks.add(Block.paragraph(
                    english
                            ? "Due: " + cases(Count.DUE) + "; finished in time: " + cases(Count.FINISHED_ON_TIME)
                                    + "; on-time rate " + rate(Rate.ON_TIME) + "; overdue: " + cases(Count.OVERDUE)
                                    + notYetDue() + "."
                            : "应办结" + cases(Count.DUE) + "件，按时办结" + cases(Count.FINISHED_ON_TIME) + "件，按时办结率"
                                    + rate(Rate.ON_TIME) + "；超期" + cases(Count.OVERDUE) + "件" + notYetDue() + "。"));
        }
        var onTime = content.onTime();
        if (!onTime.rows().isEmpty()) {
            subheading("全部按时办结的承办单位", "Units that finished everything in time");
            String names = String.join(
                    say("、", ", "),
                    onTime.rows().stream()
                            .map(row -> row.name().in(english)
                                    + say("（", " (")
                                    + Written.number(row.now().get(Count.DUE.code()))
                                    + say("件）", ")"))
                            .toList());
            blocks.add(Block.paragraph(names
                    + (onTime.leftOut() == 0 ? "" : say("等", " and others, in all "))
                    + (onTime.leftOut() == 0
                            ? ""
                            : Written.number(onTime.rows().size() + (long) onTime.leftOut()) + say("个单位", " units"))
                    + say("。", ".")));
        }
        table(
                "超期情况",
                "Overdue",
                content.overdue(),
                List.of(
                        new Column(say("承办单位", "Unit"), 34, false),
                        new Column(say("应办结", "Due"), 15, true),
                        new Column(say("按时", "In time"), 15, true),
                        new Column(say("超期", "Overdue"), 15, true),
                        new Column(say("按时率", "Rate"), 17, true),
                        new Column(say("上期", "Before"), 17, true)),
                row -> List.of(
                        row.name().in(english),
                        Written.number(row.now().get(Count.DUE.code())),
                        Written.number(row.now().get(Count.FINISHED_ON_TIME.code())),
                        Written.number(row.now().get(Count.OVERDUE.code())),
                        Written.percent(row.now().get(Rate.ON_TIME.code())),
                        Written.percent(row.before().get(Rate.ON_TIME.code()))));
    }

    private String notYetDue() {
        BigDecimal open = now(Count.NOT_YET_DUE);
        return nothing(open)
                ? ""
                : say("，另有" + Written.number(open) + "件未到期", "; not yet due: " + Written.number(open));
    }

    private void feedback() {
        if (!nothing(now(Count.TO_BE_INFORMED))) {
            BigDecimal missing = now(Count.TO_BE_INFORMED).subtract(now(Count.INFORMED));
            blocks.add(Block.paragraph(
                    english
                            ? "Citizens to be informed: " + cases(Count.TO_BE_INFORMED) + "; informed: "
                                    + cases(Count.INFORMED) + " (" + rate(Rate.FEEDBACK) + "); not yet: "
                                    + Written.number(missing) + "."
                            : "应反馈" + cases(Count.TO_BE_INFORMED) + "件，已反馈" + cases(Count.INFORMED) + "件，反馈回复率"
                                    + rate(Rate.FEEDBACK) + "；尚未反馈" + Written.number(missing) + "件。"));
        }
        if (!nothing(now(Count.CALLED_BACK))) {
            blocks.add(Block.paragraph(
                    english
                            ? "Called back: " + cases(Count.CALLED_BACK) + "; answered: " + cases(Count.ANSWERED)
                                    + "; satisfied: " + cases(Count.SATISFIED) + ", satisfaction "
                                    + rate(Rate.SATISFACTION) + "; solved " + rate(Rate.SOLVED) + "."
                            : "回访" + cases(Count.CALLED_BACK) + "件，有效评价" + cases(Count.ANSWERED) + "件，其中满意"
                                    + cases(Count.SATISFIED) + "件，群众满意率" + rate(Rate.SATISFACTION) + "；解决率"
                                    + rate(Rate.SOLVED) + "。"));
        }
        table(
                "尚未全部反馈的承办单位",
                "Units whose citizens were not all informed",
                content.feedback(),
                List.of(
                        new Column(say("承办单位", "Unit"), 40, false),
                        new Column(say("应反馈", "To inform"), 20, true),
                        new Column(say("已反馈", "Informed"), 20, true),
                        new Column(say("反馈率", "Rate"), 20, true)),
                row -> List.of(
                        row.name().in(english),
                        Written.number(row.now().get(Count.TO_BE_INFORMED.code())),
                        Written.number(row.now().get(Count.INFORMED.code())),
                        Written.percent(row.now().get(Rate.FEEDBACK.code()))));
        table(
                "满意率偏低的承办单位",
                "Units of low satisfaction",
                content.satisfaction(),
                List.of(
                        new Column(say("承办单位", "Unit"), 36, false),
                        new Column(say("有效评价", "Answered"), 16, true),
                        new Column(say("满意", "Satisfied"), 16, true),
                        new Column(say("满意率", "Rate"), 16, true),
                        new Column(say("上期", "Before"), 16, true)),
                row -> List.of(
                        row.name().in(english),
                        Written.number(row.now().get(Count.ANSWERED.code())),
                        Written.number(row.now().get(Count.SATISFIED.code())),
                        Written.percent(row.now().get(Rate.SATISFACTION.code())),
                        Written.percent(row.before().get(Rate.SATISFACTION.code()))));
    }

    private void hotIssues() {
        if (content.hotIssues() == null) {
            return;
        }
        if (content.hotIssues().isEmpty()) {
            blocks.add(Block.paragraph(say("本期没有经确认的热点问题。", "None were confirmed in this period.")));
        }
        int number = 0;
        for (HotIssueLine issue : content.hotIssues()) {
            number++;
            var text = new StringBuilder(number + ". ").append(issue.name());
            if (issue.area() != null) {
                text.append(say("（", " (")).append(issue.area()).append(say("）", ")"));
            }
            text.append(say("：共", ": ")).append(Written.number(issue.cases())).append(say("件", " cases"));
            text.append(say(
                    "，首件" + Written.day(issue.first(), false) + "、末件" + Written.day(issue.last(), false),
                    ", first " + Written.day(issue.first(), true) + ", last " + Written.day(issue.last(), true)));
            if (issue.growth() != null) {
                text.append(say("，比上期", ", "))
                        .append(Written.moved(issue.growth(), "%", english))
                        .append(say("", " on the period before"));
            }
            if (!issue.units().isEmpty()) {
                text.append(say("，涉及", ", concerning ")).append(String.join(say("、", ", "), issue.units()));
            }
            blocks.add(Block.paragraph(text.append(say("。", ".")).toString()));
        }
    }

    private void notable() {
        int number = 0;
        for (Finding finding : content.findings()) {
            number++;
            blocks.add(Block.paragraph(number + ". " + finding.sentence().in(english) + "[" + number + "]"));
        }
    }

    /** Where the sentences of {@link Section#NOTABLE} have their figures from, and how to read them all. */
    private List<Block> annex() {
        var footnote = Block.note(footnote());
        if (content.findings().isEmpty()) {
            return List.of(footnote);
        }
        var rows = new ArrayList<List<String>>();
        for (Finding finding : content.findings()) {
            rows.add(List.of("[" + (rows.size() + 1) + "]", finding.query()));
        }
        return List.of(
                footnote,
                Block.table(
                        say("附：值得关注情况的数据出处", "Annex: where the figures of what stands out come from"),
                        List.of(new Column(say("序号", "No."), 12, false), new Column(say("查询", "Query"), 88, false)),
                        rows));
    }

    private void cases(CaseListing listing) {
        if (!listing.lines().isEmpty()) {
            blocks.add(Block.table(
                    null,
                    List.of(
                            new Column(say("诉求编号", "Case"), 34, false),
                            new Column(say("承办单位", "Unit"), 20, false),
                            new Column(say("事项类别", "Category"), 15, false),
                            new Column(say("时限", "Due"), 15, false),
                            new Column(say("办理进度", "Progress"), 16, false)),
                    listing.lines().stream()
                            .map(line -> List.of(
                                    line.number(),
                                    line.unit().in(english),
                                    line.category().in(english),
                                    Written.shortDay(line.due()),
                                    progress(line)))
                            .toList()));
        }
        if (listing.leftOut() > 0) {
            blocks.add(
                    Block.note(say("另有", "Not listed: ") + Written.number(listing.leftOut()) + say("件未列出。", " more.")));
        }
        if (listing.reports() > 0) {
            blocks.add(Block.note(say("另有举报", "Reports, which are never listed: ")
                    + Written.number(listing.reports())
                    + say("件，按规定不列明细。", ".")));
        }
    }

    private String progress(CaseLine line) {
        String words = line.progress().words().in(english);
        return line.supervised() ? words + say("（督办）", " (supervised)") : words;
    }

    private void supervision() {
        if (!nothing(now(Count.SUPERVISED)) || !nothing(now(Count.REWORKED))) {
            blocks.add(Block.paragraph(
                    english
                            ? "Supervised: " + cases(Count.SUPERVISED) + "; reworked: " + cases(Count.REWORKED) + "."
                            : "督办" + cases(Count.SUPERVISED) + "件，重办" + cases(Count.REWORKED) + "件。"));
        }
        table(
                "被督办的承办单位",
                "Units under supervision",
                content.supervised(),
                List.of(
                        new Column(say("承办单位", "Unit"), 40, false),
                        new Column(say("督办", "Supervised"), 20, true),
                        new Column(say("催办", "Urged"), 20, true),
                        new Column(say("重办", "Reworked"), 20, true)),
                row -> List.of(
                        row.name().in(english),
                        Written.number(row.now().get(Count.SUPERVISED.code())),
                        Written.number(row.now().get(Count.URGED.code())),
                        Written.number(row.now().get(Count.REWORKED.code()))));
        if (!content.supervisedCases().equals(CaseListing.NONE)) {
            subheading("督办件办理进度", "Supervised cases");
            cases(content.supervisedCases());
        }
        rectifications();
    }

    private void rectifications() {
        if (content.rectifications() == null) {
            return;
        }
        subheading("限期整改", "Rectification");
        if (content.rectifications().isEmpty()) {
            blocks.add(Block.paragraph(say("本期无限期整改事项。", "No orders in this period.")));
            return;
        }
        blocks.add(Block.table(
                null,
                List.of(
                        new Column(say("承办单位", "Unit"), 24, false),
                        new Column(say("整改事项", "Matter"), 38, false),
                        new Column(say("期限", "Due"), 19, false),
                        new Column(say("进度", "Progress"), 19, false)),
                content.rectifications().stream()
                        .map(line -> List.of(
                                line.unit(),
                                line.matter(),
                                Written.shortDay(line.due()),
                                line.state().in(english)))
                        .toList()));
    }

    private void table(
            String chinese,
            String inEnglish,
            Listing listing,
            List<Column> columns,
            Function<Row, List<String>> cells) {
        if (listing.rows().isEmpty()) {
            return;
        }
        subheading(chinese, inEnglish);
        blocks.add(Block.table(null, columns, listing.rows().stream().map(cells).toList()));
        if (listing.leftOut() > 0) {
            blocks.add(
                    Block.note(say("另有", "Not listed: ") + Written.number(listing.leftOut()) + say("项未列出。", " more.")));
        }
    }

    private void subheading(String chinese, String inEnglish) {
        subsections++;
        blocks.add(Block.subheading(
                english
                        ? "(" + subsections + ") " + inEnglish
                        : "（" + CHINESE_NUMERALS.charAt(subsections - 1) + "）" + chinese));
    }

    private String footnote() {
        String at = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
                .format(LocalDateTime.ofInstant(header.figuresAt(), Period.ZONE));
        return english
                ? "Figures as of " + at
                        + " (Beijing time); rates are rounded half up to two decimals, – where there is no"
                        + " denominator. Before: the period before; year ago: the same period of the year before."
                : "注：数据截至" + at + "；比率四舍五入保留两位小数，“–”表示无基数。环比为与上期相比，同比为与上年同期相比。";
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

    private String say(String chinese, String inEnglish) {
        return english ? inEnglish : chinese;
    }
}
