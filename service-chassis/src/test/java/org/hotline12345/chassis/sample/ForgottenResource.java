package org.hotline12345.chassis.sample;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A resource whose author forgot to say who may use it. */
@Path("/api/v1/forgotten")
public class ForgottenResource {
    @GET
    public String get() {
        return "nobody may see this";
    }
}
