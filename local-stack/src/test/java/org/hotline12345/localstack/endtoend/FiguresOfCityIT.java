package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.hotline12345.embedded.PostgresServer;
import org.hotline12345.localstack.access.LocalAccess;
import org.hotline12345.localstack.home.Home;
import org.hotline12345.localstack.stack.ConsoleProgress;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.RunningStack;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The figures of a whole city's data, recomputed: of the installation that runs on the folder {@code -Dhotline.figures.home}. Asked for
 * by hand, behind an import.
 */
@Order(SharedSuite.APART)
@EnabledIfSystemProperty(named = FiguresOfCityIT.HOME, matches = ".+", disabledReason = "no installation was named")
class FiguresOfCityIT {
    static final String HOME = "hotline.figures.home";

    @Test
    void every_figure_of_the_installation_is_what_its_journal_gives() throws SQLException {
        var home = Home.existing(Path.of(System.getProperty(HOME)).toAbsolutePath());
        var options = RunningStack.on(home.folder()).orElseThrow(() -> new IllegalStateException("nothing runs there"));
        try (var database = PostgresServer.connect(
                        options.port(Part.POSTGRES), Part.ASSESSMENT.code(), home.password(PostgresServer.SUPERUSER));
                var access = LocalAccess.open(home.folder(), options, new ConsoleProgress(System.out));
                var client = access.client()) {
            var comparison = FigureComparison.of(database, client);
            var months = comparison.recomputed().months();

            var differences = comparison.differences(months);

            System.out.printf(
                    "%d figures of %s recomputed, not nought: %s%n",
                    comparison.compared(months), months, comparison.recomputed().notNought(months));
            assertThat(differences).isEmpty();
        }
    }
}
