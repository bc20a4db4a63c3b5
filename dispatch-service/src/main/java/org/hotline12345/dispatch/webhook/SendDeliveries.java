package org.hotline12345.dispatch.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.chassis.network.OutgoingPost;
import org.hotline12345.chassis.network.Resolver;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.webhook.WebhookStore.Due;
import org.hotline12345.dispatch.webhook.model.Delivery;
import org.hotline12345.dispatch.webhook.model.Persistence;
import org.hotline12345.dispatch.webhook.model.Webhook;
import org.jboss.logging.Logger;

/**
 * Tells units' systems what is due. One instance sends to an address at a time, one delivery after another; an instance that dies leaves
 * the address to the others after a while. The same delivery may then come twice, under the same id.
 */
@ApplicationScoped
public class SendDeliveries {
    private static final Logger LOG = Logger.getLogger(SendDeliveries.class);
    private static final int CONNECTIONS = 16;
    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final int LONGEST_ERROR = 300;

    private static final Duration KEPT = Duration.ofDays(30);

    private final ActiveWebhooks webhooks;
    private final WebhookStore store;
    private final OutgoingPost outgoing;
    private final Persistence persistence;
    /** More than what one claim sends takes at worst. */
    private final Duration busy;

    private final OfficeCopy office;
    private final ObjectMapper json;
    private final Clock clock;

    SendDeliveries(
            ActiveWebhooks webhooks,
            WebhookStore store,
            WebhookSettings settings,
            Vertx vertx,
            Resolver resolver,
            OfficeCopy office,
            ObjectMapper json,
            Clock clock) {
        this.webhooks = webhooks;
        this.store = store;
        this.persistence = settings.persistence();
        this.busy = settings.timeout()
                .plusSeconds(1)
                .multipliedBy(WebhookStore.OF_ONE)
                .plusSeconds(30);
        this.outgoing = new OutgoingPost(
                vertx, resolver, settings.allowedNetworks().orElse(List.of()), CONNECTIONS, settings.timeout());
        this.office = office;
        this.json = json;
        this.clock = clock;
    }

    /** Whether something may be sent to the address. */
    Uni<Boolean> accepts(String url) {
        return outgoing.isAccepted(url);
    }

    @Scheduled(
            every = "${hotline.dispatch.webhooks.tick:1s}",
            identity = "webhook-deliveries",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> tick() {
        return webhooks.all().isEmpty()
                ? Uni.createFrom().voidItem()
                : send().onFailure()
                        .invoke(failure -> LOG.warnf("Webhooks will be tried again: %s", failure.toString()))
                        .onFailure()
                        .recoverWithNull();
    }

    /** Forgets what was told a month ago. */
    @Scheduled(
            every = "6h",
            delayed = "10m",
            identity = "webhook-clean-up",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> forget() {
        return store.forget(clock.instant().minus(KEPT)).replaceWithVoid();
    }

    private Uni<Void> send() {
        return store.claim(clock.instant(), busy)
                .chain(claimed -> claimed.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : Uni.join()
                                .all(claimed.stream().map(this::sendTo).toList())
                                .andCollectFailures()
                                .replaceWithVoid());
    }

    private Uni<Void> sendTo(Webhook webhook) {
        return store.due(webhook.id(), office.withThoseAbove(webhook.unit()), clock.instant())
                .chain(due -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUniAndConcatenate(one -> send(webhook, one))
                        // an address that does not answer is left alone for the rest of the round
                        .select()
                        .first(Boolean::booleanValue)
                        .collect()
                        .asList())
                .onTermination()
                .call(() -> store.release(webhook.id(), clock.instant()))
                .replaceWithVoid();
    }

    /** Whether it got there. */
    private Uni<Boolean> send(Webhook webhook, Due due) {
        Delivery delivery = due.delivery();
        String body = body(delivery, due.dueAt());
        var headers = WebhookSignature.headers(delivery.id(), clock.instant(), body, webhook.secret());
        return outgoing.post(URI.create(webhook.url()), headers, body)
                .onItemOrFailure()
                .transformToUni((status, failure) -> {
                    Instant now = clock.instant();
                    if (failure == null && status >= OK && status < REDIRECTION) {
                        return store.delivered(delivery, status, now).replaceWith(true);
                    }
                    return store.failed(
                                    delivery,
                                    status,
                                    failure == null ? null : said(failure),
                                    persistence
                                            .next(delivery.attempts() + 1, delivery.createdAt(), now)
                                            .orElse(null),
                                    persistence.disables(webhook.failingSince(), status, now),
                                    now)
                            .replaceWith(false);
                });
    }

    private static String said(Throwable failure) {
        String text = failure instanceof OutgoingPost.NotAllowed
                ? failure.getMessage()
                : failure.getClass().getSimpleName()
                        + (failure.getMessage() == null ? "" : ": " + failure.getMessage());
        return text.length() > LONGEST_ERROR ? text.substring(0, LONGEST_ERROR) : text;
    }

    /** What happened to which order; nothing of what anybody said, and nobody's name. */
    private String body(Delivery delivery, Instant dueAt) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("unit", delivery.unit());
        data.put("caseNumber", delivery.caseNumber());
        data.put("caseId", delivery.caseId());
        data.put("workOrderId", delivery.workOrderId());
        data.put("dueAt", dueAt == null ? null : ShanghaiTime.of(dueAt).toString());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", delivery.event().type());
        body.put("timestamp", ShanghaiTime.of(delivery.happenedAt()).toString());
        body.put("data", data);
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a delivery as JSON", e);
        }
    }
}
