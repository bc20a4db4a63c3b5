package org.hotline12345.chassis.time;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The clock of the services; a test replaces it by a bean of its own. */
@Singleton
public class ClockProducer {
    /** The system clock in the office's time zone. */
    @Produces
    @Singleton
    @DefaultBean
    public Clock clock() {
        return Clock.system(ShanghaiTime.ZONE);
    }
}
