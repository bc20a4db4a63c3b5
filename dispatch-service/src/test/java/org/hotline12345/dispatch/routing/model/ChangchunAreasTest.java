package org.hotline12345.dispatch.routing.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangchunAreasTest {
    private static final AreaFinder FINDER = new AreaFinder(ChangchunBook.areas());

    @ParameterizedTest
    @CsvSource({
        "高新区硅谷大街某小区停水, 220173",
        "长春高新区, 220173",
        "家住高新的居民, 220173",
        "长春新区丙二十一路, CCXQ",
        "新区的供暖, CCXQ",
        "长春新区北湖, CCXQ-BH",
        "高新北区的公交, CCXQ-BH",
        "净月某小区暖气不热, 220172",
        "净月开发区, 220172",
        "经开区临河街, 220171",
        "汽开区东风大街, 220174",
        "空港的学校, CCXQ-KG",
        "莲花山度假区, CC-LHS",
        "南岭街道某路, 220102001",
        "南岭办事处不作为, 220102001",
        "南关南岭街道, 220102001",
        "九台市某镇, 220113",
        "榆树市医院, 220182",
        "榆树五棵树镇, 220182100",
        "公主岭的农民, 220184"
    })
    void names_aliases_and_short_names_are_known(String text, String code) {
        assertThat(FINDER.look(text)).containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource({"净月大街堵车", "绿园小区的物业", "小区里的榆树倒了", "门口一棵榆树被砍", "高新技术企业认定", "双阳路的路灯", "北湖公园门票", "朝阳产业", "没有说在哪里"})
    void a_street_a_housing_estate_or_a_tree_is_no_area(String text) {
        assertThat(FINDER.look(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'南关区和绿园区之间', '220102,220106'",
        "'净月到经开的公交', '220171,220172'",
    })
    void several_places_are_all_told(String text, String codes) {
        assertThat(FINDER.look(text)).containsExactlyInAnyOrder(codes.split(","));
    }

    @ParameterizedTest
    @CsvSource({"正阳街道", "正阳办事处"})
    void a_name_of_several_streets_means_each_of_them(String text) {
        List<String> found = FINDER.look(text);
        assertThat(found).allMatch(code -> code.length() == 9);
        assertThat(FINDER.look("绿园区" + text)).hasSize(1);
    }
}
