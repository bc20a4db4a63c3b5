package org.hotline12345.dispatch.reply.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.hotline12345.dispatch.reply.model.ReplyVerdict.Flag;
import org.hotline12345.dispatch.reply.model.ReplyVerdict.Language;
import org.junit.jupiter.api.Test;

class ReplyVerdictTest {
    private static ReplyVerdict of(Severity... severities) {
        return new ReplyVerdict(
                1,
                Language.CHINESE,
                Stream.of(severities)
                        .map(severity -> new Flag(ReplyFlag.NO_WHO, severity, List.of(), null))
                        .toList(),
                List.of(),
                List.of());
    }

    @Test
    void a_verdict_is_serious_when_one_of_its_flags_is() {
        assertThat(of().serious()).isFalse();
        assertThat(of(Severity.ADVICE).serious()).isFalse();
        assertThat(of(Severity.ADVICE, Severity.SERIOUS).serious()).isTrue();
    }

    @Test
    void it_knows_which_flags_were_raised() {
        assertThat(of(Severity.ADVICE).has(ReplyFlag.NO_WHO)).isTrue();
        assertThat(of(Severity.ADVICE).has(ReplyFlag.NO_WHEN)).isFalse();
        assertThat(of().has(ReplyFlag.NO_WHO)).isFalse();
    }
}
