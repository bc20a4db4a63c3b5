package org.hotline12345.localstack;

import java.util.stream.Collectors;
import org.hotline12345.localstack.language.Words;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in the reader's language: the parser speaks English only. */
final class UsageProblems {
    private UsageProblems() {}

    /** For people. */
    static String text(ParameterException problem, Words words) {
        if (problem instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return words.say(
                    "usage.missing",
                    missing.getMissing().stream().map(UsageProblems::name).collect(Collectors.joining(", ")));
        }
        if (problem instanceof UnmatchedArgumentException unmatched) {
            return words.say("usage.unknown", String.join(" ", unmatched.getUnmatched()));
        }
        if (problem.getArgSpec() != null && problem.getValue() != null) {
            return words.say("usage.value", name(problem.getArgSpec()), problem.getValue());
        }
        return problem.getMessage();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + (option.paramLabel().isEmpty() ? "" : " " + option.paramLabel())
                : argument.paramLabel();
    }
}
