package org.hotline12345.localstack.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.hotline12345.localstack.api.Answer;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.token.Identity;

/**
 * Everybody who takes part in the life of a case: agents who register it, units that handle it, callback agents who ask the citizen. The
 * demo, the loads and the tests play by these; each decides what happens when. Asynchronous, so that one thread plays thousands of
 * cases; each command carries a key, so that it can be repeated.
 */
public final class CasePlayer {
    /** What a content citizen answers. */
    public static final Map<String, Object> SATISFIED =
            Map.of("reached", true, "informed", true, "resolved", true, "satisfaction", "SATISFIED");

    private final HotlineClient client;
    private final HotlineClient.As agent;
    private final Map<String, UnitPeople> units = new ConcurrentHashMap<>();

    public CasePlayer(HotlineClient client) {
        this.client = client;
        this.agent = client.as(Identity.of("受理员-01", "agent"));
    }

    /** 受理员 registers a case. */
    public CompletableFuture<Answer> register(Object body, String key) {
        return agent.post(ServiceName.INTAKE, "/cases", body, key);
    }

    /** 承办单位. */
    public UnitPeople unit(String code) {
        return units.computeIfAbsent(code, unit -> new UnitPeople(client, unit));
    }

    /** 回访员. */
    public Caller caller(String name) {
        return new Caller(client.as(Identity.of(name, "callback-agent")));
    }

    /** A callback agent. */
    public record Caller(HotlineClient.As agent) {
        /** Takes the next callbacks to make, whatever the hour; each has an {@code id}. */
        public CompletableFuture<JsonNode> claim(int most) {
            return agent.post(
                            ServiceName.FOLLOWUP,
                            "/callbacks/claim",
                            Map.of("max", most, "anyHour", true),
                            UUID.randomUUID().toString())
                    .thenApply(claimed -> claimed.json().path("items"));
        }

        /** Notes what the citizen answered. */
        public CompletableFuture<Answer> result(String callback, Map<String, Object> result) {
            return agent.post(ServiceName.FOLLOWUP, "/callbacks/" + callback + "/result", result, callback + ":result");
        }
    }
}
