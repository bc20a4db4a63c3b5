package org.hotline12345.desk.session;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.SecurityEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.hotline12345.desk.proxy.ServiceInstances;
import org.jboss.logging.Logger;

/**
 * Tells dispatch's directory of people who signed in, with the person's own token: it follows what the provider says of unit, roles and
 * level. Nobody waits for it, and nobody is kept out where it cannot be told; the next sign-in says the same.
 */
@ApplicationScoped
public class TellDirectory {
    private static final Logger LOG = Logger.getLogger(TellDirectory.class);
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int NO_SUCCESS = 300;

    private final ServiceInstances instances;
    private final HttpClient http;

    TellDirectory(ServiceInstances instances, Vertx vertx) {
        this.instances = instances;
        this.http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(TIMEOUT_MILLIS));
    }

    void signedIn(@Observes SecurityEvent event) {
        if (event.getEventType() == SecurityEvent.Type.OIDC_LOGIN && event.getSecurityIdentity() != null) {
            tell(event.getSecurityIdentity());
        }
    }

    private void tell(SecurityIdentity identity) {
        var token = identity.getCredential(AccessTokenCredential.class);
        if (token == null) {
            return;
        }
        var body = new JsonObject();
        String name = name(identity);
        if (name != null) {
            body.put("name", name);
        }
        String address = instances.next("dispatch").toString().replaceFirst("/$", "") + "/api/v1/people/me";
        var call = new RequestOptions()
                .setMethod(HttpMethod.PUT)
                .setAbsoluteURI(address)
                .setTimeout(TIMEOUT_MILLIS)
                .putHeader("Authorization", "Bearer " + token.getToken())
                .putHeader("Content-Type", "application/json");
        http.request(call)
                .compose(request -> request.send(body.toBuffer())
                        .compose(response -> response.body().map(read -> response.statusCode())))
                .onSuccess(status -> {
                    if (status >= NO_SUCCESS) {
                        LOG.warnf("The directory of people did not take a sign-in: status %d", status);
                    }
                })
                .onFailure(failure -> LOG.warnf("The directory of people was not told: %s", failure.getMessage()));
    }

    private static String name(SecurityIdentity identity) {
        return identity.getPrincipal() instanceof JsonWebToken token ? token.getClaim("name") : null;
    }
}
