package org.hotline12345.followup.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.followup.notice.model.NoticeTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticeTemplatesTest {
    @TempDir
    Path folder;

    @Test
    void without_a_folder_the_shipped_ones_hold() {
        var templates = new NoticeTemplates(Optional::empty);
        assertThat(templates.in(Language.ZH)).isSameAs(NoticeTexts.ZH);
        assertThat(templates.in(Language.EN)).isSameAs(NoticeTexts.EN);
    }

    @Test
    void a_file_of_the_folder_replaces_what_stands_in_it_and_nothing_else() throws IOException {
        Files.writeString(folder.resolve("texts_zh.properties"), "# 长春\nurgeTitle=长春市催办单\n");
        var templates = new NoticeTemplates(() -> Optional.of(folder));
        assertThat(templates.in(Language.ZH).text("urgeTitle")).isEqualTo("长春市催办单");
        assertThat(templates.in(Language.ZH).text("hotline")).isEqualTo("12345政务服务便民热线");
        assertThat(templates.in(Language.EN)).isSameAs(NoticeTexts.EN);
    }

    @Test
    void a_template_that_is_not_sound_stops_the_service_and_names_its_file() throws IOException {
        Files.writeString(folder.resolve("texts_en.properties"), "citizen=please act\n");
        assertThatThrownBy(() -> new NoticeTemplates(() -> Optional.of(folder)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("texts_en.properties")
                .hasMessageContaining("template citizen must have the gaps");
    }

    @Test
    void a_folder_that_is_not_there_stops_the_service() {
        assertThatThrownBy(() -> new NoticeTemplates(() -> Optional.of(folder.resolve("nowhere"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("there is no folder");
    }
}
