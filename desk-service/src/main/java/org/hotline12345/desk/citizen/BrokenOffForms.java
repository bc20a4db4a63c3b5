package org.hotline12345.desk.citizen;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Ends a form whose sender went away in the middle. Who reads a form waits for the rest of it and is told of no end, so that its files
 * would lie on the disk for ever.
 */
@Provider
@PreMatching
class BrokenOffForms implements ContainerRequestFilter {
    private final Instance<CurrentVertxRequest> current;

    /** What is injected is asked for late: filters are made while the application is built. */
    BrokenOffForms(Instance<CurrentVertxRequest> current) {
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        boolean reads = HttpMethod.POST.equals(request.getMethod())
                && request instanceof ResteasyReactiveContainerRequestContext reactive
                && reactive.getServerRequestContext() instanceof ResteasyReactiveRequestContext;
        if (!reads) {
            return;
        }
        var form = (ResteasyReactiveRequestContext)
                ((ResteasyReactiveContainerRequestContext) request).getServerRequestContext();
        current.get().getCurrent().addEndHandler(ended -> {
            if (ended.failed() && form.isSuspended() && form.getFormData() == null) {
                form.resume(new IOException("the form was broken off"), true);
            }
        });
    }
}
