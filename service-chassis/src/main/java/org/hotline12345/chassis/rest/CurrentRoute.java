package org.hotline12345.chassis.rest;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Context;

/** Method and path of the request being served. */
@RequestScoped
public class CurrentRoute {
    @Context
    HttpServerRequest request;

    /** For example {@code POST /api/v1/cases}. */
    public String current() {
        return request.method() + " " + request.path();
    }
}
