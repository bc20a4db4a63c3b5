package org.hotline12345.followup.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final String SECRET = "0123456789abcdef";
    private static final Instant NOW = Instant.ofEpochSecond(1_772_000_000);

    @Test
    void it_is_the_hmac_of_time_and_body() {
        // printf '1772000000.{}' | openssl dgst -sha256 -hmac 0123456789abcdef
        assertThat(Signature.of("{}", SECRET, NOW))
                .isEqualTo("t=1772000000,v1=729fc85b9d0eb83e97f945f9c229d64c2f9e2a33945064e504c7936b2963c1a1");
    }

    @Test
    void it_holds_for_this_body_this_secret_and_five_minutes() {
        String signature = Signature.of("{\"a\":\"中\"}", SECRET, NOW);
        assertThat(Signature.holds(signature, "{\"a\":\"中\"}", SECRET, NOW)).isTrue();
        assertThat(Signature.holds(signature, "{\"a\":\"中\"}", SECRET, NOW.plusSeconds(300)))
                .isTrue();
        assertThat(Signature.holds(signature, "{\"a\":\"中\"}", SECRET, NOW.plusSeconds(301)))
                .isFalse();
        assertThat(Signature.holds(signature, "{\"a\":\"中\"}", SECRET, NOW.minusSeconds(301)))
                .isFalse();
        assertThat(Signature.holds(signature, "{\"a\":\"中\"}", SECRET, NOW.minusSeconds(300)))
                .isTrue();
        assertThat(Signature.holds(signature, "{\"a\":\"国\"}", SECRET, NOW)).isFalse();
        assertThat(Signature.holds(signature, "{\"a\":\"中\"}", "another secret..", NOW))
                .isFalse();
        assertThat(Signature.holds(signature.replace("t=1", "t=2"), "{\"a\":\"中\"}", SECRET, NOW))
                .isFalse();
        assertThat(Signature.holds(null, "", SECRET, NOW)).isFalse();
        assertThat(Signature.holds("t=1,v1=zz", "", SECRET, NOW)).isFalse();
    }
}
