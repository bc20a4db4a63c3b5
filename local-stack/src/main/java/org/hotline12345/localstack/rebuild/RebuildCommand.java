package org.hotline12345.localstack.rebuild;

import org.hotline12345.localstack.language.Words;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hotline rebuild}: makes anew what was computed from the stream of cases. */
@Command(name = "rebuild", subcommands = RebuildAssessmentCommand.class)
public final class RebuildCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), Words.get().say("usage.subcommand", "assessment"));
    }
}
