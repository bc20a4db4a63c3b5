package org.hotline12345.dispatch.reply.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.dispatch.reply.model.ShippedWording.WORDING;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfficesTest {
    private static List<String> named(String text, String question) {
        return Offices.named(WORDING, text, question).stream()
                .map(span -> text.substring(span[0], span[1]))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "经市住建局调查, 住建局",
                "由南岭街道办理, 南岭街道",
                "居委会已上门, 居委会",
                "公积金可以提取, 公积金",
                "转A3局办理, A3局",
                "局里研究过, -",
                "'。局里', -",
                "相关街道会来, -",
                "由各级政府办理, -",
                "该公司已整改, -",
                "市教育局和区城管局一起去了, '教育局 城管局'"
            })
    void an_office_is_named_by_what_stands_before_its_end(String text, String offices) {
        assertThat(named(text, null)).isEqualTo(offices == null ? List.of() : Arrays.asList(offices.split(" ")));
    }

    @Test
    void a_firm_or_school_that_the_question_speaks_of_is_its_object_unless_it_did_something() {
        String question = "供热公司不管,实验学校收费,东方集团欠薪";
        assertThat(named("供热公司的收费标准如下", question)).isEmpty();
        assertThat(named("实验学校的收费标准如下", question)).isEmpty();
        assertThat(named("东方集团的工资标准如下", question)).isEmpty();
        assertThat(named("供热公司立即抢修", question)).containsExactly("供热公司");
        assertThat(named("供热公司的收费标准如下", "路灯不亮")).containsExactly("供热公司");
        assertThat(named("供热公司的收费标准如下", null)).containsExactly("供热公司");
        // an office does not become an object by being asked about
        assertThat(named("市教育局的规定如下", "教育局不管")).containsExactly("教育局");
    }
}
