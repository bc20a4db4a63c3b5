package org.hotline12345.localstack.router;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.hotline12345.dispatch.routing.model.classifier.Evaluation;
import org.hotline12345.localstack.access.SuiteAccess;
import org.hotline12345.localstack.access.SuiteOptions;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.language.Words;
import org.hotline12345.localstack.stack.ConsoleProgress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * {@code hotline model city}: the models by which a suite routes, on the suite that runs on the folder, one started for the
 * purpose, or an installation elsewhere.
 */
@Command(
        name = "city",
        subcommands = {
            CityCommand.Train.class,
            CityCommand.Evaluate.class,
            CityCommand.Activate.class,
            CityCommand.RollBack.class,
            CityCommand.All.class
        })
final class CityCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SuiteOptions suite;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                Words.get().say("usage.subcommand", "train | evaluate | activate | rollback | list"));
    }

    /** Something done with the models. */
    abstract static class Task implements Callable<Integer> {
        @ParentCommand
        private CityCommand city;

        final Words words = Words.get();

        /** Answers the exit status. */
        abstract int perform(CityModels models);

        @Override
        public Integer call() {
            try (SuiteAccess access = city.suite.open(new ConsoleProgress(System.out));
                    HotlineClient client = access.client()) {
                return perform(new CityModels(client));
            }
        }

        final void tell(List<JsonNode> models) {
            if (models.isEmpty()) {
                System.out.println(words.say("model.city.none"));
            }
            models.forEach(model -> System.out.println(words.say(
                    model.path("active").asBoolean()
                            ? "model.city.active"
                            : "model.city." + model.path("state").asText(),
                    model.path("version").asText())));
        }
    }

    /** {@code hotline model city train}. */
    @Command(name = "train")
    static final class Train extends Task {
        @Option(names = "--json", paramLabel = "FILE", descriptionKey = "option.json")
        private Path json;

        @Override
        int perform(CityModels models) {
            JsonNode model;
            try (ProgressBar bar = ConsoleProgress.bar("model", 100)) {
                model = models.train(part -> bar.stepTo(Math.round(part * 100)));
            }
            String version = model.path("version").asText();
            if (model.path("state").asText().equals("FAILED")) {
                throw Problem.of(
                        "model.city.failed", version, model.path("failure").asText());
            }
            JsonNode metrics = model.path("metrics");
            System.out.println(words.say(
                    "model.city.trained",
                    version,
                    metrics.path("learned").asInt(),
                    metrics.path("corrected").asInt(),
                    metrics.path("heldOut").asInt(),
                    "%.1f".formatted(metrics.path("seconds").asDouble())));
            System.out.print(EvaluationTable.of(units(metrics), words));
            System.out.println();
            dispatched("model.city.pipeline", metrics.path("pipeline"));
            dispatched("model.city.catalogue", metrics.path("catalogueAlone"));
            Report.write(json, model);
            return 0;
        }

        private void dispatched(String key, JsonNode replay) {
            int number = 0;
            int right = 0;
            for (JsonNode decided : replay.path("decided")) {
                number += decided.path("number").asInt();
                right += decided.path("right").asInt();
            }
            System.out.println(words.say(
                    key,
                    number,
                    replay.path("cases").asInt(),
                    right,
                    replay.path("triage").asInt(),
                    replay.path("amongCandidates").asInt()));
        }

        private static Evaluation units(JsonNode metrics) {
            try {
                return HotlineClient.json().treeToValue(metrics.path("units"), Evaluation.class);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException("the model's figures cannot be read", e);
            }
        }
    }

    /** {@code hotline model city evaluate}: status 1 if the model is worse than the one in force. */
    @Command(name = "evaluate")
    static final class Evaluate extends Task {
        @Parameters(paramLabel = "VERSION", descriptionKey = "parameter.model.version")
        private String version;

        @Override
        int perform(CityModels models) {
            JsonNode compared = models.evaluate(version);
            boolean alone = compared.path("activeVersion").isNull();
            boolean notWorse = compared.path("notWorse").asBoolean();
            System.out.println(words.say(
                    alone ? "model.city.judged" : "model.city.compared",
                    version,
                    compared.path("cases").asInt(),
                    compared.path("right").asInt(),
                    compared.path("activeVersion").asText(),
                    compared.path("activeRight").asInt(),
                    compared.path("decided").asInt(),
                    compared.path("decidedRight").asInt()));
            if (!notWorse) {
                System.out.println(words.say("model.city.worse"));
            }
            return notWorse ? 0 : 1;
        }
    }

    /** {@code hotline model city activate}. */
    @Command(name = "activate")
    static final class Activate extends Task {
        @Parameters(paramLabel = "VERSION", descriptionKey = "parameter.model.version")
        private String version;

        @Override
        int perform(CityModels models) {
            tell(List.of(models.activate(version)));
            return 0;
        }
    }

    /** {@code hotline model city rollback}. */
    @Command(name = "rollback")
    static final class RollBack extends Task {
        @Override
        int perform(CityModels models) {
            List<JsonNode> inForce = models.rollBack().stream()
                    .filter(model -> model.path("active").asBoolean())
                    .toList();
            if (inForce.isEmpty()) {
                System.out.println(words.say("model.city.without"));
            } else {
                tell(inForce);
            }
            return 0;
        }
    }

    /** {@code hotline model city list}. */
    @Command(name = "list")
    static final class All extends Task {
        @Override
        int perform(CityModels models) {
            tell(models.list());
            return 0;
        }
    }
}
