package org.hotline12345.dispatch.webhook;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.changelog.ChangeLog;
import org.hotline12345.dispatch.changelog.LoggedChange;
import org.hotline12345.dispatch.changelog.LoggedChange.Action;
import org.hotline12345.dispatch.changelog.LoggedChange.Kind;
import org.hotline12345.dispatch.webhook.model.Delivery;
import org.hotline12345.dispatch.webhook.model.Webhook;
import org.hotline12345.dispatch.webhook.model.WebhookEvent;
import org.hotline12345.dispatch.webhook.model.WebhookState;

/** A unit says where its system is told; the office can do it for it. */
@ApplicationScoped
class RegisterWebhook {
    private static final ProblemType TOO_MANY = new ProblemType("too-many-webhooks", 409);

    private final WebhookStore store;
    private final ActiveWebhooks webhooks;
    private final SendDeliveries sending;
    private final Transactions transactions;
    private final Caller caller;
    private final OfficeCopy office;
    private final ChangeLog log;
    private final WebhookSettings settings;
    private final Clock clock;

    RegisterWebhook(
            WebhookStore store,
            ActiveWebhooks webhooks,
            SendDeliveries sending,
            Transactions transactions,
            Caller caller,
            OfficeCopy office,
            ChangeLog log,
            WebhookSettings settings,
            Clock clock) {
        this.store = store;
        this.webhooks = webhooks;
        this.sending = sending;
        this.transactions = transactions;
        this.caller = caller;
        this.office = office;
        this.log = log;
        this.settings = settings;
        this.clock = clock;
    }

    /** What is wished. */
    record Wish(String url, List<String> events, boolean below, boolean active) {}

    /** 404 unless the webhooks of the unit are the caller's to see. */
    void requireUnit(String unit) {
        caller.requireUnitOr(unit, Roles.ADMIN, Roles.AUDITOR, Roles.OFFICE_LEADER);
    }

    /** A new one, in the transaction of its command. */
    Uni<Webhook> register(Mutiny.Session session, String unit, Wish wish) {
        requireUnit(unit);
        if (office.unit(unit).isEmpty()) {
            throw Problem.notFound();
        }
        Instant now = clock.instant();
        var webhook = new Webhook(
                UuidV7.next(),
                unit,
                wish.url().strip(),
                wish.events(),
                wish.below(),
                WebhookSignature.secret(),
                WebhookState.ACTIVE,
                caller.subject(),
                now,
                null,
                null,
                null,
                0);
        return store.countOf(session, unit)
                .invoke(count -> {
                    if (count >= settings.mostOfUnit()) {
                        throw Problem.of(TOO_MANY, settings.mostOfUnit());
                    }
                })
                .chain(() -> store.insert(session, webhook))
                .chain(() -> log.add(
                        session,
                        List.of(logged(
                                webhook,
                                Action.MADE,
                                LoggedChange.between(Map.of(), webhook.said()),
                                caller.subject()))))
                .invoke(() -> followAfter(session))
                .replaceWith(webhook);
    }

    private LoggedChange logged(Webhook webhook, Action action, List<LoggedChange.Change> changes, String by) {
        return new LoggedChange(
                Kind.WEBHOOK, webhook.id().toString(), webhook.unit(), action, changes, by, clock.instant());
    }

    /** Refuses (400) an address to which nothing may be sent, before the transaction: its name is looked up. */
    Uni<Void> requireSendable(String url) {
        return sending.accepts(url)
                .invoke(fine -> {
                    if (!fine) {
                        throw Problem.invalid("url", "violation.webhook-url");
                    }
                })
                .replaceWithVoid();
    }

    Uni<Webhook> change(UUID id, CommandContext context, Wish wish) {
        Instant now = clock.instant();
        return changed(
                id,
                context,
                Action.CHANGED,
                before -> before.changed(wish.url().strip(), wish.events(), wish.below(), wish.active(), now));
    }

    /** Another secret, at once: what was signed with the old one is on its way or will be signed anew. */
    Uni<Webhook> renewSecret(UUID id, CommandContext context) {
        return changed(id, context, Action.SECRET_RENEWED, before -> before.with(WebhookSignature.secret()));
    }

    Uni<Webhook> remove(UUID id, CommandContext context) {
        return changed(id, context, Action.REMOVED, Webhook::removed);
    }

    private Uni<Webhook> changed(UUID id, CommandContext context, Action action, UnaryOperator<Webhook> change) {
        return transactions.inTransaction(session -> store.lock(session, id)
                .chain(before -> {
                    requireUnit(before.unit());
                    context.requireVersion(before.version());
                    Webhook after = change.apply(before);
                    var changes = action == Action.SECRET_RENEWED
                            ? List.of(new LoggedChange.Change("secret", null, null))
                            : LoggedChange.between(before.said(), after.said());
                    return store.update(session, after)
                            .chain(() -> log.add(session, List.of(logged(after, action, changes, context.actor()))))
                            .replaceWith(after);
                })
                .invoke(() -> followAfter(session))
                .map(after -> new Webhook(
                        after.id(),
                        after.unit(),
                        after.url(),
                        after.events(),
                        after.below(),
                        after.secret(),
                        after.state(),
                        after.madeBy(),
                        after.madeAt(),
                        after.failingSince(),
                        after.disabledAt(),
                        after.lastDeliveredAt(),
                        after.version() + 1)));
    }

    /** Something to see whether it arrives. */
    Uni<Delivery> test(Mutiny.Session session, UUID id) {
        return store.lock(session, id).chain(webhook -> {
            requireUnit(webhook.unit());
            Instant now = clock.instant();
            var delivery =
                    Delivery.of(UuidV7.next(), id, WebhookEvent.TEST, null, null, null, webhook.unit(), now, now);
            return store.add(session, List.of(delivery)).replaceWith(delivery);
        });
    }

    /** A delivery once more, from the beginning. */
    Uni<Delivery> redeliver(Mutiny.Session session, UUID id, UUID delivery) {
        return store.lock(session, id)
                .invoke(webhook -> requireUnit(webhook.unit()))
                .chain(() -> store.again(session, id, delivery, caller.unitAndAbove(), clock.instant()))
                .onItem()
                .ifNull()
                .failWith(Problem::notFound);
    }

    private void followAfter(Mutiny.Session session) {
        transactions.afterCommit(session, () -> webhooks.follow().subscribe().with(ignored -> {}));
    }
}
