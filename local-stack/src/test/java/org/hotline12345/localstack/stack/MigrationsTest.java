package org.hotline12345.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hotline12345.localstack.home.ProjectFolder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two scripts of one number end a service at its start, and nothing before it: they come from two people who chose the same one. */
class MigrationsTest {
    @ParameterizedTest
    @EnumSource(names = {"INTAKE", "DISPATCH", "FOLLOWUP", "ASSESSMENT"})
    void every_script_of_a_service_and_of_the_chassis_has_a_number_of_its_own(Part service) throws IOException {
        List<String> numbers = new ArrayList<>();
        for (String folder :
                List.of("service-chassis/src/main/resources/db", service.code() + "-service/src/main/resources/db")) {
            try (Stream<Path> files = Files.walk(ProjectFolder.find().resolve(folder))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.matches("V\\d+__.*\\.sql"))
                        .map(name -> name.substring(0, name.indexOf("__")))
                        .forEach(numbers::add);
            }
        }
        assertThat(numbers).isNotEmpty().doesNotHaveDuplicates();
    }
}
