package org.hotline12345.desk.citizen;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.hotline12345.desk.citizen.model.HumanCheck;
import org.hotline12345.desk.citizen.model.ProofOfWork;

/** What the requests of all citizens share. A city's own {@link HumanCheck} is a bean that takes the place of this one. */
@ApplicationScoped
class CitizenKeys {
    @Produces
    @Singleton
    Seal seal(CitizenConfig config) {
        return new Seal(config.secret().orElse(null));
    }

    @Produces
    @Singleton
    @DefaultBean
    HumanCheck check(CitizenConfig config) {
        return new ProofOfWork(config.proofOfWorkBits(), config.withoutScriptPerHour());
    }
}
