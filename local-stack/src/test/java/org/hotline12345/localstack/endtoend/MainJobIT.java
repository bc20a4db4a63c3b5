package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hotline12345.events.Topics;
import org.hotline12345.localstack.LocalStack;
import org.hotline12345.localstack.account.CaseStream;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.demo.Play;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Stack;
import org.hotline12345.localstack.token.Identity;
import org.hotline12345.testing.Browser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The main job on the whole suite: a demo is played, its figures follow, no telephone gets out, the pages work. It is the first on the
 * shared suite, for it looks at all cases.
 */
@ExtendWith(SharedSuite.class)
@Order(SharedSuite.FIRST)
class MainJobIT {
    private static final int CASES = 80;

    /** What is asked of citizens, told to them and done again; imported cases have nothing of it. */
    private static final List<String> OF_PLAY = List.of(
            "feedbackRate",
            "callbackRate",
            "satisfactionRate",
            "satisfactionAutomaticRate",
            "satisfactionAgentRate",
            "solvedRate",
            "informed",
            "reached",
            "answered",
            "satisfied",
            "solved",
            "reworked",
            "answeredDirectly",
            "settledDirectly",
            "notAccepted");

    private static Stack stack;
    private static Path home;
    private static HotlineClient client;
    private static boolean figuresFollow;

    /** Once for all tests; before the first of them and not before the class, so that a repeated run plays again. */
    @BeforeEach
    void play() {
        if (stack == SharedSuite.stack()) {
            return;
        }
        client = SharedSuite.client();
        figuresFollow = new Play(client, new PrintStream(System.out, true), "logs").perform(CASES, 12345);
        stack = SharedSuite.stack();
        home = stack.home().folder();
    }

    @Test
    void every_figure_follows_from_the_cases_played() {
        assertThat(figuresFollow).isTrue();
    }

    @Test
    void every_figure_is_what_the_journal_gives_by_the_words_of_its_definition() throws SQLException {
        try (Connection database = stack.database(Part.ASSESSMENT)) {
            await().atMost(Desks.PATIENCE).untilAsserted(() -> {
                var comparison = FigureComparison.of(database, client);
                var months = comparison.recomputed().months();

                assertThat(comparison.differences(months)).isEmpty();
                assertThat(comparison.recomputed().notNought(months)).containsAll(OF_PLAY);
            });
        }
    }

    @Test
    void scores_are_made_anew_by_one_command_and_stay_the_same() {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        String period = today.minusDays(1) + ".." + today.plusDays(50);
        var evaluator = client.as(Identity.of("考评员-01", "evaluator"));
        String path = HotlineClient.query("/scores", "period", period);
        JsonNode before = evaluator.get(ServiceName.ASSESSMENT, path).join().json();

        int status = LocalStack.commandLine().execute("rebuild", "assessment", "--home", home.toString());

        assertThat(status).isZero();
        assertThat(before.path("items")).isNotEmpty();
        assertThat(evaluator.get(ServiceName.ASSESSMENT, path).join().json()).isEqualTo(before);
    }

    @Test
    void the_router_learns_from_the_cases_played_and_forgets_by_commands() throws IOException {
        Path json = home.resolve("model.json");

        assertThat(ofCity("train", "--json", json)).isZero();
        String version =
                HotlineClient.json().readTree(json.toFile()).path("version").asText();
        assertThat(inForce(version)).isFalse();
        assertThat(ofCity("evaluate", version)).isZero();
        assertThat(ofCity("activate", version)).isZero();
        assertThat(inForce(version)).isTrue();
        assertThat(ofCity("list")).isZero();
        assertThat(ofCity("rollback")).isZero();
        assertThat(inForce(version)).isFalse();
        assertThat(ofCity("rollback")).as("nothing is left to take back").isEqualTo(1);
    }

    private static int ofCity(Object... command) {
        List<String> args = new ArrayList<>(List.of("model", "city"));
        for (Object arg : command) {
            args.add(arg.toString());
        }
        args.addAll(List.of("--home", home.toString()));
        return LocalStack.commandLine().execute(args.toArray(String[]::new));
    }

    private static boolean inForce(String version) {
        return client.as(Identity.of("派单员-01", "dispatcher"))
                .get(ServiceName.DISPATCH, "/routing/models/" + version)
                .join()
                .json()
                .path("active")
                .asBoolean();
    }

    /** The demo's citizens have numbers 1990000dddd, and say them in their texts. */
    @Test
    void no_telephone_leaves_intake() throws Exception {
        Pattern telephone = Pattern.compile("1990000\\d{4}");
        for (String topic : List.of(Topics.CASE_EVENTS, Topics.OFFICE_EVENTS)) {
            List<CaseStream.Entry> events = CaseStream.read(stack.kafkaBootstrap(), topic);
            assertThat(events).isNotEmpty();
            assertThat(events.stream().map(CaseStream.Entry::json).filter(telephone.asPredicate()))
                    .as("telephones in " + topic)
                    .isEmpty();
        }
        for (Part service : Part.services()) {
            assertThat(placesHolding("1990000____", service))
                    .as("telephones in the database of " + service)
                    .isEmpty();
        }
        try (var logs = Files.list(stack.home().folder().resolve("logs"))) {
            for (Path log : logs.toList()) {
                assertThat(telephone.matcher(Files.readString(log)).find())
                        .as("telephones in " + log.getFileName())
                        .isFalse();
            }
        }
    }

    @Test
    void evaluation_staff_see_figures_ranking_and_charts() throws IOException {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        try (var browser = Browser.open()) {
            String page = stack.url(Part.DESK) + "/evaluation?period=" + today.minusDays(1) + ".." + today.plusDays(50);
            browser.signIn(page, "考评员-01");
            browser.await("#screen .rate");
            assertThat(browser.address()).isEqualTo(page);
            assertThat(browser.text()).contains("满意率");
            browser.screenshot("evaluation");
            browser.get(page + "&screen=ranking");
            browser.await("#screen table tbody tr");
            browser.get(page + "&screen=heat");
            browser.await("#screen .heat svg");
            browser.get(page + "&screen=trend&lang=en");
            browser.await("#screen .chart svg");
            assertThat(browser.text()).containsIgnoringCase("satisfaction");
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void the_citizen_answers_the_survey_without_script() throws IOException {
        String caseId;
        try (var lives = new Lives(client)) {
            caseId = lives.handledCase(9_001);
        }
        String survey = surveyOf(caseId);
        try (var browser = Browser.withoutScript()) {
            browser.visit(survey);
            assertThat(browser.text()).contains("满意");
            browser.screenshot("survey");
            browser.one("input[name=satisfaction][value=VERY_SATISFIED]").click();
            browser.one("input[name=resolved][value=true]").click();
            browser.one("button[type=submit]").click();
            browser.await("#thanks");
        }
        var agent = client.as(Identity.of("受理员-01", "agent"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(agent.get(ServiceName.INTAKE, "/cases/" + caseId)
                                .join()
                                .text("status"))
                        .isEqualTo("CLOSED"));
    }

    private static String surveyOf(String caseId) {
        var agent = client.as(Identity.of("回访员-09", "callback-agent"));
        List<String> found = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            JsonNode claimed = agent.post(
                            ServiceName.FOLLOWUP,
                            "/callbacks/claim",
                            Map.of("max", 20, "anyHour", true),
                            UUID.randomUUID().toString())
                    .join()
                    .json()
                    .path("items");
            claimed.forEach(callback -> {
                if (callback.path("caseId").asText().equals(caseId)) {
                    found.add(callback.path("surveyUrl").asText());
                }
            });
            return !found.isEmpty();
        });
        return found.get(0);
    }

    /** Columns of text or JSON in which something like the pattern stands. */
    private static List<String> placesHolding(String pattern, Part service) throws SQLException {
        List<String> places = new ArrayList<>();
        try (Connection database = stack.database(service);
                var statement = database.createStatement()) {
            List<String[]> columns = new ArrayList<>();
            try (var rows = statement.executeQuery("""
                    select table_name, column_name
                    from information_schema.columns
                    where table_schema = 'public'
                      and data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY')
                    """)) {
                while (rows.next()) {
                    columns.add(new String[] {rows.getString(1), rows.getString(2)});
                }
            }
            assertThat(columns).isNotEmpty();
            for (String[] column : columns) {
                String sql = "select count(*) from \"%s\" where \"%s\"::text like '%%%s%%'"
                        .formatted(column[0], column[1], pattern);
                try (var rows = statement.executeQuery(sql)) {
                    rows.next();
                    if (rows.getLong(1) > 0) {
                        places.add(column[0] + "." + column[1]);
                    }
                }
            }
        }
        return places;
    }
}
