package org.hotline12345.localstack.stack;

import static picocli.CommandLine.ScopeType.INHERIT;

import picocli.CommandLine.Option;

/** Options that move a stack to other ports. */
public final class PortOptions {
    @Option(names = "--postgres-port", paramLabel = "PORT", descriptionKey = "option.port.postgres", scope = INHERIT)
    private Integer postgres;

    @Option(names = "--kafka-port", paramLabel = "PORT", descriptionKey = "option.port.kafka", scope = INHERIT)
    private Integer kafka;

    @Option(names = "--intake-port", paramLabel = "PORT", descriptionKey = "option.port.service", scope = INHERIT)
    private Integer intake;

    @Option(names = "--dispatch-port", paramLabel = "PORT", descriptionKey = "option.port.service", scope = INHERIT)
    private Integer dispatch;

    @Option(names = "--followup-port", paramLabel = "PORT", descriptionKey = "option.port.service", scope = INHERIT)
    private Integer followup;

    @Option(names = "--assessment-port", paramLabel = "PORT", descriptionKey = "option.port.service", scope = INHERIT)
    private Integer assessment;

    @Option(names = "--desk-port", paramLabel = "PORT", descriptionKey = "option.port.desk", scope = INHERIT)
    private Integer desk;

    @Option(names = "--free-ports", descriptionKey = "option.port.free", scope = INHERIT)
    private boolean free;

    /** Defaults, environment, then these options. */
    public StackOptions options() {
        return changed(StackOptions.defaults());
    }

    /** The same with the desks. */
    public StackOptions withDesk() {
        return changed(StackOptions.defaults().withDesk());
    }

    /** The same with the desks, and with so many instances of them and of each service. */
    StackOptions withDesk(int instances) {
        StackOptions options = withDesk().withInstances(instances);
        return free ? options.withFreeFurther() : options;
    }

    private StackOptions changed(StackOptions usual) {
        StackOptions options = free ? usual.withFreePorts() : usual;
        Integer[] given = {postgres, kafka, intake, dispatch, followup, assessment, desk};
        for (Part part : usual.parts()) {
            if (given[part.ordinal()] != null) {
                options = options.withPort(part, given[part.ordinal()]);
            }
        }
        return options;
    }
}
