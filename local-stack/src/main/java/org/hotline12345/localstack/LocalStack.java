package org.hotline12345.localstack;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import org.hotline12345.localstack.demo.DemoCommand;
import org.hotline12345.localstack.fuzz.FuzzCommand;
import org.hotline12345.localstack.history.ImportCommand;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.language.Words;
import org.hotline12345.localstack.rebuild.RebuildCommand;
import org.hotline12345.localstack.router.ModelCommand;
import org.hotline12345.localstack.stack.StatusCommand;
import org.hotline12345.localstack.stack.StopCommand;
import org.hotline12345.localstack.stack.UpCommand;
import org.hotline12345.localstack.token.TokenCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command {@code hotline}. Its subcommands are those here, and what other jars bring along. */
@Command(name = "hotline", mixinStandardHelpOptions = false, versionProvider = Version.class)
public final class LocalStack implements Runnable {
    /** Exit status of a command whose arguments cannot be understood. */
    private static final int USAGE = 2;

    /** Exit status of a command that did not do all that was asked. */
    private static final int FAILED = 1;

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            descriptionKey = "option.help")
    private boolean help;

    @CommandLine.Option(names = "--version", versionHelp = true, descriptionKey = "option.version")
    private boolean version;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Runs one command and ends the JVM with its status. */
    public static void main(String[] args) {
        // whatever the terminal's locale says, our words are UTF-8
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        System.exit(commandLine().execute(args));
    }

    /** The command line with all subcommands, in the reader's language. */
    public static CommandLine commandLine() {
        var line = new CommandLine(new LocalStack());
        subcommands().forEach(line::addSubcommand);
        ServiceLoader.load(Subcommand.class).forEach(line::addSubcommand);
        line.setResourceBundle(Words.get().bundle());
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler(LocalStack::usageProblem);
        line.setExecutionExceptionHandler(LocalStack::failure);
        return line;
    }

    /** New ones each time: a command keeps what its last line said. */
    private static List<Object> subcommands() {
        return List.of(
                new DemoCommand(),
                new UpCommand(),
                new StatusCommand(),
                new StopCommand(),
                new TokenCommand(),
                new ImportCommand(),
                new ModelCommand(),
                new RebuildCommand(),
                new FuzzCommand());
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    private static int usageProblem(ParameterException problem, String[] args) {
        var line = problem.getCommandLine();
        line.getErr().println(Words.get().say("usage.problem", UsageProblems.text(problem, Words.get())));
        line.usage(line.getErr());
        return USAGE;
    }

    private static int failure(Exception failure, CommandLine line, CommandLine.ParseResult result) {
        Problem problem = Problem.in(failure);
        if (problem != null) {
            line.getErr().println(problem.text());
            return problem.usage() ? USAGE : FAILED;
        }
        line.getErr().println(Words.get().say("failure", failure.toString()));
        if (System.getenv("HOTLINE_DEBUG") != null) {
            failure.printStackTrace(line.getErr());
        } else {
            line.getErr().println(Words.get().say("failure.debug"));
        }
        return FAILED;
    }
}
