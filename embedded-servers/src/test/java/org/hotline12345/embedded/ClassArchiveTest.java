package org.hotline12345.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void build() throws IOException {
        jar = Files.createFile(folder.resolve("program.jar"));
    }

    private ClassArchive archive() {
        return new ClassArchive(folder.resolve("archives"), "program", jar);
    }

    /** As a virtual machine would, though with nothing that one could read. */
    private static void write(ClassArchive archive) throws IOException {
        String option = archive.make().get(0);
        Files.writeString(Path.of(option.substring(option.indexOf('=') + 1)), "no archive");
    }

    @Test
    void one_that_was_not_made_is_not_used() {
        assertThat(archive().use()).isEmpty();
        assertThat(archive().keep()).isFalse();
    }

    @Test
    void one_of_another_build_is_not_used_and_goes_when_a_new_one_is_made() throws IOException {
        write(archive());
        assertThat(archive().keep()).isTrue();
        assertThat(archive().use()).hasSize(1);

        Files.setLastModifiedTime(jar, FileTime.fromMillis(1));

        assertThat(archive().exists()).isFalse();
        write(archive());
        archive().keep();
        try (var files = Files.list(folder.resolve("archives"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void a_virtual_machine_starts_with_one_that_is_broken() throws Exception {
        write(archive());
        archive().keep();
        List<String> command = new ArrayList<>(List.of(ChildProcess.java()));
        command.addAll(archive().use());
        command.add("-version");

        Process java = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(java.waitFor()).isZero();
    }
}
