package org.hotline12345.localstack.api;

/** The four services of the suite, with the ports they listen on unless told otherwise. */
public enum ServiceName {
    /** 受理: registers cases. */
    INTAKE("intake-service", 8081),
    /** 派单: routes them and carries the work orders. */
    DISPATCH("dispatch-service", 8082),
    /** 督办回访: deadlines, callbacks, closing. */
    FOLLOWUP("followup-service", 8083),
    /** 考评: figures and scores. */
    ASSESSMENT("assessment-service", 8084);

    private final String artifact;
    private final int defaultPort;

    ServiceName(String artifact, int defaultPort) {
        this.artifact = artifact;
        this.defaultPort = defaultPort;
    }

    /** The module's and the service's own name, such as {@code intake-service}. */
    public String artifact() {
        return artifact;
    }

    /** TCP port of the local stack. */
    public int defaultPort() {
        return defaultPort;
    }
}
