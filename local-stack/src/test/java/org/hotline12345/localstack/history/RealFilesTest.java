package org.hotline12345.localstack.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.localstack.history.model.ImportReport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The profiles on the real files, where they are at hand ({@code HOTLINE_DATA}, or {@code shared/data} beside the project). */
class RealFilesTest {
    @Test
    void every_message_is_planned_or_refused_with_a_reason() throws IOException {
        HistoryFile file = read("message-board", "messages-with-replies.csv");

        assertThat(file.rows()).isEqualTo(2816);
        assertThat(file.plans().size()).isEqualTo(2815);
        assertThat(file.plans()).allSatisfy(plan -> {
            assertThat(plan.reply().at()).isAfterOrEqualTo(plan.occurredAt());
            assertThat(plan.fields().get("text")).isNotBlank();
            assertThat(plan.fields().get("title")).doesNotContain("\n", "\t");
            assertThat(plan.triage()).isNotNull();
        });
        assertThat(byCode(file)).isEqualTo(Map.of("duplicate", 1L));
        assertThat(file.notes().counts()).containsEntry("clock-missing-replied_at", 1);
    }

    @Test
    void bostons_flag_is_kept_apart_for_the_comparison_and_agrees_with_its_targets() throws IOException {
        HistoryFile file = read("boston", "boston-311-2011H2.zip");

        assertThat(file.rows()).isEqualTo(58_251);
        assertThat(file.plans()).hasSize(58_251);
        assertThat(file.plans()).filteredOn(plan -> plan.reply() != null).hasSize(54_570);
        assertThat(file.plans()).filteredOn(plan -> plan.replyDueAt() == null).hasSize(10_981);
        assertThat(file.plans())
                .filteredOn(plan -> plan.expectedInTime() != null)
                .hasSize(43_664)
                .allSatisfy(plan -> assertThat(!plan.reply().at().isAfter(plan.replyDueAt()))
                        .isEqualTo(plan.expectedInTime()));
    }

    private static Map<String, Long> byCode(HistoryFile file) {
        return file.refused().stream()
                .map(ImportReport.RefusedRow::code)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static HistoryFile read(String profile, String name) throws IOException {
        String given = System.getenv("HOTLINE_DATA");
        Path data = given != null
                ? Path.of(given)
                : Path.of(System.getProperty("hotline.root", "..")).resolve("../shared/data");
        Path file = data.resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "no real data at hand");
        return HistoryFile.read(file, ProfileFile.named(profile));
    }
}
