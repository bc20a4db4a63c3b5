package org.hotline12345.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.language.Words;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.StackOptions;
import org.hotline12345.localstack.token.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

class CommandLineTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token                   | 缺少 --role ROLE。         | --role ROLE is missing.",
                "import a.csv            | 缺少 --profile P.yaml。     | --profile P.yaml is missing.",
                "import --profile boston | 缺少 FILE。                | FILE is missing.",
                "up --nothing            | 此处不认识 --nothing。     | --nothing is not known here.",
                "demo --cases many       | --cases N 不能是“many”。   | --cases N cannot be \"many\"."
            })
    void what_is_wrong_with_a_command_is_said_in_the_readers_language(String command, String chinese, String english) {
        assertThatThrownBy(() -> LocalStack.commandLine().parseArgs(command.split(" +")))
                .isInstanceOfSatisfying(ParameterException.class, problem -> {
                    assertThat(UsageProblems.text(problem, Words.in(Locale.CHINESE)))
                            .isEqualTo(chinese);
                    assertThat(UsageProblems.text(problem, Words.in(Locale.ENGLISH)))
                            .isEqualTo(english);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"model city --home x list", "model city list --home x", "model --help", "--version"})
    void options_of_a_suite_stand_before_or_behind_the_task(String command) {
        assertThat(LocalStack.commandLine().parseArgs(command.split(" ")).errors())
                .isEmpty();
    }

    @Test
    void the_roles_stand_in_the_help_of_token() {
        assertThat(output("token", "--help")).contains(Role.codes());
    }

    @Test
    void the_version_is_said() {
        assertThat(output("--version")).contains("hotline").contains(System.getProperty("java.runtime.version"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536, 99_999})
    void a_port_out_of_range_is_said_with_its_option(int port) {
        var options = StackOptions.defaults();
        assertThatThrownBy(() -> options.withPort(Part.INTAKE, port))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("--intake-port")
                .hasMessageContaining("65535");
    }

    @Test
    void invented_cases_go_on_no_folder_that_a_demo_did_not_begin() throws Exception {
        Files.createDirectories(folder.resolve("postgres"));

        assertThat(LocalStack.commandLine().execute("demo", "--home", folder.toString()))
                .isEqualTo(2);
        assertThat(folder.resolve("demo")).doesNotExist();
    }

    @Test
    void a_folder_on_which_nothing_runs_is_stopped_already_and_one_that_never_was_is_not_made() {
        Path never = folder.resolve("never");
        assertThat(LocalStack.commandLine().execute("status", "--home", never.toString()))
                .isEqualTo(2);
        assertThat(never).doesNotExist();

        folder.resolve("keys").toFile().mkdirs();
        assertThat(LocalStack.commandLine().execute("stop", "--home", folder.toString()))
                .isZero();
    }

    private static String output(String... command) {
        var text = new StringWriter();
        LocalStack.commandLine().setOut(new PrintWriter(text, true)).execute(command);
        return text.toString();
    }
}
