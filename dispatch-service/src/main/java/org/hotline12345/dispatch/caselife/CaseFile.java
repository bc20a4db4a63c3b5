package org.hotline12345.dispatch.caselife;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hotline12345.dispatch.cases.model.Assignment;
import org.hotline12345.dispatch.cases.model.NextUnit;
import org.hotline12345.dispatch.cases.model.WorkOrderStates;
import org.hotline12345.events.WorkOrderState;

/** A case in the middle of a batch of events: what the database said, changed by the events so far. */
final class CaseFile {
    final UUID caseId;
    final String caseNumber;
    final String title;
    final String type;
    final String urgency;
    final String channel;
    final String anonymity;
    final String respondentUnit;
    boolean silent;
    String ended;
    final List<Order> orders = new ArrayList<>();
    boolean inTriage;
    UUID leadCase;
    final Set<UUID> members = new LinkedHashSet<>();

    CaseFile(
            UUID caseId,
            String caseNumber,
            String title,
            String type,
            String urgency,
            String channel,
            String anonymity,
            String respondentUnit,
            boolean silent,
            String ended) {
        this.caseId = caseId;
        this.caseNumber = caseNumber;
        this.title = title;
        this.type = type;
        this.urgency = urgency;
        this.channel = channel;
        this.anonymity = anonymity;
        this.respondentUnit = respondentUnit;
        this.silent = silent;
        this.ended = ended;
    }

    /** The open order, or null. */
    Order open() {
        return orders.stream()
                .filter(order -> WorkOrderStates.isOpen(order.state))
                .findFirst()
                .orElse(null);
    }

    /** Units whose return of the case was granted. */
    NextUnit returners() {
        return NextUnit.after(orders.stream()
                .filter(order -> order.state == WorkOrderState.RETURNED)
                .map(order -> order.to.unit())
                .toList());
    }

    /** The order, or null. */
    Order order(UUID id) {
        return orders.stream().filter(order -> order.id.equals(id)).findFirst().orElse(null);
    }

    /** A work order in the middle of a batch. */
    static final class Order {
        final UUID id;
        final CaseFile of;
        final Assignment to;
        final Instant dispatchedAt;
        WorkOrderState state;
        int version;
        final boolean fresh;
        boolean changed;
        Instant endedAt;
        String handlingUnit;

        Order(
                UUID id,
                CaseFile of,
                Assignment to,
                Instant dispatchedAt,
                WorkOrderState state,
                int version,
                boolean fresh) {
            this.id = id;
            this.of = of;
            this.to = to;
            this.dispatchedAt = dispatchedAt;
            this.state = state;
            this.version = version;
            this.fresh = fresh;
        }

        /** The units beside the lead that see it. */
        List<String> readers() {
            return handlingUnit == null || to.coUnits().contains(handlingUnit)
                    ? to.coUnits()
                    : Stream.concat(to.coUnits().stream(), Stream.of(handlingUnit))
                            .toList();
        }

        /** Something about it changed: its version rises once in the batch. */
        void touch() {
            if (!changed && !fresh) {
                version++;
            }
            changed = true;
        }
    }
}
