package org.hotline12345.dispatch.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMark;
import org.hotline12345.events.DeadlineMarkRevoked;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DeadlineMissed;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NonAcceptanceReason;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.Topics;
import org.hotline12345.events.WorkOrderSigned;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CaseLifeTest extends DispatchTest {
    private static final Logger LOG = Logger.getLogger(CaseLifeTest.class);

    @Inject
    FollowCases handler;

    @Inject
    Transactions transactions;

    private void state(UUID order, String state) {
        awaitRow("select from work_order where id = $1 and state = $2", order, state);
    }

    @Test
    void a_withdrawal_ends_the_open_order_in_any_state() {
        var order = dispatched(waterCase());
        sign(order);
        probe.produce(new CaseWithdrawn(order.caseId(), "自行解决", Instant.now()), Instant.now());
        state(order.workOrderId(), "WITHDRAWN");
        post(
                        as("unit-handler", WATER),
                        "/work-orders/" + order.workOrderId() + "/replies",
                        "disposition",
                        "RESOLVED",
                        "text",
                        "来不及了")
                .then()
                .statusCode(409)
                .body("state", equalTo("WITHDRAWN"));
    }

    @Test
    void an_answer_by_the_hotline_ends_triage_and_unsigned_orders_only() {
        Instant now = Instant.now();
        UUID waiting = inTriage(riddle());
        probe.produce(new CaseAnsweredDirectly(waiting, "已答复", AnsweredBy.AGENT, null, now), now);
        awaitRow("select from triage_entry where case_id = $1 and outcome = 'ENDED'", waiting);
        post(as("dispatcher"), "/triage/" + waiting + "/decision", "unit", WATER)
                .then()
                .statusCode(409)
                .body("state", equalTo("ANSWERED"));

        var unsigned = dispatched(waterCase());
        probe.produce(new CaseNotAccepted(unsigned.caseId(), NonAcceptanceReason.LEGAL_ROUTE, "请诉讼", now, null), now);
        state(unsigned.workOrderId(), "WITHDRAWN");

        var signed = dispatched(waterCase());
        sign(signed);
        probe.await(signed.caseId(), WorkOrderSigned.class);
        probe.produce(new CaseAnsweredDirectly(signed.caseId(), "已答复", AnsweredBy.AGENT, null, now), now);
        probe.produce(new CaseWithdrawn(unsigned.caseId(), "x", now), now);
        UUID marker = inTriage(riddle());
        assertThat(marker).isNotNull();
        assertThat(count("select count(*) from work_order where id = $1 and state = 'SIGNED'", signed.workOrderId()))
                .isEqualTo(1);
    }

    @Test
    void what_was_settled_at_registration_is_known_but_never_routed() {
        UUID id = register(waterCase().outcome(IntakeOutcome.ANSWERED));
        awaitRow("select from registered_case where case_id = $1 and ended = 'ANSWERED'", id);
        assertThat(count("select count(*) from work_order where case_id = $1", id))
                .isZero();
        post(as("dispatcher"), "/triage/" + id + "/decision", "unit", WATER)
                .then()
                .statusCode(409)
                .body("state", equalTo("ANSWERED"));
    }

    @Test
    void a_rework_opens_the_next_round_with_the_same_unit_and_only_once() {
        var order = dispatched(waterCase());
        answer(order);
        Instant now = Instant.now();
        var rework = new ReworkOrdered(
                order.caseId(),
                UUID.randomUUID(),
                order.workOrderId(),
                1,
                WATER,
                ReworkCause.DISSATISFIED,
                "水还是没来",
                "system",
                now,
                null);
        probe.produce(rework, now);
        probe.produce(rework, now);
        var again = probe.await(
                        e -> e.event() instanceof CaseDispatched d
                                && d.caseId().equals(order.caseId())
                                && d.round() == 2,
                        "round 2")
                .as(CaseDispatched.class);
        assertThat(again.cause()).isEqualTo(DispatchCause.REWORK);
        assertThat(again.leadUnit()).isEqualTo(WATER);
        assertThat(again.previousWorkOrderId()).isEqualTo(order.workOrderId());
        assertThat(again.reason()).contains("重办", "水还是没来");
        answer(again);
        assertThat(count("select count(*) from work_order where case_id = $1", order.caseId()))
                .isEqualTo(2);
    }

    @Test
    void a_rework_that_asks_for_a_dispatcher_waits_in_triage() {
        var order = dispatched(waterCase());
        answer(order);
        Instant now = Instant.now();
        var rework = new ReworkOrdered(
                order.caseId(),
                UUID.randomUUID(),
                order.workOrderId(),
                1,
                WATER,
                ReworkCause.DISSATISFIED,
                "应由燃气公司办理",
                "anna",
                now,
                true);
        probe.produce(rework, now);
        var waiting = probe.await(
                        e -> e.event() instanceof CaseSentToTriage triage
                                && triage.caseId().equals(order.caseId()),
                        "in triage")
                .as(CaseSentToTriage.class);
        assertThat(waiting.reason()).contains("应由燃气公司办理", "请派单员确定承办单位");
    }

    @Test
    void deadlines_are_mirrored_without_touching_the_order() {
        var order = dispatched(waterCase());
        UUID reply = UUID.randomUUID();
        UUID sign = UUID.randomUUID();
        Instant now = Instant.now();
        Instant due = now.plus(1, ChronoUnit.DAYS);
        probe.produce(set(order, reply, DeadlineKind.REPLY, due, null), now);
        probe.produce(set(order, sign, DeadlineKind.SIGN, due, null), now);
        probe.produce(
                new DeadlineMarked(
                        order.caseId(),
                        reply,
                        order.workOrderId(),
                        DeadlineKind.REPLY,
                        WATER,
                        DeadlineMark.YELLOW,
                        due,
                        now),
                now);
        mirrored(reply, "YELLOW");
        probe.produce(
                new DeadlineMarkRevoked(
                        order.caseId(),
                        reply,
                        order.workOrderId(),
                        DeadlineKind.REPLY,
                        WATER,
                        DeadlineMark.YELLOW,
                        now),
                now);
        mirrored(reply, "OPEN");
        probe.produce(set(order, reply, DeadlineKind.REPLY, due.plusSeconds(60), due), now);
        probe.produce(
                new DeadlineMissed(order.caseId(), sign, order.workOrderId(), 1, DeadlineKind.SIGN, WATER, due, now),
                now);
        mirrored(sign, "MISSED");
        probe.produce(
                new DeadlineMet(order.caseId(), reply, order.workOrderId(), 1, DeadlineKind.REPLY, WATER, due, now),
                now);
        mirrored(reply, "MET");
        as("unit-handler", WATER)
                .get("/api/v1/work-orders/" + order.workOrderId())
                .then()
                .body("version", equalTo(0))
                .body("deadlines", hasSize(2))
                .body("deadlines.kind", contains("SIGN", "REPLY"))
                .body("deadlines.state", contains("MISSED", "MET"));
        probe.produce(
                new DeadlineCancelled(
                        order.caseId(),
                        reply,
                        order.workOrderId(),
                        DeadlineKind.REPLY,
                        WATER,
                        DeadlineCancelReason.RETURNED,
                        now),
                now);
        mirrored(reply, "CANCELLED");
    }

    private void mirrored(UUID deadline, String state) {
        awaitRow("select from deadline_mirror where deadline_id = $1 and state = $2", deadline, state);
    }

    private static DeadlineSet set(CaseDispatched order, UUID id, DeadlineKind kind, Instant due, Instant previous) {
        return new DeadlineSet(
                order.caseId(),
                id,
                order.workOrderId(),
                1,
                kind,
                order.leadUnit(),
                order.dispatchedAt(),
                due,
                previous,
                null,
                false,
                1,
                "p",
                1,
                1,
                5,
                null,
                List.of(),
                Instant.now(),
                null,
                null);
    }

    @Test
    void the_database_allows_one_open_order_for_a_case() {
        var order = dispatched(waterCase());
        var second = Sql.on(pool)
                .update("""
                        insert into work_order (
                          id, case_id, round, cause, unit, state, decided_by, reason, dispatched_at, last_event_at, version,
                          case_number, title, type, urgency, channel, anonymity, imported)
                        select gen_random_uuid(), case_id, 2, 'REWORK', unit, 'SIGNED', decided_by, reason, dispatched_at,
                          last_event_at, 0, case_number, title, type, urgency, channel, anonymity, imported
                        from work_order
                        where id = $1
                        """, order.workOrderId())
                .onItemOrFailure()
                .transform((rows, failure) -> failure == null ? "" : failure.getMessage())
                .await()
                .atMost(Duration.ofSeconds(5));
        assertThat(second).contains("one_open_work_order_per_case");
    }

    @Test
    void the_database_allows_no_signature_of_the_author() {
        var order = dispatched(waterCase());
        sign(order);
        String reply = reply(order, "author");
        var signed = Sql.on(pool)
                .update("update reply set signer = author where id = $1", UUID.fromString(reply))
                .onItemOrFailure()
                .transform((rows, failure) -> failure == null ? "" : failure.getMessage())
                .await()
                .atMost(Duration.ofSeconds(5));
        assertThat(signed).contains("signer_is_not_author");
    }

    @Test
    void a_batch_of_hundreds_of_cases_is_routed_once_each() {
        int cases = 2000;
        int batch = 500;
        List<ReceivedEvent> all = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            var event = (i % 4 == 0 ? riddle() : waterCase()).event();
            all.add(new ReceivedEvent(
                    UUID.randomUUID(),
                    EventCatalogue.typeOf(CaseRegistered.class),
                    event,
                    event.registeredAt(),
                    event.registeredAt(),
                    false,
                    null,
                    "/test",
                    Topics.CASE_EVENTS,
                    0,
                    i,
                    ""));
        }
        Instant begun = Instant.now();
        for (int i = 0; i < cases; i += batch) {
            var some = all.subList(i, i + batch);
            transactions.once(session -> handler.apply(session, some)).await().atMost(Duration.ofSeconds(60));
        }
        LOG.infof("%d cases routed in %s", cases, Duration.between(begun, Instant.now()));
        Object ids = all.stream()
                .map(received -> ((CaseRegistered) received.event()).caseId())
                .toArray(UUID[]::new);
        assertThat(count("select count(*) from work_order where case_id = any ($1::uuid[])", ids))
                .isEqualTo(cases * 3 / 4);
        assertThat(count("select count(*) from triage_entry where case_id = any ($1::uuid[])", ids))
                .isEqualTo(cases / 4);
        assertThat(count("select count(distinct case_id) from work_order where case_id = any ($1::uuid[])", ids))
                .isEqualTo(cases * 3 / 4);
    }
}
