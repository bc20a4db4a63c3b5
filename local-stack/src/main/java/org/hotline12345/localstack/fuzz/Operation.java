package org.hotline12345.localstack.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.localstack.api.ServiceName;

/**
 * An operation as its service describes it.
 *
 * @param path Path with its gaps, {@code /api/v1/units/{code}}.
 * @param bodies Schema of the body by media type; empty where there is none.
 * @param answers Schema by media type, by status; a schema may be missing.
 * @param roles Who may call it; empty: anybody with a token, or nobody needs one.
 * @param open Whether it needs no token.
 */
record Operation(
        ServiceName service,
        String method,
        String path,
        List<Parameter> parameters,
        Map<String, JsonNode> bodies,
        Map<String, Map<String, JsonNode>> answers,
        Set<String> roles,
        boolean open,
        Schemas schemas) {

    /**
     * A parameter.
     *
     * @param in Where it stands: path, query or header.
     */
    record Parameter(String name, String in, boolean required, JsonNode schema) {}

    /** For people, and to tell findings apart. */
    String title() {
        return method + " " + service.artifact() + path;
    }
}
