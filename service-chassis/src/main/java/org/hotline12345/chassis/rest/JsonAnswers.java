package org.hotline12345.chassis.rest;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * What is answered as an object is JSON. An operation that names no type of its own would else follow an {@code Accept} of text/html
 * or text/event-stream and write the object in Java's own words, fields that are masked elsewhere among them.
 */
public class JsonAnswers {
    /** Looks at every answer. */
    @ServerResponseFilter
    public void json(ContainerResponseContext answer) {
        Object entity = answer.getEntity();
        boolean object = entity instanceof Record || entity instanceof Collection || entity instanceof Map;
        MediaType type = answer.getMediaType();
        if (object && (type == null || !type.getSubtype().contains("json"))) {
            answer.setEntity(entity, answer.getEntityAnnotations(), MediaType.APPLICATION_JSON_TYPE);
        }
    }
}
