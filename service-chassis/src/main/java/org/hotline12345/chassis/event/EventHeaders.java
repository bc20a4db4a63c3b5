package org.hotline12345.chassis.event;

import java.nio.charset.StandardCharsets;

/** CloudEvents in the binary mode of Kafka: names of the record headers. */
public final class EventHeaders {
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String RECORDED_TIME = "ce_recordedtime";
    public static final String DATA_SCHEMA = "ce_dataschema";
    public static final String IMPORTED = "ce_imported";
    public static final String ACTOR = "ce_actor";
    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACE_PARENT = "traceparent";

    public static final byte[] SPEC_VERSION_1 = "1.0".getBytes(StandardCharsets.UTF_8);
    public static final byte[] JSON = "application/json; charset=utf-8".getBytes(StandardCharsets.UTF_8);
    public static final byte[] TRUE = "true".getBytes(StandardCharsets.UTF_8);

    private EventHeaders() {}
}
