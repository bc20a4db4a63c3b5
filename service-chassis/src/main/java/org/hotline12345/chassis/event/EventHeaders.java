package org.hotline12345.chassis.event;

import java.nio.charset.StandardCharsets;

/** CloudEvents in the binary mode of Kafka: names of the record headers. */
final class EventHeaders {
    static final String SPEC_VERSION = "ce_specversion";
    static final String ID = "ce_id";
    static final String TYPE = "ce_type";
    static final String SOURCE = "ce_source";
    static final String SUBJECT = "ce_subject";
    static final String TIME = "ce_time";
    static final String RECORDED_TIME = "ce_recordedtime";
    static final String DATA_SCHEMA = "ce_dataschema";
    static final String IMPORTED = "ce_imported";
    static final String ACTOR = "ce_actor";
    static final String CONTENT_TYPE = "content-type";
    static final String TRACE_PARENT = "traceparent";

    static final byte[] SPEC_VERSION_1 = "1.0".getBytes(StandardCharsets.UTF_8);
    static final byte[] JSON = "application/json; charset=utf-8".getBytes(StandardCharsets.UTF_8);
    static final byte[] TRUE = "true".getBytes(StandardCharsets.UTF_8);

    private EventHeaders() {}
}
