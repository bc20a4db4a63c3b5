package org.hotline12345.chassis.access;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.events.SignOffLevel;

/** Who calls, by the token of the request. Only inside requests. */
@RequestScoped
public class Caller {
    private final CurrentIdentityAssociation identities;
    private final OfficeCopy office;
    private SecurityIdentity known;

    public Caller(CurrentIdentityAssociation identities, OfficeCopy office) {
        this.identities = identities;
        this.office = office;
    }

    /** The same caller for work that is done outside the request, such as a decision that waits for its group. */
    public Caller detached() {
        var caller = new Caller(identities, office);
        caller.known = identity();
        return caller;
    }

    /** Claim {@code sub}; {@code anonymous} without a token. */
    public String subject() {
        SecurityIdentity identity = identity();
        if (identity == null || identity.isAnonymous()) {
            return "anonymous";
        }
        if (identity.getPrincipal() instanceof JsonWebToken token && token.getSubject() != null) {
            return token.getSubject();
        }
        return identity.getPrincipal().getName();
    }

    /** The bearer token of the request, by which another service acts with this person's rights; null without one. Never log it. */
    public String token() {
        SecurityIdentity identity = identity();
        return identity != null && identity.getPrincipal() instanceof JsonWebToken token ? token.getRawToken() : null;
    }

    /** Claim {@code unit}; may be null. */
    public String unit() {
        SecurityIdentity identity = identity();
        if (identity != null && identity.getPrincipal() instanceof JsonWebToken token) {
            Object unit = token.getClaim("unit");
            return unit == null ? null : unit.toString();
        }
        return null;
    }

    /**
     * Claim {@code level}: which leader a unit's leader is, 主要领导 or 分管领导. A token that does not say so is of the lesser
     * level: nobody becomes principal by an omission.
     */
    public SignOffLevel level() {
        SecurityIdentity identity = identity();
        return identity != null
                        && identity.getPrincipal() instanceof JsonWebToken token
                        && token.getClaim("level") != null
                        && SignOffLevel.PRINCIPAL
                                .name()
                                .equals(token.getClaim("level").toString())
                ? SignOffLevel.PRINCIPAL
                : SignOffLevel.DEPUTY;
    }

    /** Whether the token holds the role. */
    public boolean has(String role) {
        SecurityIdentity identity = identity();
        return identity != null && identity.hasRole(role);
    }

    /** Whether the token holds one of the roles. */
    public boolean hasAny(Iterable<String> roles) {
        for (String role : roles) {
            if (has(role)) {
                return true;
            }
        }
        return false;
    }

    /** The roles that the token holds beside this one; null if it does not hold this one. */
    public Set<String> besides(String role) {
        if (!has(role)) {
            return null;
        }
        var others = new HashSet<>(identity().getRoles());
        others.remove(role);
        return others;
    }

    /** Whether the unit is the caller's own or one of its subordinates. */
    public boolean covers(String unitCode) {
        String own = unit();
        return own != null && unitCode != null && (own.equals(unitCode) || office.isWithin(unitCode, own));
    }

    /** The caller's unit and those above it: what accuses one of them is hidden from the caller. Empty without a unit. */
    public List<String> unitAndAbove() {
        return office.withThoseAbove(unit());
    }

    /** What of cases the caller may see; {@code ofOffice}: as somebody who works for the whole office. */
    public Sight sight(boolean ofOffice) {
        return new Sight(unit(), ofOffice, office::isWithin);
    }

    /** Whether the caller works for the whole office, by any of its roles. */
    public boolean isOfOffice() {
        return isOfOffice(Roles.OF_OFFICE);
    }

    /**
     * Whether the caller works for the whole office, by one of these roles. Who belongs to a unit, by a role of units or because
     * the token names one, is confined to that unit whatever other roles the token holds: no role can be added to it that opens
     * what the unit must not see.
     */
    public boolean isOfOffice(Iterable<String> roles) {
        return unit() == null && !hasAny(Roles.OF_UNITS) && hasAny(roles);
    }

    /** 403 unless the caller works for the whole office: what is done here is done to cases of any unit. */
    public void requireOffice() {
        if (!isOfOffice()) {
            throw Problem.forbidden();
        }
    }

    /** 404 unless the caller's unit covers this one. */
    public void requireUnit(String unitCode) {
        if (!covers(unitCode)) {
            throw Problem.notFound();
        }
    }

    /** 404 unless the caller's unit covers this one or the caller holds one of the roles for the whole office. */
    public void requireUnitOr(String unitCode, String... roles) {
        if (!isOfOffice(Set.of(roles))) {
            requireUnit(unitCode);
        }
    }

    /**
     * The unit that a list is asked for: of the office's people the one they name, null for all; of a unit's people their own,
     * or the one below it that they name. 404 for any other.
     */
    public String unitAskedFor(String named) {
        if (isOfOffice()) {
            return named;
        }
        String asked = named == null ? unit() : named;
        requireUnit(asked);
        return asked;
    }

    /**
     * The identity if it is known already; a request to a secured path has it before the code runs. Once known it stays: asking
     * what a caller may do asks many times.
     */
    private SecurityIdentity identity() {
        SecurityIdentity now = known;
        if (now == null) {
            now = identities.getDeferredIdentity().subscribeAsCompletionStage().getNow(null);
            known = now;
        }
        return now;
    }
}
