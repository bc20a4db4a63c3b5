package org.hotline12345.intake.similarity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hotline12345.chassis.vocabulary.model.Phrases;
import org.hotline12345.intake.similarity.DuplicateVocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseSimilarityTest {
    private static final Phrases EVERYBODY = DuplicateVocabulary.shippedPhrases();
    private static final String AREA = "220102";
    private static final String TEXT = "我家住在南关区自强街幸福小区三栋，从周一早上开始停水，到今天已经三天了，打自来水公司电话一直没有人接，"
            + "家里有八十岁的老人和两岁的孩子，做饭洗漱都成问题，小区门口的超市矿泉水也卖完了，不知道什么时候能恢复供水";

    @ParameterizedTest
    @CsvSource({
        "南关区自强街道停水三天无人处理, 南关区自强街停水三天没人处理",
        "景蓉华苑物业管理有问题, 景蓉华苑小区物业管理存在问题",
        "Street light out on Main St, Street Light Outage on Main St.",
        "A3区潇楚南路洋湖段怎么还没修好？, A3区潇楚南路洋湖段怎么还没修好"
    })
    void similar_titles_share_a_hash(String one, String other) {
        assertThat(shared(of(one, "1"), of(other, "2"))).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"南关区自强街道停水三天无人处理, 请加快提高民营幼儿园老师的待遇", "景蓉华苑物业管理有问题, 买公寓能享受人才新政购房补贴吗"})
    void titles_and_texts_about_other_things_share_none(String one, String other) {
        assertThat(shared(of(one, one), of(other, other))).isZero();
    }

    @Test
    void a_text_told_again_with_a_few_other_words_is_found_under_another_title() {
        String again = "您好，" + TEXT.replace("从周一早上开始", "打周一起").replace("三天了", "四天了") + "，请尽快解决，谢谢";

        var first = of("停水", TEXT);
        var second = of("自强街居民反映没有水喝", again);

        assertThat(shared(first, second)).isPositive();
        assertThat(CaseSimilarity.similarity(first.sketch(), second.sketch())).isGreaterThan(0.6);
    }

    @Test
    void phrases_that_everybody_writes_are_no_similarity() {
        var one = of("停水", "来电人反映：停水三天，希望相关部门尽快处理，给予答复，谢谢");
        var other = of("噪音", "来电人反映：夜间施工，希望相关部门尽快处理，给予答复，谢谢");

        assertThat(shared(one, other)).isZero();
        assertThat(CaseSimilarity.similarity(one.sketch(), other.sketch())).isLessThan(0.3);
    }

    @Test
    void the_same_text_is_found_wherever_it_comes_from() {
        var here = CaseSimilarity.of(EVERYBODY, "220102", "停水", TEXT);
        var there = CaseSimilarity.of(EVERYBODY, "220103", "没有水", "  " + TEXT + "！");

        assertThat(shared(here, there)).isEqualTo(1);
        assertThat(CaseSimilarity.similarity(here.sketch(), there.sketch())).isEqualTo(1);
    }

    @Test
    void a_street_is_the_same_place_as_its_district_and_another_district_is_not() {
        var district = CaseSimilarity.of(EVERYBODY, "220102", "停水三天", "一").hashes();

        assertThat(CaseSimilarity.of(EVERYBODY, "220102001", "停水三天", "一").hashes())
                .isEqualTo(district);
        assertThat(Arrays.copyOf(
                        CaseSimilarity.of(EVERYBODY, "220103", "停水三天", "一").hashes(), CaseSimilarity.TITLE_HASHES))
                .doesNotContain(Arrays.copyOf(district, CaseSimilarity.TITLE_HASHES));
        assertThat(CaseSimilarity.of(EVERYBODY, null, "停水三天", "一").hashes()).hasSize(district.length);
    }

    @Test
    void spaces_punctuation_and_width_do_not_matter() {
        assertThat(of("Ａ３ 区，停水！", "Ａ３ 区，停水！").hashes())
                .isEqualTo(of("a3区停水", "a3区停水").hashes());
        assertThat(of("!?", "…").hashes()).isEmpty();
        assertThat(of("!?", "…").sketch()).isNull();
        assertThat(CaseSimilarity.similarity(null, of("水", "水").sketch())).isZero();
    }

    /** Texts of invented letters with a known share of runs in common. */
    @ParameterizedTest
    @CsvSource({"0.3", "0.5", "0.7", "0.9"})
    void the_estimate_of_the_similarity_is_close_on_average(double wanted) {
        var random = new SplittableRandom(7);
        double sum = 0;
        int pairs = 200;
        for (int i = 0; i < pairs; i++) {
            // of 400 letters the first part is the same; Jaccard = same / (2 * 400 - same)
            int same = (int) Math.round(800 * wanted / (1 + wanted));
            String common = letters(random, same);
            sum += CaseSimilarity.similarity(
                    of("一", common + letters(random, 400 - same)).sketch(),
                    of("二", common + letters(random, 400 - same)).sketch());
        }
        assertThat(sum / pairs).isCloseTo(wanted, within(0.03));
    }

    private static String letters(SplittableRandom random, int count) {
        return random.ints(count, 0x4E00, 0x9FA5)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static CaseSimilarity of(String title, String text) {
        return CaseSimilarity.of(EVERYBODY, AREA, title, text);
    }

    private static long shared(CaseSimilarity one, CaseSimilarity other) {
        return Arrays.stream(one.hashes())
                .filter(h -> Arrays.stream(other.hashes()).anyMatch(o -> o == h))
                .count();
    }
}
