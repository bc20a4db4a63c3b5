package org.hotline12345.chassis.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Whose name stands on what somebody looks at or takes away. */
@RequestScoped
public class Viewer {
    private final Caller caller;
    private final SecurityIdentity identity;

    public Viewer(Caller caller, SecurityIdentity identity) {
        this.caller = caller;
        this.identity = identity;
    }

    /** Claim {@code name}, else the preferred name for signing in, else the subject. */
    public String name() {
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            for (String claim : List.of("name", "preferred_username")) {
                if (token.getClaim(claim) instanceof String name && !name.isBlank()) {
                    return name;
                }
            }
        }
        return caller.subject();
    }
}
