package org.hotline12345.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hotline12345.bench.model.Comparison;
import org.hotline12345.bench.model.Figure;
import org.hotline12345.bench.model.Growth;
import org.hotline12345.localstack.api.HotlineClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("figures.json");
    }

    @Test
    void what_one_run_wrote_a_comparison_reads_but_for_figures_without_a_value() {
        FiguresFile.write(
                file,
                List.of(
                        Figure.atMost("life.cpu", 16.30004, "ms", null, 10),
                        Figure.plain("raw.select", Double.NaN, "ms")));

        assertThat(FiguresFile.read(file)).containsExactly(Figure.plain("life.cpu", 16.3, "ms"));
    }

    @Test
    void a_comparison_is_written_with_its_runs() throws IOException {
        FiguresFile.writeComparisons(
                file, List.of(Comparison.of("life.cpu", "ms", List.of(30.0, 31.0), List.of(15.0, 16.0))));

        JsonNode row = HotlineClient.json().readTree(file.toFile()).get(0);
        assertThat(row.path("a").path("median").asDouble()).isEqualTo(30.5);
        assertThat(row.path("b").path("runs")).hasSize(2);
        assertThat(row.path("ratio").path("median").asDouble()).isEqualTo(0.5081);
        assertThat(row.path("differs").asBoolean()).isTrue();
    }

    @Test
    void what_very_many_cases_change_is_written_with_both_values() throws IOException {
        FiguresFile.writeGrowth(file, List.of(new Growth("lifecycle.lives", "/s", 100, 95, 0.95, true)));

        JsonNode row = HotlineClient.json().readTree(file.toFile()).get(0);
        assertThat(row.path("few").asDouble()).isEqualTo(100);
        assertThat(row.path("many").asDouble()).isEqualTo(95);
        assertThat(row.path("ratio").asDouble()).isEqualTo(0.95);
        assertThat(row.path("pass").asBoolean()).isTrue();
    }
}
