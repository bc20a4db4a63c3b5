package org.hotline12345.dispatch.routing.model.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;
import org.hotline12345.dispatch.routing.LabelledMessages;
import org.hotline12345.testing.RealData;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** What the router's model reaches on real messages; skipped where they are not. */
class ModelQualityTest {
    private static final Logger LOG = Logger.getLogger(ModelQualityTest.class);

    @Test
    void trained_on_one_file_it_judges_the_other_well_fast_and_small() throws IOException {
        var train = read("citizen-messages-train.csv");
        var dev = read("citizen-messages-dev.csv");
        long start = System.nanoTime();
        var result = Training.train(train, progress -> {});
        double trained = (System.nanoTime() - start) / 1e9;
        var seen = Evaluation.of(result.judged());
        var judged = Evaluation.of(result.model(), dev);
        dev.forEach(example -> result.model().explain(Reading.of(example.message()), 5));
        double explained = cpuOfEach(dev, example -> result.model().explain(Reading.of(example.message()), 5));
        double guessed = cpuOfEach(dev, example -> result.model().guess(example.message(), 5));
        var bytes = new ByteArrayOutputStream();
        result.model().write(bytes);
        LOG.infof(
                "macro F1 %.4f, accuracy %.4f; cross-validated %.4f; trained in %.1f s; a guess %.3f ms, explained %.3f ms;"
                        + " %.1f MB; %s; cross-validated %s",
                judged.macroF1(),
                judged.accuracy(),
                seen.macroF1(),
                trained,
                guessed,
                explained,
                bytes.size() / 1e6,
                judged.coverage(),
                seen.coverage());

        assertThat(judged.macroF1()).isGreaterThanOrEqualTo(0.88);
        assertThat(seen.macroF1()).isGreaterThanOrEqualTo(0.91);
        assertThat(bytes.size()).isLessThan(50_000_000);
        assertThat(guessed).as("milliseconds of a guess").isLessThan(1);
    }

    /** Milliseconds of CPU: a busy machine does not distort them. */
    private static double cpuOfEach(List<Example> examples, Consumer<Example> work) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        examples.forEach(work);
        return (threads.getCurrentThreadCpuTime() - start) / 1e6 / examples.size();
    }

    private static List<Example> read(String name) throws IOException {
        return LabelledMessages.parse(Files.readString(RealData.file(name)));
    }
}
