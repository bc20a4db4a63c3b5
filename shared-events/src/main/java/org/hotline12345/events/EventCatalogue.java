package org.hotline12345.events;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All event types of the suite; the sealed interfaces are the list. */
public final class EventCatalogue {
    private static final Set<Class<? extends CaseEvent>> CASE_EVENTS = permitted(CaseEvent.class);
    private static final Set<Class<? extends OfficeEvent>> OFFICE_EVENTS = permitted(OfficeEvent.class);
    private static final Map<String, Class<? extends HotlineEvent>> BY_TYPE = byType();

    private EventCatalogue() {}

    /** Every case event record, in the order of a case's life. */
    public static Set<Class<? extends CaseEvent>> caseEvents() {
        return CASE_EVENTS;
    }

    /** Every office event record. */
    public static Set<Class<? extends OfficeEvent>> officeEvents() {
        return OFFICE_EVENTS;
    }

    /** The CloudEvents type of a record class. */
    public static String typeOf(Class<? extends HotlineEvent> event) {
        return event.getAnnotation(EventType.class).value();
    }

    /** The record class of a CloudEvents type; empty for a type this version does not know. */
    public static Optional<Class<? extends HotlineEvent>> classOf(String type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }

    @SuppressWarnings("unchecked")
    private static <E extends HotlineEvent> Set<Class<? extends E>> permitted(Class<E> root) {
        var classes = new LinkedHashSet<Class<? extends E>>();
        Arrays.stream(root.getPermittedSubclasses()).forEach(c -> classes.add((Class<? extends E>) c));
        return Collections.unmodifiableSet(classes);
    }

    private static Map<String, Class<? extends HotlineEvent>> byType() {
        var map = new LinkedHashMap<String, Class<? extends HotlineEvent>>();
        CASE_EVENTS.forEach(c -> map.put(typeOf(c), c));
        OFFICE_EVENTS.forEach(c -> map.put(typeOf(c), c));
        return Collections.unmodifiableMap(map);
    }
}
