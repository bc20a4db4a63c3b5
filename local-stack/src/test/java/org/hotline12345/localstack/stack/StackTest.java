package org.hotline12345.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.hotline12345.embedded.Processes;
import org.hotline12345.localstack.language.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers only: the services have their own part in the end-to-end tests. */
class StackTest {
    @TempDir
    Path folder;

    @Test
    void a_second_launcher_on_the_same_folder_is_told_who_runs_there() {
        try (var first = Stack.open(folder, options(), Progress.SILENT)) {
            assertThatThrownBy(() -> Stack.open(folder, options(), Progress.SILENT))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
            assertThat(first.closed()).isFalse();
        }
        Stack.open(folder, options(), Progress.SILENT).close();
    }

    @Test
    void a_busy_port_is_named_with_the_part_and_the_option_that_changes_it() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var options = options().withPort(Part.DISPATCH, taken.getLocalPort());

            assertThatThrownBy(() -> Stack.open(folder, options, Progress.SILENT))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()))
                    .hasMessageContaining("--dispatch-port");
        }
    }

    @Test
    void a_service_that_was_not_built_is_said_plainly() {
        var bare = options().withServicesOf(folder);
        try (var stack = Stack.open(folder.resolve("home"), bare, Progress.SILENT)) {
            assertThatThrownBy(stack::startServices)
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("intake-service/target/quarkus-app/quarkus-run.jar")
                    .hasMessageContaining("./mvnw");
        }
    }

    @Test
    void kafka_and_postgres_can_be_killed_and_started_alone() throws Exception {
        try (var stack = Stack.open(folder, options(), Progress.SILENT)) {
            stack.startServers();
            try (var connection = stack.database(Part.INTAKE);
                    var statement = connection.createStatement()) {
                statement.execute("create table kept as select 1 as n");
            }

            stack.kill(Part.KAFKA);
            stack.kill(Part.POSTGRES);
            assertThat(stack.running(Part.KAFKA)).isFalse();
            assertThat(stack.fallen()).isEmpty();
            stack.start(Part.KAFKA);
            stack.start(Part.POSTGRES);

            assertThat(stack.running(Part.KAFKA)).isTrue();
            try (var connection = stack.database(Part.INTAKE);
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select n from kept")) {
                assertThat(rows.next()).isTrue();
            }
        }
    }

    @Test
    void a_fallen_part_is_noticed_and_started_again() {
        try (var stack = Stack.open(folder, options(), Progress.SILENT)) {
            stack.start(Part.KAFKA);
            Processes.signal(stack.process(Part.KAFKA).orElseThrow().pid(), "KILL");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> stack.fallen().equals(List.of(Instance.first(Part.KAFKA))));

            boolean goOn = new Supervision(stack, Progress.SILENT).look();

            assertThat(goOn).isTrue();
            assertThat(stack.running(Part.KAFKA)).isTrue();
        }
    }

    @Test
    void followup_finds_intake_with_a_token_of_its_own_and_may_reach_a_gateway_on_this_machine() {
        try (var stack = Stack.open(folder, options(), Progress.SILENT)) {
            var program = new ServiceProgram(stack.home(), stack.options());
            var followup = program.environment(Part.FOLLOWUP, Map.of());
            assertThat(followup)
                    .containsEntry("HOTLINE_INTAKE_URL", stack.url(Part.INTAKE))
                    .containsEntry("HOTLINE_SURVEY_URL", stack.url(Part.FOLLOWUP))
                    .containsEntry("HOTLINE_CHANNEL_NETWORKS", "127.0.0.0/8");
            assertThat(Path.of(followup.get("HOTLINE_SERVICE_TOKEN_FILE")))
                    .isEqualTo(stack.home().serviceToken())
                    .exists();
            assertThat(program.environment(Part.DISPATCH, Map.of())).doesNotContainKey("HOTLINE_SERVICE_TOKEN_FILE");
        }
    }

    @Test
    void where_the_desks_are_citizens_reach_the_survey_through_them() {
        try (var stack = Stack.open(folder, withDesk(), Progress.SILENT)) {
            var program = new ServiceProgram(stack.home(), stack.options());

            assertThat(program.environment(Part.FOLLOWUP, Map.of()))
                    .containsEntry("HOTLINE_SURVEY_URL", stack.url(Part.DESK));
        }
    }

    @Test
    void a_setting_for_all_services_reaches_the_desks_too() {
        var options = withDesk().withEnvironment("QUARKUS_LOG_LEVEL", "DEBUG");
        try (var stack = Stack.open(folder, options, Progress.SILENT)) {
            var program = new ServiceProgram(stack.home(), stack.options());

            assertThat(program.environment(Part.DESK, Map.of("HOTLINE_OIDC_URL", "http://127.0.0.1:1")))
                    .containsEntry("QUARKUS_LOG_LEVEL", "DEBUG")
                    .containsEntry("HOTLINE_DISPATCH_URL", stack.url(Part.DISPATCH))
                    .containsEntry("HOTLINE_OIDC_URL", "http://127.0.0.1:1")
                    .doesNotContainKey("HOTLINE_DB_HOST");
        }
    }

    private static StackOptions withDesk() {
        return StackOptions.defaults().withDesk().withFreePorts().withQuickStart();
    }

    private static StackOptions options() {
        return StackOptions.defaults().withFreePorts().withQuickStart();
    }
}
