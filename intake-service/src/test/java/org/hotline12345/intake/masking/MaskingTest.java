package org.hotline12345.intake.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.hotline12345.chassis.privacy.Masking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                // mobile numbers
                "请打13812345678联系我|请打138****5678联系我",
                "13812345678|138****5678",
                "电话：138 1234 5678。|电话：138 **** 5678。",
                "138-1234-5678|138-****-5678",
                "138－1234－5678|138－****－5678",
                "138—1234—5678|138—****—5678",
                "138　1234　5678|138　****　5678",
                "138、1234、5678|138、****、5678",
                "１３８１２３４５６７８|１３８****５６７８",
                "1 3 8 1 2 3 4 5 6 7 8|1 3 8 * * * * 5 6 7 8",
                "+86 138 1234 5678|+86 138 **** 5678",
                "+8613812345678|+86138****5678",
                "008613812345678|0086138****5678",
                "8613812345678|86138****5678",
                "013812345678|0138****5678",
                "(138)12345678|(138)****5678",
                "13812345678、13987654321|138****5678、139****4321",
                "13812345678 13987654321|138****5678 139****4321",
                "13812345678，转告|138****5678，转告",
                "手机19912345678号|手机199****5678号",
                "13812345678一事|138****5678一事",
                "一三八一二三四五六七八|一三八****五六七八",
                "幺三八零零一二三四五六|幺三八****三四五六",
                "138 12 34 56 78|138 ** ** 56 78",
                // S10: with colons, of banks, circled, mixed
                "138：1234：5678|138：****：5678",
                "138:1234:5678|138:****:5678",
                "壹叁捌壹贰叁肆伍陆柒捌|壹叁捌****伍陆柒捌",
                "①③⑧①②③④⑤⑥⑦⑧|①③⑧****⑤⑥⑦⑧",
                "1三8一2三4五6七8|1三8****五6七8",
                "一38 1234 5678|一38 **** 5678",
                "电话0四31-八877六655|电话0四31-****六655",
                // landlines
                "0431-88776655|0431-****6655",
                "043188776655|0431****6655",
                "（0431）8877 6655|（0431）**** 6655",
                "0431 8877-6655|0431 ****-6655",
                "010-62345678|010-****5678",
                "0432-6234567|0432-***4567",
                "+86 431 88776655|+86 431 ****6655",
                "0431-88776655-801|0431-****6655-801",
                // local numbers after a cue
                "联系电话88776655|联系电话****6655",
                "座机 8877 6655|座机 **** 6655",
                "Tel: 8877665|Tel: ***7665",
                // identity numbers
                "身份证11010519491231002X|身份证11**************2X",
                "11010519491231002x|11**************2x",
                "110105194912310021是假的|110105194912310021是假的",
                "身份证号110105194912310021|身份证号11**************21",
                "220102 19800101 1239|220102 19800101 1239",
                "440524188001010014|44**************14",
                "110105 19491231 002X|11**** ******** **2X",
                "１１０１０５１９４９１２３１００２Ｘ|１１**************２Ｘ",
                "110105491231002|11***********02",
                // bank cards
                "卡号6222020200112230008|卡号6222020200112230008",
                "卡号4111 1111 1111 1111|卡号**** **** **** 1111",
                "工行6212261001000000015|工行***************0015",
            })
    void numbers_of_people_are_covered(String text, String masked) {
        assertThat(Masking.mask(text)).isEqualTo(masked);
        assertThat(Masking.mask(masked)).as("masking again changes nothing").isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "没有号码",
                "请拨打12345或110、119",
                "24小时热线400-800-1234",
                "2026年11月24日15:30:00",
                "2026-11-24 08:00至2026-11-25 17:00",
                "诉求编号220102-20261124-0001234",
                "12:30:45至13:45:56，8:00-17:00",
                "①②③点，④⑤栋",
                "一、138元；二、1234元；三、5678元",
                "壹万贰仟叁佰元整",
                "15、16、17、18、19日停水",
                "合同金额13,812,345,678元",
                "长春市第103中学3栋2单元1801室",
                "订单号20261124000123456789012345",
                "统一社会信用代码91220101MA0Y1234XX",
                "车牌吉A12345",
                "坐标43.8171, 125.3235",
                "88776655户",
                "编号123456138123456789",
                "12345678901",
                "一二三四五六七八九"
            })
    void other_numbers_stay(String text) {
        assertThat(Masking.mask(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "请拨打供热公司客服电话0431-88776655",
                "办公电话：0431-88776655、0431-88776656",
                "如有疑问请致电13812345678",
                "您可联系经办人李科长，联系电话：13812345678。",
                "联系人：王某某，电话：138 1234 5678",
                "值班手机13812345678，24小时有人接听",
                "居民可拨打抢修电话13812345678",
                "工作人员手机：13812345678",
                "请到窗口办理，电话13812345678",
                "有事请打13812345678",
                "请耐心等待回复，联系电话0431-88776655",
                "座机88776655可直接办理",
                "请向市卫健委反映，电话043188776655",
                "Please call 0431-88776655 or our office at 13812345678"
            })
    void a_number_that_citizens_are_told_to_call_stays(String said) {
        assertThat(Masking.official(said)).isEqualTo(said);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "已电话13912345678告知|已电话139****5678告知",
                "工作人员已致电13812345678告知处理结果|工作人员已致电138****5678告知处理结果",
                "经工作人员与王女士（13812345678）沟通|经工作人员与王女士（138****5678）沟通",
                "多次拨打13812345678无人接听|多次拨打138****5678无人接听",
                "12345热线转办：王先生13812345678反映停水|12345热线转办：王先生138****5678反映停水",
                "请您等待，已电话13812345678告知|请您等待，已电话138****5678告知",
                "请联系诉求人，电话13812345678|请联系诉求人，电话138****5678",
                "您的电话13812345678已登记|您的电话138****5678已登记",
                "诉求人电话0431-88776655。请拨打0431-88776655|诉求人电话0431-****6655。请拨打0431-88776655",
                "经办人李科长联系了诉求人13812345678|经办人李科长联系了诉求人138****5678",
                "请拨打96688。诉求人13812345678|请拨打96688。诉求人138****5678",
                "请携带身份证11010519491231002X|请携带身份证11**************2X"
            })
    void a_citizen_s_number_is_covered_in_what_an_office_says_too(String said, String masked) {
        assertThat(Masking.official(said)).isEqualTo(masked);
        assertThat(Masking.official(masked)).isEqualTo(masked);
    }

    @Test
    void the_citizen_s_own_number_is_covered_even_where_an_office_offers_it() {
        assertThat(Masking.official("请拨打88776655或13812345678", "13812345678")).isEqualTo("请拨打88776655或138****5678");
    }

    @Test
    void a_long_official_text_takes_no_longer_than_its_length() {
        String text = "请您可请".repeat(20_000) + "工作人员13812345678 ".repeat(10_000);

        String masked = Masking.official(text);

        assertThat(masked).endsWith("工作人员13812345678 ");
    }

    @Test
    void a_number_goes_on_over_the_end_of_a_line() {
        assertThat(Masking.mask("电话138\n1234\n5678")).isEqualTo("电话138\n****\n5678");
        assertThat(Masking.mask("0431-\r\n88776655")).isEqualTo("0431-\r\n****6655");
        assertThat(Masking.mask("13812345678\n13987654321")).isEqualTo("138****5678\n139****4321");
        assertThat(Masking.mask("2019\n2020\n2021\n3栋\n15")).isEqualTo("2019\n2020\n2021\n3栋\n15");
    }

    @Test
    void nothing_stays_nothing() {
        assertThat(Masking.mask(null)).isNull();
    }

    @Test
    void a_known_number_is_covered_even_where_its_form_does_not_give_it_away() {
        assertThat(Masking.mask("我是88776655的机主，8877 6655", "88776655")).isEqualTo("我是****6655的机主，**** 6655");
        assertThat(Masking.mask("编号12345613812345678x", "13812345678")).isEqualTo("编号123456138****5678x");
        assertThat(Masking.mask("短号 12345 照旧", "12345", null)).isEqualTo("短号 12345 照旧");
    }

    @Test
    void a_long_text_takes_no_longer_than_its_length() {
        String text = "1".repeat(100_000) + " " + "13812345678 ".repeat(10_000);

        String masked = Masking.mask(text, "13812345678");

        assertThat(masked).doesNotContain("13812345678").endsWith("138****5678 ");
    }
}
