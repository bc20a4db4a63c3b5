package org.hotline12345.dispatch.webhook;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.dispatch.webhook.WebhookStore.OrderTold;
import org.hotline12345.dispatch.webhook.model.Delivery;
import org.hotline12345.dispatch.webhook.model.Occurrence;
import org.hotline12345.dispatch.webhook.model.Webhook;
import org.hotline12345.dispatch.webhook.model.WebhookEvent;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.Urgency;

/**
 * Writes down what units' systems are to be told, in the transaction of the events that tell it here: nothing is told twice or left out.
 * Without a webhook it costs nothing.
 */
@ApplicationScoped
public class CollectDeliveries {
    private final ActiveWebhooks webhooks;
    private final WebhookStore store;
    private final OfficeCopy office;
    private final Clock clock;

    CollectDeliveries(ActiveWebhooks webhooks, WebhookStore store, OfficeCopy office, Clock clock) {
        this.webhooks = webhooks;
        this.store = store;
        this.office = office;
        this.clock = clock;
    }

    /** The events that units' systems can be told of. */
    public static Set<Class<? extends CaseEvent>> followed() {
        return Occurrence.TOLD;
    }

    /** Takes the events of a batch, once the orders are as they tell. */
    public Uni<Void> apply(Mutiny.Session session, List<ReceivedEvent> events) {
        var listening = webhooks.all();
        if (listening.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var occurred = events.stream()
                .filter(received -> !received.imported() && received.event() instanceof CaseEvent)
                .map(received -> Occurrence.of((CaseEvent) received.event(), received.time()))
                .filter(Objects::nonNull)
                .toList();
        if (occurred.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var cases = occurred.stream().map(Occurrence::caseId).collect(Collectors.toSet());
        return store.orders(session, cases).chain(orders -> {
            var deliveries = deliveries(occurred, orders, listening);
            return deliveries.isEmpty() ? Uni.createFrom().voidItem() : store.add(session, deliveries);
        });
    }

    /** How many systems would be told of a new order of these units in an emergency, in a case that is hidden from those. */
    public int toldOfEmergency(Collection<String> units, Collection<String> hiddenFrom) {
        return (int) webhooks.all().stream()
                .filter(webhook -> webhook.hears(WebhookEvent.EMERGENCY) != null && mayHear(webhook, units, hiddenFrom))
                .count();
    }

    private List<Delivery> deliveries(List<Occurrence> occurred, List<OrderTold> orders, List<Webhook> listening) {
        Instant now = clock.instant();
        var deliveries = new ArrayList<Delivery>();
        for (var one : occurred) {
            OrderTold order = order(one.caseId(), one.workOrderId(), orders);
            if (order == null || order.imported() || !one.concerns(order.state())) {
                continue;
            }
            WebhookEvent event = one.event() == WebhookEvent.NEW_ORDER
                            && Urgency.EMERGENCY.name().equals(order.urgency())
                    ? WebhookEvent.EMERGENCY
                    : one.event();
            for (var webhook : listening) {
                WebhookEvent heard = webhook.hears(event);
                if (heard != null && mayHear(webhook, order.units(), order.hiddenFrom())) {
                    deliveries.add(Delivery.of(
                            UuidV7.next(),
                            webhook.id(),
                            heard,
                            order.caseId(),
                            order.id(),
                            order.caseNumber(),
                            order.unit(),
                            one.at(),
                            now));
                }
            }
        }
        return deliveries;
    }

    /** Of one of its units, and not of a case that accuses it or a unit above it. */
    private boolean mayHear(Webhook webhook, Collection<String> units, Collection<String> hiddenFrom) {
        return webhook.reaches(units, office::isWithin)
                && Collections.disjoint(office.withThoseAbove(webhook.unit()), hiddenFrom);
    }

    private static OrderTold order(UUID caseId, UUID orderId, List<OrderTold> orders) {
        OrderTold found = null;
        for (var order : orders) {
            if (orderId == null ? order.caseId().equals(caseId) : order.id().equals(orderId)) {
                found = order;
            }
        }
        return found;
    }
}
