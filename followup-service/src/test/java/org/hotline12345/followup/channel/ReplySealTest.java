package org.hotline12345.followup.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplySealTest {
    private static final String PHONE = "18643210987";
    private static final UUID REPLY = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private final ReplySeal seal = new ReplySeal("0123456789abcdef");

    @Test
    void a_telephone_opens_for_its_reply_and_with_its_secret_alone() {
        byte[] sealed = seal.seal(REPLY, PHONE);

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(PHONE);
        assertThat(seal.open(REPLY, sealed)).contains(PHONE);
        assertThat(seal.open(UUID.randomUUID(), sealed)).isEmpty();
        assertThat(new ReplySeal("another secret..").open(REPLY, sealed)).isEmpty();
        assertThat(seal.seal(REPLY, PHONE)).isNotEqualTo(sealed);
    }

    @Test
    void a_mark_is_the_same_for_the_same_and_says_nothing_without_the_secret() {
        assertThat(seal.mark(PHONE)).isEqualTo(seal.mark(PHONE)).hasSize(64).isNotEqualTo(seal.mark("18643210988"));
        assertThat(new ReplySeal("another secret..").mark(PHONE)).isNotEqualTo(seal.mark(PHONE));
    }
}
