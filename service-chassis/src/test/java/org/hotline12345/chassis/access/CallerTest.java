package org.hotline12345.chassis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Set;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.problem.Problem;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {
    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        // roles, unit in the token, works for the whole office, works for it as a supervisor, sees unit W, sees unit H
        "supervisor, , true, true, true, true",
        "auditor, , true, false, true, true",
        "supervisor auditor, , true, true, true, true",
        "unit-handler, W, false, false, true, false",
        "unit-leader, W, false, false, true, false",
        // a role of the office opens nothing to who has a role of a unit
        "unit-handler auditor, W, false, false, true, false",
        "unit-leader supervisor, W, false, false, true, false",
        "unit-reviewer admin, , false, false, false, false",
        // nor to who belongs to a unit
        "supervisor, W, false, false, true, false",
        "callback-agent, W, false, false, true, false",
        "admin, '', false, false, false, false",
        // without any of them nothing is open
        "stranger, , false, false, false, false",
        "unit-handler, , false, false, false, false",
    })
    void who_belongs_to_a_unit_is_confined_to_it_whatever_other_roles_the_token_holds(
            String roles, String unit, boolean ofOffice, boolean asSupervisor, boolean seesW, boolean seesH) {
        Caller caller = caller(Set.of(roles.split(" ")), unit);
        assertThat(caller.isOfOffice()).isEqualTo(ofOffice);
        assertThat(caller.isOfOffice(Set.of(Roles.SUPERVISOR))).isEqualTo(asSupervisor);
        assertThat(sees(caller, "W")).isEqualTo(seesW);
        assertThat(sees(caller, "H")).isEqualTo(seesH);
        if (ofOffice) {
            assertThat(caller.unitAskedFor(null)).isNull();
        }
    }

    private static boolean sees(Caller caller, String unit) {
        try {
            caller.requireUnitOr(unit, Roles.OF_OFFICE.toArray(String[]::new));
        } catch (Problem hidden) {
            assertThatThrownBy(() -> caller.unitAskedFor(unit)).isInstanceOf(Problem.class);
            return false;
        }
        assertThat(caller.unitAskedFor(unit)).isEqualTo(unit);
        return true;
    }

    private static Caller caller(Set<String> roles, String unit) {
        var claims = new JwtClaims();
        claims.setSubject("anna");
        if (unit != null) {
            claims.setClaim("unit", unit);
        }
        SecurityIdentity identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new DefaultJWTCallerPrincipal(claims))
                .addRoles(roles)
                .build();
        return new Caller(
                new CurrentIdentityAssociation() {
                    @Override
                    public void setIdentity(SecurityIdentity other) {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public void setIdentity(Uni<SecurityIdentity> other) {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public SecurityIdentity getIdentity() {
                        return identity;
                    }

                    @Override
                    public Uni<SecurityIdentity> getDeferredIdentity() {
                        return Uni.createFrom().item(identity);
                    }
                },
                new OfficeCopy(null, null, null, Clock.systemUTC()));
    }
}
