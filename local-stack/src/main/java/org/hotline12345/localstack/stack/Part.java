package org.hotline12345.localstack.stack;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The processes of a stack, in the order in which they start. */
public enum Part {
    /** The database server. */
    POSTGRES(15432),
    /** The broker. */
    KAFKA(19092),
    /** 受理. */
    INTAKE(8081),
    /** 派单与办理. */
    DISPATCH(8082),
    /** 督办与回访. */
    FOLLOWUP(8083),
    /** 考评. */
    ASSESSMENT(8084),
    /** 工作台, for people's browsers; only where people are. */
    DESK(8080);

    private final int defaultPort;

    Part(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    /** Its short name, which is also that of its database, its role and its log file. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The port it has unless told otherwise. */
    public int defaultPort() {
        return defaultPort;
    }

    /** Whether it is one of the four services. */
    public boolean service() {
        return program() && this != DESK;
    }

    /** The four services. */
    public static List<Part> services() {
        return Arrays.stream(values()).filter(Part::service).toList();
    }

    /** Whether it answers HTTP, as a program of the build. */
    public boolean program() {
        return this != POSTGRES && this != KAFKA;
    }

    /** The part of a short name. */
    public static Part named(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
