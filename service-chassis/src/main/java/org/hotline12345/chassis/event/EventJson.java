package org.hotline12345.chassis.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hotline12345.chassis.time.ShanghaiTimeModule;
import org.hotline12345.events.HotlineEvent;

/** Events as JSON: times in Asia/Shanghai, nulls left out; unknown fields are ignored when reading. */
@ApplicationScoped
public class EventJson {
    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new ShanghaiTimeModule())
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .build();

    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();
    private final Map<Class<?>, ObjectWriter> writers = new ConcurrentHashMap<>();

    /** The payload of an event. */
    public String write(HotlineEvent event) throws JsonProcessingException {
        return writers.computeIfAbsent(event.getClass(), mapper::writerFor).writeValueAsString(event);
    }

    /** The event of a payload. */
    public <E extends HotlineEvent> E read(byte[] payload, Class<E> type) throws IOException {
        return readers.computeIfAbsent(type, mapper::readerFor).readValue(payload);
    }

    /** The event of a payload. */
    public <E extends HotlineEvent> E read(String payload, Class<E> type) throws IOException {
        return readers.computeIfAbsent(type, mapper::readerFor).readValue(payload);
    }

    /** The mapper behind, for reading events as trees. */
    public ObjectMapper mapper() {
        return mapper;
    }
}
