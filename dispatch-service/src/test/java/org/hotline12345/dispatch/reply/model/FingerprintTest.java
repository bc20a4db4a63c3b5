package org.hotline12345.dispatch.reply.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.dispatch.reply.model.ShippedWording.WORDING;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final Random RANDOM = new Random(1);

    @Test
    void courtesies_spaces_and_punctuation_do_not_make_two_texts_differ() {
        String said = "经查,自由大路三盏路灯因电缆老化断电,我局路灯管理处于二月更换电缆并恢复照明";
        var plain = Fingerprint.of(WORDING, said);
        var dressed =
                Fingerprint.of(WORDING, "网友您好!您的留言已收悉。现回复如下:" + said.replace(",", ", ") + "。感谢您对我们工作的支持!2025年3月1日");
        assertThat(plain.similarity(dressed)).isGreaterThan(0.85);
        assertThat(shares(plain, dressed)).isTrue();
    }

    @Test
    void a_text_too_short_has_no_bands() {
        assertThat(Fingerprint.of(WORDING, "已经修好。").bands()).isEmpty();
        assertThat(Fingerprint.of(WORDING, "").bands()).isEmpty();
    }

    @Test
    void bands_stay_the_same_from_release_to_release_for_stored_ones_are_looked_up() {
        assertThat(Fingerprint.of(WORDING, "经查,自由大路三盏路灯因电缆老化断电,我局路灯管理处于二月更换电缆并恢复照明")
                        .bands())
                .containsExactly(
                        5688501412979182467L,
                        -5177977604127548057L,
                        -4781484092401585204L,
                        -2312561543634653093L,
                        5111690689502657743L,
                        2083908003259236350L,
                        -9156768046975312476L,
                        -5338105188840149333L);
    }

    @Test
    void likeness_is_the_share_of_common_passages_of_five_letters() {
        String letters = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌";
        var one = Fingerprint.of(WORDING, letters + "亥");
        assertThat(one.similarity(Fingerprint.of(WORDING, letters + "狗"))).isEqualTo(17.0 / 19);
        assertThat(one.similarity(Fingerprint.of(WORDING, letters + "亥"))).isEqualTo(1);
        assertThat(one.similarity(Fingerprint.of(WORDING, ""))).isZero();
        assertThat(Fingerprint.of(WORDING, "").similarity(Fingerprint.of(WORDING, "")))
                .isZero();
        // sixteen passages are the fewest that are compared
        assertThat(Fingerprint.of(WORDING, letters.substring(0, 20)).bands()).hasSize(8);
        assertThat(Fingerprint.of(WORDING, letters.substring(0, 19)).bands()).isEmpty();
    }

    @Test
    void nearly_equal_texts_share_a_band_and_different_ones_do_not() {
        int found = 0;
        int strangers = 0;
        for (int i = 0; i < 300; i++) {
            String text = letters(300);
            var one = Fingerprint.of(WORDING, text);
            var changed = new StringBuilder(text);
            for (int k = 0; k < 6; k++) {
                changed.setCharAt(RANDOM.nextInt(300), '改');
            }
            var other = Fingerprint.of(WORDING, changed.toString());
            assertThat(one.similarity(other)).isGreaterThan(Fingerprint.ALIKE);
            found += shares(one, other) ? 1 : 0;
            strangers += shares(one, Fingerprint.of(WORDING, letters(300))) ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(294);
        assertThat(strangers).isZero();
    }

    private static boolean shares(Fingerprint one, Fingerprint other) {
        var bands = Arrays.stream(one.bands()).boxed().collect(Collectors.toSet());
        return Arrays.stream(other.bands()).anyMatch(bands::contains);
    }

    private static String letters(int count) {
        return RANDOM.ints(count, 0x4e00, 0x7e00).mapToObj(Character::toString).collect(Collectors.joining());
    }
}
