package org.hotline12345.localstack.access;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.Patience;
import org.hotline12345.localstack.home.Home;
import org.hotline12345.localstack.language.Words;
import org.hotline12345.localstack.stack.Progress;
import org.hotline12345.localstack.stack.RunningStack;
import org.hotline12345.localstack.stack.Stack;
import org.hotline12345.localstack.stack.StackOptions;
import org.hotline12345.localstack.token.TokenIssuer;

/** The stack of a folder: the one that runs there, or one started for the purpose and stopped with it. */
public final class LocalAccess implements SuiteAccess {
    private final Home home;
    private final StackOptions options;
    private final Stack own;

    private LocalAccess(Home home, StackOptions options, Stack own) {
        this.home = home;
        this.options = options;
        this.own = own;
    }

    /** Finds the stack that runs on the folder, or starts one. */
    public static LocalAccess open(Path folder, StackOptions options, Progress progress) {
        Optional<StackOptions> running = RunningStack.on(folder);
        if (running.isPresent()) {
            return new LocalAccess(Home.at(folder), running.get(), null);
        }
        Stack stack = Stack.start(folder, options, progress);
        return new LocalAccess(stack.home(), stack.options(), stack);
    }

    /** The access to a stack that somebody else starts and stops. */
    public static LocalAccess of(Stack stack) {
        return new LocalAccess(stack.home(), stack.options(), null);
    }

    @Override
    public HotlineClient client(int connections) {
        return new HotlineClient(
                options.addresses(),
                new TokenIssuer(home.signingKeys(), Clock.systemUTC())::token,
                options.transport(connections),
                Patience.minutes(5),
                Words.get().locale().toLanguageTag());
    }

    @Override
    public Path memory() {
        return home.folder();
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
