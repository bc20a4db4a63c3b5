package org.hotline12345.localstack.stack;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.hotline12345.localstack.home.HomeOption;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.language.Words;
import org.hotline12345.localstack.play.CityPeople;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hotline up}: starts everything and stays until Ctrl-C. */
@Command(name = "up")
public final class UpCommand implements Callable<Integer> {
    /** More are too much for one machine. */
    private static final int MOST_INSTANCES = 3;

    @Mixin
    private HomeOption home;

    @Mixin
    private PortOptions ports;

    @Option(names = "--instances", paramLabel = "N", descriptionKey = "option.instances")
    private int instances = 1;

    @Override
    public Integer call() throws InterruptedException {
        if (instances < 1 || instances > MOST_INSTANCES) {
            throw Problem.usage("up.instances", MOST_INSTANCES);
        }
        var progress = new ConsoleProgress(System.out);
        try (var stack = Stack.start(home.path(), ports.withDesk(instances), progress)) {
            printAddresses(stack.options());
            progress.say("up.running", home.path());
            return superviseUntilStopped(stack, progress);
        }
    }

    /** Keeps all parts running until somebody stops the stack; 1 when a part fell too often. */
    public static int superviseUntilStopped(Stack stack, Progress progress) throws InterruptedException {
        stack.makeArchivesInBackground();
        var supervision = new Supervision(stack, progress);
        while (!stack.closed()) {
            TimeUnit.SECONDS.sleep(1);
            if (!supervision.look()) {
                return 1;
            }
        }
        return 0;
    }

    /** Prints the one address for people and who can sign in there, then what machines call. */
    public static void printAddresses(StackOptions options) {
        var words = Words.get();
        if (options.parts().contains(Part.DESK)) {
            System.out.println(words.say("address.desk", options.url(Part.DESK) + "/"));
            CityPeople.ofTheHotline()
                    .forEach(person ->
                            System.out.println("  " + words.say("address.person", person.name(), person.place())));
            System.out.println("  " + words.say("address.units"));
        }
        System.out.println(words.say("address.machines"));
        for (Instance instance : options.instances()) {
            if (instance.part() != Part.DESK) {
                System.out.println("  " + words.say("address", options.address(instance), instance.title()));
            }
        }
        System.out.println("  " + words.say("address.docs", options.url(Part.INTAKE) + "/q/swagger-ui"));
    }
}
