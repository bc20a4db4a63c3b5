package org.hotline12345.chassis.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says how many files the scanner cannot judge; the service is ready all the same. */
@Readiness
@ApplicationScoped
public class AttachmentHealth implements HealthCheck {
    private final SweepAttachments sweeping;

    AttachmentHealth(SweepAttachments sweeping) {
        this.sweeping = sweeping;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("attachments").up();
        int files = sweeping.withoutVerdict();
        return (files == 0 ? response : response.withData("withoutVerdict", files)).build();
    }
}
