package org.hotline12345.desk;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.hotline12345.embedded.signin.OpenIdServer;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/** The provider that the tests sign in at, and what stands in the place of the services. */
public class SignInProvider implements QuarkusTestResourceLifecycleManager {
    private OpenIdServer server;
    private AutoCloseable services;

    @Override
    public Map<String, String> start() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("test");
            server = OpenIdServer.start(
                    new OpenIdServer.Settings(
                            0,
                            "urn:hotline12345:test",
                            "hotline",
                            new JsonWebKeySet(key).toJson(),
                            Duration.ofHours(1),
                            claims -> Jwt.claims(new HashMap<>(claims))
                                    .jws()
                                    .keyId("test")
                                    .sign(key.getPrivateKey()),
                            () -> People.ALL),
                    Clock.systemUTC());
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
        services = StandIns.start();
        var settings = new HashMap<>(StandIns.settings());
        settings.put("HOTLINE_OIDC_URL", server.url());
        settings.put("HOTLINE_DESK_SECRET", "only-for-tests-0123456789-0123456789");
        settings.put("hotline.desk.patience", "5s");
        settings.put("hotline.desk.services.away", "http://127.0.0.1:9");
        return settings;
    }

    @Override
    public void stop() {
        server.close();
        try {
            services.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
