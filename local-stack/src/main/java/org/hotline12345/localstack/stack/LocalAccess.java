package org.hotline12345.localstack.stack;

import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotline12345.localstack.api.Endpoints;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.JdkTransport;
import org.hotline12345.localstack.api.LoopbackTransport;
import org.hotline12345.localstack.api.Patience;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.api.TokenSource;
import org.hotline12345.localstack.home.Home;
import org.hotline12345.localstack.language.Words;
import org.hotline12345.localstack.token.Role;
import org.hotline12345.localstack.token.TokenIssuer;

/** The stack of a folder: the one that runs there, or one started for the purpose and stopped with it. */
public final class LocalAccess implements AutoCloseable {
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

    /** Its folder. */
    public Home home() {
        return home;
    }

    /** Its ports. */
    public StackOptions options() {
        return options;
    }

    /** Where its services answer. */
    public Endpoints endpoints() {
        Map<ServiceName, Integer> ports = new EnumMap<>(ServiceName.class);
        for (ServiceName service : ServiceName.values()) {
            ports.put(service, options.port(Part.valueOf(service.name())));
        }
        return Endpoints.onPorts(ports);
    }

    /** Tokens signed with the folder's own keys. */
    public TokenSource tokens() {
        TokenIssuer issuer = new TokenIssuer(home.signingKeys(), Clock.systemUTC());
        return identity -> {
            Set<Role> roles = EnumSet.noneOf(Role.class);
            identity.roles()
                    .forEach(code -> roles.add(
                            Role.of(code).orElseThrow(() -> new IllegalArgumentException("there is no role " + code))));
            return issuer.issue(identity.subject(), roles, identity.unit());
        };
    }

    /** A client that answers problems in the reader's language. */
    public HotlineClient client() {
        return new HotlineClient(
                endpoints(),
                tokens(),
                new JdkTransport(),
                Patience.minute(),
                Words.get().locale().toLanguageTag());
    }

    /** A client for loads: as {@link #client()}, but on so many connections to each service and by one thread. */
    public HotlineClient loadClient(int connections) {
        return new HotlineClient(
                endpoints(),
                tokens(),
                new LoopbackTransport(connections),
                Patience.minute(),
                Words.get().locale().toLanguageTag());
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
