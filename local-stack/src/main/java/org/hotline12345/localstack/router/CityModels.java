package org.hotline12345.localstack.router;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.DoubleConsumer;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.token.Identity;

/** The models by which a suite routes: learned from what its own dispatchers and units confirmed. */
final class CityModels {
    private static final String MODELS = "/routing/models";
    private static final int PAUSE_MILLIS = 200;

    private final HotlineClient.As admin;

    CityModels(HotlineClient client) {
        this.admin = client.as(Identity.of("router", "admin"));
    }

    /** Trains a model and waits until it is ready or has failed. */
    JsonNode train(DoubleConsumer progress) {
        JsonNode model = post(MODELS);
        while (model.path("state").asText().equals("TRAINING")) {
            Pause.millis(PAUSE_MILLIS);
            model = get(of(model.path("version").asText()));
            progress.accept(model.path("progress").asDouble());
        }
        return model;
    }

    /** Compares a model with the one in force on recent cases that neither has seen. */
    JsonNode evaluate(String version) {
        return post(of(version) + "/evaluation");
    }

    /** Puts a model in force unless it is worse than the one that is. */
    JsonNode activate(String version) {
        return post(of(version) + "/activation");
    }

    /** Takes the model in force back; answers all models. */
    List<JsonNode> rollBack() {
        return items(post(MODELS + "/rollback"));
    }

    /** All models, the newest first. */
    List<JsonNode> list() {
        return items(get(MODELS));
    }

    private static String of(String version) {
        return MODELS + "/" + HotlineClient.encode(version);
    }

    private static List<JsonNode> items(JsonNode page) {
        List<JsonNode> items = new ArrayList<>();
        page.path("items").forEach(items::add);
        return items;
    }

    private JsonNode get(String path) {
        try {
            return admin.get(ServiceName.DISPATCH, path).join().json();
        } catch (CompletionException e) {
            throw refused(e);
        }
    }

    private JsonNode post(String path) {
        try {
            return admin.post(ServiceName.DISPATCH, path, Map.of()).join().json();
        } catch (CompletionException e) {
            throw refused(e);
        }
    }

    private static Problem refused(CompletionException e) {
        return Problem.because(e, "model.city.refused", HotlineClient.unwrap(e).getMessage());
    }
}
