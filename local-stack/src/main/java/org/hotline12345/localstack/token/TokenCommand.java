package org.hotline12345.localstack.token;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.localstack.home.Home;
import org.hotline12345.localstack.home.HomeOption;
import org.hotline12345.localstack.language.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hotline token}: prints a bearer token and nothing else, so that a script can take it. */
@Command(name = "token")
public final class TokenCommand implements Callable<Integer> {
    @Option(
            names = "--role",
            required = true,
            split = ",",
            paramLabel = "ROLE",
            descriptionKey = "option.role",
            completionCandidates = TokenCommand.Codes.class)
    private List<String> roles;

    /** The roles, for the help text. */
    static final class Codes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Role.codes().iterator();
        }
    }

    @Option(names = "--unit", paramLabel = "UNIT", descriptionKey = "option.unit")
    private String unit;

    @Option(names = "--subject", paramLabel = "SUBJECT", descriptionKey = "option.subject")
    private String subject;

    @Option(names = "--level", paramLabel = "LEVEL", descriptionKey = "option.level")
    private SignOffLevel level;

    @Mixin
    private HomeOption home;

    @Override
    public Integer call() {
        Set<Role> chosen = EnumSet.noneOf(Role.class);
        for (String code : roles) {
            chosen.add(Role.of(code.trim())
                    .orElseThrow(() -> Problem.usage("token.role.unknown", code, String.join(", ", Role.codes()))));
        }
        if (unit == null && chosen.stream().anyMatch(Role::ofUnit)) {
            throw Problem.usage("token.unit.missing");
        }
        String who = subject != null ? subject : roles.get(0).trim() + (unit == null ? "" : "-" + unit);
        var issuer = new TokenIssuer(Home.existing(home.path()).signingKeys(), Clock.systemUTC());
        System.out.println(issuer.issue(who, chosen, unit, level));
        return 0;
    }
}
