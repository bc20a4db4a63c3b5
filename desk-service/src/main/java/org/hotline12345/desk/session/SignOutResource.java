package org.hotline12345.desk.session;

import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.OidcSession;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ends a session here and at the provider. The provider is told which client sends the person, not by their token: an address stays in
 * histories and logs. It may ask whether it is meant.
 */
@Path("/sign-out")
@Authenticated
public class SignOutResource {
    private final OidcSession session;
    private final OidcConfigurationMetadata provider;
    private final String client;

    SignOutResource(
            OidcSession session,
            OidcConfigurationMetadata provider,
            @ConfigProperty(name = "quarkus.oidc.client-id") String client) {
        this.session = session;
        this.provider = provider;
        this.client = client;
    }

    /** Leads to the provider, which leads back. What was being written is forgotten too. */
    @GET
    public Uni<Response> signOut(UriInfo uri) {
        var there = UriBuilder.fromUri(provider.getEndSessionUri())
                .queryParam("client_id", client)
                .queryParam("post_logout_redirect_uri", uri.getBaseUri())
                .build();
        return session.logout()
                .replaceWith(() -> Response.seeOther(there)
                        .header("Clear-Site-Data", "\"storage\"")
                        .header("Cache-Control", "no-store")
                        .build());
    }
}
