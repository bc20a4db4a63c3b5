package org.hotline12345.desk.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances at two addresses of this machine, one port. */
class InstancesTest {
    private static final String ONE = "127.0.0.1";
    private static final String OTHER = "127.0.0.2";

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Integer> health = new HashMap<>(Map.of(ONE, 200, OTHER, 200));
    private String[] known = {OTHER, ONE};
    private HttpServer one;
    private Instances instances;

    @BeforeEach
    void start() {
        one = server(ONE, 0);
        server(OTHER, one.actualPort());
        instances = new Instances(vertx, vertx.createHttpClient(), List.of(address("service")), this::names);
    }

    private URI address(String host) {
        return URI.create("http://" + host + ":" + one.actualPort() + "/below");
    }

    private HttpServer server(String address, int port) {
        return vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .setStatusCode(request.path().equals("/below/q/health/ready") ? health.get(address) : 404)
                        .end())
                .listen(port, address)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private InetAddress[] names(String host) throws UnknownHostException {
        var addresses = new InetAddress[known.length];
        for (int i = 0; i < known.length; i++) {
            addresses[i] = InetAddress.getByName(known[i]);
        }
        return addresses;
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Stream<String> called() {
        instances.look().toCompletionStage().toCompletableFuture().join();
        return IntStream.range(0, 4).mapToObj(i -> instances.next().getHost()).sorted();
    }

    @Test
    void they_take_turns() {
        assertThat(called()).containsExactly(ONE, ONE, OTHER, OTHER);
        assertThat(instances.next().getPath()).isEqualTo("/below");
    }

    @Test
    void several_addresses_take_turns_as_several_behind_one_name_do() {
        instances = new Instances(
                vertx, vertx.createHttpClient(), List.of(address(ONE), address(OTHER)), InetAddress::getAllByName);

        assertThat(called()).containsExactly(ONE, ONE, OTHER, OTHER);
        health.put(OTHER, 503);
        assertThat(called()).containsOnly(ONE);
    }

    @Test
    void one_that_is_not_ready_is_left_out() {
        health.put(ONE, 503);

        assertThat(called()).containsOnly(OTHER);
    }

    @Test
    void one_that_is_gone_is_left_out() {
        one.close().toCompletionStage().toCompletableFuture().join();

        assertThat(called()).containsOnly(OTHER);
    }

    @Test
    void where_none_is_ready_all_are_called() {
        health.put(ONE, 503);
        health.put(OTHER, 503);

        assertThat(called()).contains(ONE, OTHER);
    }

    @Test
    void one_by_itself_is_called_by_its_name_ready_or_not() {
        known = new String[] {ONE};
        health.put(ONE, 503);

        assertThat(called()).containsOnly("service");
    }
}
