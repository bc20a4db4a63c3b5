package org.hotline12345.localstack.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.language.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the commands ask and make of the answers; a server on this machine stands in for dispatch. */
class CityCommandTest {
    private final List<String> asked = new ArrayList<>();
    private final Deque<Map.Entry<Integer, String>> answers = new ArrayDeque<>();
    private HttpServer server;
    private HotlineClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestURI().getPath().replace("/api/v1/routing/models", ""));
            var answer = answers.remove();
            byte[] body = answer.getValue().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .add("Content-Type", answer.getKey() < 400 ? "application/json" : "application/problem+json");
            exchange.sendResponseHeaders(answer.getKey(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        client = new HotlineClient(Map.of(ServiceName.DISPATCH, address), identity -> "token");
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    private void answered(int status, String body) {
        answers.add(Map.entry(status, body.replace('\'', '"')));
    }

    private int run(CityCommand.Task task, String... args) {
        new CommandLine(task).parseArgs(args);
        return task.perform(new CityModels(client));
    }

    @Test
    void a_training_is_followed_to_its_end() {
        answered(202, "{'version':'v1','state':'TRAINING','progress':0}");
        answered(200, "{'version':'v1','state':'TRAINING','progress':0.5}");
        answered(200, """
                {'version':'v1','state':'READY','metrics':{'learned':90,'corrected':2,'heldOut':10,'seconds':1.5,
                 'units':{'number':10,'accuracy':0.9,'macroF1':0.8,'classes':[],'confusion':{},'coverage':[]},
                 'pipeline':{'cases':10,'decided':{'MODEL':{'number':3,'right':3}},'triage':7,'amongCandidates':6},
                 'catalogueAlone':{'cases':10,'decided':{},'triage':10,'amongCandidates':1}}}
                """);

        assertThat(run(new CityCommand.Train())).isZero();
        assertThat(asked).containsExactly("POST ", "GET /v1", "GET /v1");
    }

    @Test
    void a_training_that_failed_says_why() {
        answered(202, "{'version':'v1','state':'FAILED','failure':'已确认的诉求只有 3 件'}");

        assertThatThrownBy(() -> run(new CityCommand.Train()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.text()).contains("v1", "已确认的诉求只有 3 件"));
    }

    @Test
    void a_worse_model_ends_with_status_1_and_what_is_refused_is_said() {
        answered(200, "{'version':'v2','activeVersion':'v1','cases':9,'right':5,'activeRight':6,'notWorse':false}");
        answered(
                200,
                "{'version':'v2','activeVersion':null,'cases':9,'right':5,'activeRight':null,'decided':2,'decidedRight':2,'notWorse':true}");
        answered(409, "{'type':'https://hotline12345.org/problems/model-worse','title':'新模型更差','status':409}");

        assertThat(run(new CityCommand.Evaluate(), "v2")).isEqualTo(1);
        assertThat(run(new CityCommand.Evaluate(), "v2")).isZero();
        assertThatThrownBy(() -> run(new CityCommand.Activate(), "v2"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.text()).contains("新模型更差"));
        assertThat(asked).containsExactly("POST /v2/evaluation", "POST /v2/evaluation", "POST /v2/activation");
    }

    @Test
    void models_are_put_in_force_taken_back_and_listed() {
        answered(200, "{'version':'v2','active':true,'state':'READY'}");
        answered(200, "{'items':[{'version':'v2','active':false},{'version':'v1','active':true}]}");
        answered(200, "{'items':[{'version':'v1','active':false,'state':'READY'}]}");
        answered(200, "{'items':[]}");

        assertThat(run(new CityCommand.Activate(), "v2")).isZero();
        assertThat(run(new CityCommand.RollBack())).isZero();
        assertThat(run(new CityCommand.RollBack())).isZero();
        assertThat(run(new CityCommand.All())).isZero();
        assertThat(asked).containsExactly("POST /v2/activation", "POST /rollback", "POST /rollback", "GET ");
    }
}
