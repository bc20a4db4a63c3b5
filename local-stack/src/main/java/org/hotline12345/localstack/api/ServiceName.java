package org.hotline12345.localstack.api;

/** The four services of the suite. */
public enum ServiceName {
    /** 受理: registers cases. */
    INTAKE("intake-service"),
    /** 派单: routes them and carries the work orders. */
    DISPATCH("dispatch-service"),
    /** 督办回访: deadlines, callbacks, closing. */
    FOLLOWUP("followup-service"),
    /** 考评: figures and scores. */
    ASSESSMENT("assessment-service");

    private final String artifact;

    ServiceName(String artifact) {
        this.artifact = artifact;
    }

    /** The module's and the service's own name, such as {@code intake-service}. */
    public String artifact() {
        return artifact;
    }
}
