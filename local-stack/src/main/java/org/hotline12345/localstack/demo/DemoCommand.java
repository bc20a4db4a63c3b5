package org.hotline12345.localstack.demo;

import java.nio.file.Files;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.home.Home;
import org.hotline12345.localstack.home.HomeOption;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.language.Words;
import org.hotline12345.localstack.play.CityPeople;
import org.hotline12345.localstack.stack.ConsoleProgress;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.PortOptions;
import org.hotline12345.localstack.stack.RunningStack;
import org.hotline12345.localstack.stack.Stack;
import org.hotline12345.localstack.stack.StackOptions;
import org.hotline12345.localstack.stack.UpCommand;
import org.hotline12345.localstack.token.TokenIssuer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hotline demo}: starts everything, plays sample cases through their whole life, prints and checks the figures. */
@Command(name = "demo")
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--cases", defaultValue = "200", paramLabel = "N", descriptionKey = "option.cases")
    private int cases;

    @Option(names = "--seed", defaultValue = "12345", paramLabel = "N", descriptionKey = "option.seed")
    private long seed;

    @Option(names = "--exit", descriptionKey = "option.exit")
    private boolean exit;

    @Option(names = "--yes", descriptionKey = "option.yes")
    private boolean yes;

    @Mixin
    private HomeOption home;

    @Mixin
    private PortOptions ports;

    @Override
    public Integer call() throws InterruptedException {
        if (cases < 20 || cases > 100_000) {
            throw Problem.usage("demo.cases.range");
        }
        askUnlessOwn();
        var progress = new ConsoleProgress(System.out);
        var running = RunningStack.on(home.path());
        if (running.isPresent()) {
            return playOn(running.get(), progress);
        }
        try (var stack = Stack.start(home.path(), ports.withDesk().withQuickStart(), progress);
                var client = client(stack.options(), stack.tokens())) {
            boolean right = play(client);
            if (exit) {
                return right ? 0 : 1;
            }
            UpCommand.printAddresses(stack.options());
            progress.say("demo.stay", home.path());
            int supervised = UpCommand.superviseUntilStopped(stack, progress);
            return right ? supervised : 1;
        }
    }

    /** Invented cases go among others only if somebody says so: a folder that was not begun by a demo may be a city's. */
    private void askUnlessOwn() {
        Home folder = Home.at(home.path());
        if (Files.exists(folder.demoMark())) {
            return;
        }
        if (!Files.exists(folder.data(Part.POSTGRES.code()))) {
            folder.markAsDemo();
        } else if (!yes && !agreed()) {
            throw Problem.usage("demo.not.agreed", home.path());
        }
    }

    private boolean agreed() {
        var console = System.console();
        String answer =
                console == null ? null : console.readLine("%s ", Words.get().say("demo.ask", home.path()));
        return answer != null
                && (answer.strip().equalsIgnoreCase("yes") || answer.strip().equals("是"));
    }

    /** On what {@code hotline up} runs in another terminal; it goes on running. */
    private int playOn(StackOptions running, ConsoleProgress progress) {
        progress.say("demo.joined", home.path());
        var tokens = new TokenIssuer(Home.at(home.path()).signingKeys(), Clock.systemUTC());
        try (var client = client(running, tokens)) {
            boolean right = play(client);
            UpCommand.printAddresses(running);
            return right ? 0 : 1;
        }
    }

    /** In the reader's language, for it shows what the services answer; patient, for the services may have just been started. */
    private static HotlineClient client(StackOptions options, TokenIssuer tokens) {
        String language = Words.get().locale().toLanguageTag();
        return new HotlineClient(options.addresses(), tokens::token, HotlineClient.CONNECTIONS, language);
    }

    /** What is invented is left undone only in a folder that a demo began. */
    private boolean play(HotlineClient client) {
        CityPeople.file(client);
        var play = new Play(client, System.out, home.path().resolve("logs").toString());
        if (!Files.exists(Home.at(home.path()).demoMark())) {
            return play.perform(cases, seed);
        }
        KnowledgeArticles.file(client);
        var open = new OpenMatters(client);
        open.letCentreReview();
        boolean right = play.perform(cases, seed);
        open.leave();
        System.out.println(Words.get().say("demo.open", play.nameOf(open.unit()), open.unit()));
        return right;
    }
}
