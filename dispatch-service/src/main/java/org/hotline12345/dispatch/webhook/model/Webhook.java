package org.hotline12345.dispatch.webhook.model;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;

/**
 * An address that a unit's system is told at.
 *
 * @param below Whether it is told of the units below too.
 * @param failingSince Since when nothing gets there. Null while it does.
 * @param disabledAt When it was disabled; else null.
 * @param lastDeliveredAt When something got there last. May be null.
 */
public record Webhook(
        UUID id,
        String unit,
        String url,
        List<String> events,
        boolean below,
        String secret,
        WebhookState state,
        String madeBy,
        Instant madeAt,
        Instant failingSince,
        Instant disabledAt,
        Instant lastDeliveredAt,
        int version) {
    public Webhook {
        events = List.copyOf(events);
    }

    /**
     * As what the unit wants to hear of this: an emergency is told as one to who wants emergencies, to others as a new order. Null: not at
     * all.
     */
    public WebhookEvent hears(WebhookEvent event) {
        if (events.contains(event.name())) {
            return event;
        }
        return event == WebhookEvent.EMERGENCY && events.contains(WebhookEvent.NEW_ORDER.name())
                ? WebhookEvent.NEW_ORDER
                : null;
    }

    /** What of it people change, by field; the secret is nobody's to read. */
    public Map<String, Object> said() {
        var said = new LinkedHashMap<String, Object>();
        said.put("url", url);
        said.put("events", events);
        said.put("below", below);
        said.put("state", state);
        return said;
    }

    /** Whether it is about an order of these units. */
    public boolean reaches(Collection<String> units, BiPredicate<String, String> isWithin) {
        return units.stream().anyMatch(one -> one.equals(unit) || below && isWithin.test(one, unit));
    }

    /** The same with other wishes; who enables it begins with a clean sheet. */
    public Webhook changed(String newUrl, List<String> newEvents, boolean alsoBelow, boolean active, Instant now) {
        boolean enabled = active && state == WebhookState.DISABLED;
        return new Webhook(
                id,
                unit,
                newUrl,
                newEvents,
                alsoBelow,
                secret,
                active ? WebhookState.ACTIVE : WebhookState.DISABLED,
                madeBy,
                madeAt,
                enabled ? null : failingSince,
                active ? null : disabledAt == null ? now : disabledAt,
                lastDeliveredAt,
                version);
    }

    /** The same with another secret. */
    public Webhook with(String newSecret) {
        return new Webhook(
                id,
                unit,
                url,
                events,
                below,
                newSecret,
                state,
                madeBy,
                madeAt,
                failingSince,
                disabledAt,
                lastDeliveredAt,
                version);
    }

    /** The same, removed: its deliveries stay to be read. */
    public Webhook removed() {
        return new Webhook(
                id,
                unit,
                url,
                events,
                below,
                secret,
                WebhookState.REMOVED,
                madeBy,
                madeAt,
                failingSince,
                null,
                lastDeliveredAt,
                version);
    }
}
