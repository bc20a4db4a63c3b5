package org.hotline12345.chassis.event.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.hotline12345.chassis.event.EventHeaders;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.chassis.event.inbox.IncomingEvent.Fate;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.HotlineEvent;

/** Reads Kafka records as events. What cannot be read is an event to be parked, never an exception. */
@ApplicationScoped
class EventReader {
    private final EventJson json;

    EventReader(EventJson json) {
        this.json = json;
    }

    IncomingEvent read(ConsumerRecord<String, byte[]> record, EventRoute route) {
        var headers = new Headers();
        for (Header header : record.headers()) {
            headers.take(header);
        }
        String key = record.key() == null ? "" : record.key();
        String error = null;
        UUID id = headers.id();
        if (id == null) {
            error = "no ce_id";
            id = UUID.nameUUIDFromBytes((record.topic() + "/" + record.partition() + "/" + record.offset())
                    .getBytes(StandardCharsets.UTF_8));
        }
        Instant recorded = headers.recordedTime == null ? Instant.EPOCH : headers.recordedTime;
        Instant time = headers.time == null ? recorded : headers.time;
        Class<? extends HotlineEvent> type = null;
        Fate fate = Fate.PARK;
        if (error == null) {
            Optional<Class<? extends HotlineEvent>> known =
                    headers.type == null ? Optional.empty() : EventCatalogue.classOf(headers.type);
            type = known.orElse(null);
            if (type == null) {
                error = "unknown type";
            } else if (route.handles(type)) {
                fate = Fate.APPLY;
            } else if (route.ignores(type)) {
                fate = Fate.IGNORE;
            } else {
                error = "type of another topic";
            }
        }
        HotlineEvent event = null;
        String text = null;
        if (fate != Fate.IGNORE) {
            byte[] value = record.value() == null ? new byte[0] : record.value();
            text = new String(value, StandardCharsets.UTF_8);
            if (fate == Fate.APPLY) {
                try {
                    event = json.read(value, type);
                } catch (IOException | RuntimeException e) {
                    fate = Fate.PARK;
                    error = "unreadable: " + firstLine(e);
                }
            }
        }
        var received = new ReceivedEvent(
                id,
                headers.type == null ? "" : headers.type,
                event,
                time,
                recorded,
                headers.imported,
                headers.actor,
                headers.source == null ? "" : headers.source,
                record.topic(),
                record.partition(),
                record.offset(),
                text);
        return new IncomingEvent(received, key, headers.trace, fate, error);
    }

    /** Reads a parked event again: it may be of a type that is known now. */
    IncomingEvent again(ReceivedEvent parked, String key, String trace, EventRoute route) {
        Class<? extends HotlineEvent> type =
                EventCatalogue.classOf(parked.type()).orElse(null);
        if (type == null || !route.handles(type)) {
            boolean ignored = type != null && route.ignores(type);
            return new IncomingEvent(
                    parked, key, trace, ignored ? Fate.IGNORE : Fate.PARK, ignored ? null : "unknown type");
        }
        try {
            return new IncomingEvent(parked.with(json.read(parked.json(), type)), key, trace, Fate.APPLY, null);
        } catch (IOException | RuntimeException e) {
            return new IncomingEvent(parked, key, trace, Fate.PARK, "unreadable: " + firstLine(e));
        }
    }

    private static String firstLine(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static final class Headers {
        private String id;
        private String type;
        private String source;
        private String actor;
        private String trace;
        private Instant time;
        private Instant recordedTime;
        private boolean imported;

        void take(Header header) {
            if (header.value() == null) {
                return;
            }
            switch (header.key()) {
                case EventHeaders.ID -> id = text(header);
                case EventHeaders.TYPE -> type = text(header);
                case EventHeaders.SOURCE -> source = text(header);
                case EventHeaders.ACTOR -> actor = text(header);
                case EventHeaders.TRACE_PARENT -> trace = text(header);
                case EventHeaders.TIME -> time = time(header);
                case EventHeaders.RECORDED_TIME -> recordedTime = time(header);
                case EventHeaders.IMPORTED -> imported = "true".equals(text(header));
                default -> {
                    // of no use here
                }
            }
        }

        UUID id() {
            try {
                return id == null ? null : UUID.fromString(id);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        private static String text(Header header) {
            return new String(header.value(), StandardCharsets.UTF_8);
        }

        private static Instant time(Header header) {
            try {
                return OffsetDateTime.parse(text(header)).toInstant();
            } catch (DateTimeException e) {
                return null;
            }
        }
    }
}
