package org.hotline12345.localstack.router;

import org.hotline12345.localstack.language.Words;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hotline model}: the router's classifier on files of labelled messages, and the models of a suite. */
@Command(
        name = "model",
        subcommands = {TrainCommand.class, EvaluateCommand.class, CityCommand.class})
public final class ModelCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), Words.get().say("usage.subcommand", "train | evaluate | city"));
    }
}
