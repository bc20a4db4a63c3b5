package org.hotline12345.bench.model;

import java.util.List;

/** What a thread of a virtual machine is for, told by its name, of which Linux keeps fifteen characters. */
public enum ThreadKind {
    COMPILERS("compilers", "C1 Compiler", "C2 Compiler"),
    GC("gc", "VM Thread", "VM Periodic", "GC ", "G1 "),
    EVENT_LOOPS("event-loops", "vert.x-eventlo"),
    EXECUTOR("executor", "executor-threa", "vert.x-worker", "vert.x-interna"),
    RELAY("relay", "outbox"),
    KAFKA_CLIENTS(
            "kafka-clients", "kafka-producer", "kafka-consumer", "kafka-coordina", "smallrye-kafka", "kafka-admin"),
    BROKER_REQUESTS("requests", "data-plane-kaf"),
    BROKER_COORDINATORS("coordinators", "group-coordina", "transaction-lo", "TxnMarkerSend", "AddPartitionsT"),
    OTHER("other");

    private final String code;
    private final List<String> beginnings;

    ThreadKind(String code, String... beginnings) {
        this.code = code;
        this.beginnings = List.of(beginnings);
    }

    /** Its name in figures. */
    public String code() {
        return code;
    }

    /** The kind of a thread of this name. */
    public static ThreadKind of(String name) {
        for (ThreadKind kind : values()) {
            if (kind.beginnings.stream().anyMatch(name::startsWith)) {
                return kind;
            }
        }
        return OTHER;
    }
}
