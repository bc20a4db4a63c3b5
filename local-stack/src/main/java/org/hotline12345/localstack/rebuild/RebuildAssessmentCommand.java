package org.hotline12345.localstack.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import me.tongfei.progressbar.ProgressBar;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.access.SuiteAccess;
import org.hotline12345.localstack.access.SuiteOptions;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.language.Words;
import org.hotline12345.localstack.stack.ConsoleProgress;
import org.hotline12345.localstack.token.Identity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code hotline rebuild assessment}: the service makes the facts behind figures and scores anew from its journal, beside the live
 * ones, and switches over; up to a mark it compares approved scores instead. Nothing is published.
 */
@Command(name = "assessment")
public final class RebuildAssessmentCommand implements Callable<Integer> {
    private static final int PAUSE_MILLIS = 200;

    @Option(names = "--until", paramLabel = "MARK", descriptionKey = "option.until")
    private String until;

    @Option(names = "--from-topic", descriptionKey = "option.from.topic")
    private boolean fromTopic;

    @Mixin
    private SuiteOptions suite;

    private final Words words = Words.get();

    @Override
    public Integer call() {
        try (SuiteAccess access = suite.open(new ConsoleProgress(System.out));
                HotlineClient client = access.client()) {
            var admin = client.as(Identity.of("rebuild", "admin"));
            Map<String, Object> wanted = new LinkedHashMap<>();
            wanted.put("until", until);
            wanted.put("fromTopic", fromTopic);
            String id = admin.post(ServiceName.ASSESSMENT, "/rebuilds", wanted)
                    .join()
                    .text("id");
            return tell(watch(admin, id)) ? 0 : 1;
        } catch (CompletionException e) {
            throw Problem.because(e, "rebuild.refused", HotlineClient.unwrap(e).getMessage());
        }
    }

    /** Shows how far it is until it ends; answers how it ended. */
    private JsonNode watch(HotlineClient.As admin, String id) {
        ProgressBar bar = null;
        String shown = "";
        try {
            while (true) {
                JsonNode state = admin.get(ServiceName.ASSESSMENT, "/rebuilds/latest")
                        .join()
                        .json();
                if (!id.equals(state.path("id").asText())) {
                    throw Problem.of("rebuild.lost");
                }
                String phase = state.path("phase").asText();
                boolean counted = phase.equals("FOLDING") || phase.equals("READING_TOPIC");
                if (bar != null && !phase.equals(shown)) {
                    bar.stepTo(bar.getMax());
                    bar.close();
                    bar = null;
                }
                if (counted && bar == null) {
                    bar = ConsoleProgress.bar(
                            words.say("rebuild.phase." + phase),
                            state.path("total").asLong());
                }
                if (bar != null) {
                    bar.maxHint(state.path("total").asLong());
                    bar.stepTo(state.path("done").asLong());
                }
                shown = phase;
                if (phase.equals("DONE") || phase.equals("FAILED")) {
                    return state;
                }
                Pause.millis(PAUSE_MILLIS);
            }
        } finally {
            if (bar != null) {
                bar.close();
            }
        }
    }

    private boolean tell(JsonNode state) {
        if (state.path("phase").asText().equals("FAILED")) {
            throw Problem.of("rebuild.failed", state.path("error").asText());
        }
        long unreadable = state.path("unreadable").asLong();
        if (unreadable > 0) {
            System.out.println(words.say("rebuild.unreadable", unreadable));
        }
        if (until == null) {
            System.out.println(words.say("rebuild.done"));
            return true;
        }
        boolean same = true;
        for (JsonNode compared : state.path("compared")) {
            var different = compared.path("different");
            String key = different.isEmpty() ? "rebuild.same" : "rebuild.different";
            same &= different.isEmpty();
            System.out.println(words.say(
                    key,
                    compared.path("period").asText(),
                    compared.path("ruleSet").asText(),
                    compared.path("version").asInt(),
                    compared.path("units").asInt(),
                    different.toString()));
        }
        if (state.path("compared").isEmpty()) {
            System.out.println(words.say("rebuild.nothing", state.path("until").asText()));
        }
        return same;
    }
}
