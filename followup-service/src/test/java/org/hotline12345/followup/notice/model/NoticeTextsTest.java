package org.hotline12345.followup.notice.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;

import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.events.UrgeLevel;
import org.hotline12345.events.UrgeOrigin;
import org.junit.jupiter.api.Test;

class NoticeTextsTest {
    @Test
    void both_languages_say_the_same_things() {
        assertThat(NoticeTexts.EN.all().keySet()).isEqualTo(NoticeTexts.ZH.all().keySet());
    }

    @Test
    void everything_has_a_word_in_both_languages() {
        for (NoticeTexts texts : new NoticeTexts[] {NoticeTexts.ZH, NoticeTexts.EN}) {
            for (DeadlineKind kind : DeadlineKind.values()) {
                assertThat(texts.kind(kind)).isNotBlank();
            }
            for (UrgeLevel level : UrgeLevel.values()) {
                assertThat(texts.overdue(level, DeadlineKind.REPLY, at("2026-03-11T17:30")))
                        .contains("17:30");
                assertThat(texts.text("urgeLevel." + level)).isNotBlank();
            }
            for (UrgeOrigin origin : UrgeOrigin.values()) {
                assertThat(texts.text("origin." + origin)).isNotBlank();
            }
            for (SupervisionCause cause : SupervisionCause.values()) {
                assertThat(texts.text("cause." + cause)).isNotBlank();
            }
        }
    }

    @Test
    void chinese_words_are_those_of_the_events() {
        for (DeadlineKind kind : DeadlineKind.values()) {
            assertThat(NoticeTexts.ZH.kind(kind)).isEqualTo(kind.chinese());
        }
        for (SupervisionCause cause : SupervisionCause.values()) {
            assertThat(NoticeTexts.ZH.text("cause." + cause)).isEqualTo(cause.chinese());
        }
    }

    @Test
    void a_text_is_filled() {
        assertThat(NoticeTexts.ZH.overdue(UrgeLevel.HANDLERS, DeadlineKind.SIGN, at("2026-03-05T17:30")))
                .isEqualTo("签收已超过时限（2026年3月5日 17:30），请抓紧办理");
        assertThat(NoticeTexts.EN.citizenUrged(2))
                .isEqualTo("The citizen has asked for the 2. time; please act at once");
    }
}
