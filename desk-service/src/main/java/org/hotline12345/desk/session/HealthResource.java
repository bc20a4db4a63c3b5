package org.hotline12345.desk.session;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.hotline12345.desk.proxy.ServiceInstances;
import org.hotline12345.desk.proxy.Services;

/** How the services are, asked of all of them at once. One that does not answer in time is away. */
@Path("/services")
public class HealthResource {
    private static final int TIMEOUT_MILLIS = 4_000;

    private final Set<String> services;
    private final ServiceInstances instances;
    private final HttpClient http;

    HealthResource(Services services, ServiceInstances instances, Vertx vertx) {
        this.services = services.services().keySet();
        this.instances = instances;
        this.http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(TIMEOUT_MILLIS));
    }

    /** All services. */
    public record Health(List<ServiceHealth> items) {}

    /**
     * One service.
     *
     * @param status UP, DOWN, or AWAY where nothing was answered.
     */
    public record ServiceHealth(String service, String status, List<Check> checks) {}

    /** What a service looks at. */
    public record Check(String name, String status, Map<String, Object> data) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({"admin", "office-leader", "auditor"})
    public CompletionStage<Health> health() {
        List<Future<ServiceHealth>> asked =
                services.stream().sorted().map(this::ask).toList();
        return Future.join(new ArrayList<>(asked))
                .map(all -> new Health(asked.stream().map(Future::result).toList()))
                .toCompletionStage();
    }

    private Future<ServiceHealth> ask(String name) {
        var call = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(instances.next(name).toString().replaceFirst("/$", "") + "/q/health")
                .setTimeout(TIMEOUT_MILLIS);
        return http.request(call)
                .compose(request -> request.send().compose(response -> response.body()))
                .map(body -> told(name, body.toJsonObject()))
                .otherwise(failure -> new ServiceHealth(name, "AWAY", List.of()));
    }

    private static ServiceHealth told(String name, JsonObject health) {
        List<Check> checks = health.getJsonArray("checks", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .map(check -> new Check(
                        check.getString("name"),
                        check.getString("status"),
                        check.getJsonObject("data", new JsonObject()).getMap()))
                .toList();
        return new ServiceHealth(name, health.getString("status", "AWAY"), checks);
    }
}
