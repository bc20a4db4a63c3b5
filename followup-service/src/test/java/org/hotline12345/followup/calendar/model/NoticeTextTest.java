package org.hotline12345.followup.calendar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.hotline12345.events.CalendarDay;
import org.hotline12345.followup.TestOffice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The notices of the State Council's office as they were published. */
class NoticeTextTest {
    private static final String OF_2026 = """
            经国务院批准,现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
            一、元旦:1月1日(周四)至3日(周六)放假调休,共3天。1月4日(周日)上班。
            二、春节:2月15日(农历腊月二十八、周日)至23日(农历正月初七、周一)放假调休,共9天。2月14日(周六)、2月28日(周六)上班。
            三、清明节:4月4日(周六)至6日(周一)放假,共3天。
            四、劳动节:5月1日(周五)至5日(周二)放假调休,共5天。5月9日(周六)上班。
            五、端午节:6月19日(周五)至21日(周日)放假,共3天。
            六、中秋节:9月25日(周五)至27日(周日)放假,共3天。
            七、国庆节:10月1日(周四)至7日(周三)放假调休,共7天。9月20日(周日)、10月10日(周六)上班。
            节假日期间,各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作,遇有重大突发事件,要按规定及时报告并妥善处置。
            国务院办公厅
            2025年11月4日
            """;

    private static final String OF_2025 = """
            一、元旦:1月1日(周三)放假1天,不调休。
            二、春节:1月28日(农历除夕、周二)至2月4日(农历正月初七、周二)放假调休,共8天。1月26日(周日)、2月8日(周六)上班。
            三、清明节:4月4日(周五)至6日(周日)放假,共3天。
            四、劳动节:5月1日(周四)至5日(周一)放假调休,共5天。4月27日(周日)上班。
            五、端午节:5月31日(周六)至6月2日(周一)放假,共3天。
            六、国庆节、中秋节:10月1日(周三)至8日(周三)放假调休,共8天。9月28日(周日)、10月11日(周六)上班。
            """;

    @Test
    void the_notices_of_2025_and_2026_say_what_the_shipped_calendar_says() throws NoticeText.Unreadable {
        assertThat(sorted(2026, OF_2026)).isEqualTo(shipped(2026));
        assertThat(sorted(2025, OF_2025)).isEqualTo(shipped(2025));
    }

    @Test
    void full_width_punctuation_and_days_of_two_years_are_read() throws NoticeText.Unreadable {
        List<CalendarDay> days = NoticeText.read(2023, "一、元旦：2022年12月31日（周六）至2023年1月2日（周一）放假调休，共3天。");
        assertThat(days)
                .extracting(day -> day.date().toString())
                .containsExactly("2022-12-31", "2023-01-01", "2023-01-02");
        assertThat(days).allSatisfy(day -> assertThat(day.name()).isEqualTo("元旦"));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "2027, violation.calendar.notice.weekday, 1月1日(周四), 1月1日(周四)",
        "2026, violation.calendar.notice.count, 共9天, 共8天",
        "2026, violation.calendar.notice.twice, 1月4日(周日)上班, 1月3日(周六)上班",
        "2026, violation.calendar.notice.date, 4月4日(周六), 4月44日(周六)",
        "2026, violation.calendar.notice.range, 至23日(农历正月初七、周一), 至3月30日"
    })
    void a_slip_is_found(int year, String key, String old, String wrong) {
        assertThatThrownBy(() -> NoticeText.read(year, OF_2026.replace(old, wrong)))
                .isInstanceOfSatisfying(NoticeText.Unreadable.class, e -> {
                    assertThat(e.key()).isEqualTo(key);
                    assertThat(e.values()).isNotEmpty();
                });
    }

    @Test
    void a_text_without_days_off_is_no_notice() {
        assertThatThrownBy(() -> NoticeText.read(2026, "今天天气很好。"))
                .isInstanceOfSatisfying(
                        NoticeText.Unreadable.class,
                        e -> assertThat(e.key()).isEqualTo("violation.calendar.notice.nothing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"一", "1日(", "1日至1日(", "一、元旦：1日( "})
    void a_text_of_one_sign_over_and_over_is_read_in_a_moment(String sign) {
        String text = "一、元旦：" + sign.repeat(60_000 / sign.length());
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThatThrownBy(() -> NoticeText.read(2026, text)).isInstanceOf(NoticeText.Unreadable.class));
    }

    private static List<CalendarDay> sorted(int year, String text) throws NoticeText.Unreadable {
        return CalendarYear.unknown(year)
                .byNotice("x", NoticeText.read(year, text))
                .days();
    }

    private static List<CalendarDay> shipped(int year) {
        return TestOffice.calendar().year(year).orElseThrow().days();
    }
}
