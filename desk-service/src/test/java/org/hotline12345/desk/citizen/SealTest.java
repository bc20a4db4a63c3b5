package org.hotline12345.desk.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.hotline12345.desk.citizen.Seal.OwnCase;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final String SECRET = "thirty-two-letters-for-all-desks";
    private static final Instant NOW = Instant.parse("2026-03-10T02:00:00Z");
    private static final OwnCase OWN = new OwnCase("220102-20260310-0000123", "40718263");

    @Test
    void what_one_instance_sealed_another_with_the_same_secret_opens_while_it_holds() {
        String sealed = new Seal(SECRET).seal(OWN, NOW.plusSeconds(60));

        assertThat(sealed).doesNotContain("0000123").matches("[A-Za-z0-9_-]+");
        assertThat(new Seal(SECRET).open(sealed, NOW.plusSeconds(60))).contains(OWN);
        assertThat(new Seal(SECRET).open(sealed, NOW.plusSeconds(61))).isEmpty();
        assertThat(new Seal("another-secret-of-other-machines").open(sealed, NOW))
                .isEmpty();
    }

    @Test
    void what_was_not_sealed_here_opens_nothing() {
        var seal = new Seal(null);
        String sealed = seal.seal(OWN, NOW.plusSeconds(60));

        assertThat(seal.open(sealed, NOW)).contains(OWN);
        for (String other : new String[] {null, "", "x", "%%%", "AAAAAAAAAAAAAAAAAAAAAAAA", sealed.substring(1)}) {
            assertThat(seal.open(other, NOW)).as("%s", other).isEmpty();
        }
    }

    @Test
    void a_form_is_taken_for_as_long_as_it_holds_and_for_what_it_was_given_out() {
        var seal = new Seal(SECRET);
        String mark = seal.mark("of a case", NOW);
        Duration hour = Duration.ofHours(1);

        assertThat(seal.mark("of a case", NOW)).isNotEqualTo(mark);
        assertThat(seal.isMark(mark, "of a case", NOW.plusSeconds(3600), hour)).isTrue();
        assertThat(seal.isMark(mark, "of a case", NOW.plusSeconds(3601), hour)).isFalse();
        assertThat(seal.isMark(mark, "of a case", NOW.minusSeconds(1), hour)).isFalse();
        assertThat(seal.isMark(mark, "of another", NOW, hour)).isFalse();
        for (String other : new String[] {null, "", "1", "x.y", "1." + mark.split("\\.")[1]}) {
            assertThat(seal.isMark(other, "of a case", NOW, hour))
                    .as("%s", other)
                    .isFalse();
        }
    }
}
