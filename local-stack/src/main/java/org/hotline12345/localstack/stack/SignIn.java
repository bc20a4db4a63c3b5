package org.hotline12345.localstack.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.hotline12345.embedded.signin.OpenIdServer;
import org.hotline12345.embedded.signin.Person;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.HttpTransport;
import org.hotline12345.localstack.api.Patience;
import org.hotline12345.localstack.home.Home;
import org.hotline12345.localstack.play.CityPeople;
import org.hotline12345.localstack.token.TokenIssuer;
import org.jose4j.jwt.JwtClaims;

/** Where people of this machine sign in: as anybody of the hotline, and as three of each unit. */
final class SignIn implements AutoCloseable {
    private final HotlineClient client;
    private final OpenIdServer server;

    private SignIn(HotlineClient client, OpenIdServer server) {
        this.client = client;
        this.server = server;
    }

    static SignIn start(Home home, StackOptions options) {
        var issuer = new TokenIssuer(home.signingKeys(), Clock.systemUTC());
        var client = new HotlineClient(
                options.addresses(), issuer::token, new HttpTransport(1), new Patience(Duration.ofSeconds(5)), "zh-CN");
        var server = OpenIdServer.start(
                new OpenIdServer.Settings(
                        0,
                        TokenIssuer.ISSUER,
                        TokenIssuer.AUDIENCE,
                        jwks(home),
                        TokenIssuer.LIFETIME,
                        claims -> sign(issuer, claims),
                        () -> people(client)),
                Clock.systemUTC());
        return new SignIn(client, server);
    }

    /** Where the desks find it. */
    String url() {
        return server.url();
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }

    private static String sign(TokenIssuer issuer, Map<String, Object> claims) {
        var all = new JwtClaims();
        claims.forEach(all::setClaim);
        return issuer.sign(all);
    }

    private static String jwks(Home home) {
        try {
            return Files.readString(home.signingKeys().jwks());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of the units come from dispatch; while it is away there are those of the hotline. */
    private static List<Person> people(HotlineClient client) {
        try {
            return CityPeople.all(client);
        } catch (CompletionException away) {
            return CityPeople.ofTheHotline();
        }
    }
}
