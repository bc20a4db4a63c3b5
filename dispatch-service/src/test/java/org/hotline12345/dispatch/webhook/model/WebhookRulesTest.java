package org.hotline12345.dispatch.webhook.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMark;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.ReplyReviewed;
import org.hotline12345.events.ReviewStep;
import org.hotline12345.events.WorkOrderRecalled;
import org.hotline12345.events.WorkOrderState;
import org.junit.jupiter.api.Test;

class WebhookRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-30T02:00:00Z");
    private static final UUID CASE = new UUID(0, 1);
    private static final UUID ORDER = new UUID(0, 2);

    private static Webhook webhook(boolean below, String... events) {
        return new Webhook(
                new UUID(0, 3),
                "W",
                "https://w.example/",
                List.of(events),
                below,
                "whsec_",
                WebhookState.ACTIVE,
                "li",
                NOW,
                NOW,
                null,
                null,
                1);
    }

    @Test
    void an_emergency_is_a_new_order_to_who_did_not_ask_for_emergencies() {
        assertThat(webhook(false, "NEW_ORDER").hears(WebhookEvent.EMERGENCY)).isEqualTo(WebhookEvent.NEW_ORDER);
        assertThat(webhook(false, "NEW_ORDER", "EMERGENCY").hears(WebhookEvent.EMERGENCY))
                .isEqualTo(WebhookEvent.EMERGENCY);
        assertThat(webhook(false, "EMERGENCY").hears(WebhookEvent.NEW_ORDER)).isNull();
        assertThat(webhook(false, "URGED").hears(WebhookEvent.EMERGENCY)).isNull();
    }

    @Test
    void units_below_are_told_of_only_where_it_is_wished() {
        assertThat(webhook(false, "URGED").reaches(List.of("W1"), (unit, above) -> true))
                .isFalse();
        assertThat(webhook(true, "URGED").reaches(List.of("W1"), (unit, above) -> above.equals("W")))
                .isTrue();
        assertThat(webhook(false, "URGED").reaches(List.of("V", "W"), (unit, above) -> false))
                .isTrue();
    }

    @Test
    void who_is_enabled_again_begins_with_a_clean_sheet() {
        var disabled = webhook(false, "URGED").changed("https://w.example/", List.of("URGED"), false, false, NOW);
        assertThat(disabled.state()).isEqualTo(WebhookState.DISABLED);
        assertThat(disabled.disabledAt()).isEqualTo(NOW);

        var enabled = disabled.changed("https://w.example/", List.of("URGED"), false, true, NOW);

        assertThat(enabled.state()).isEqualTo(WebhookState.ACTIVE);
        assertThat(enabled.failingSince()).isNull();
        assertThat(enabled.disabledAt()).isNull();
    }

    @Test
    void a_yellow_mark_and_an_approval_are_nothing_to_a_units_system() {
        assertThat(Occurrence.of(marked(DeadlineMark.YELLOW), NOW)).isNull();
        assertThat(Occurrence.of(marked(DeadlineMark.RED), NOW).event()).isEqualTo(WebhookEvent.RED_MARK);
        assertThat(Occurrence.of(reviewed(true), NOW)).isNull();
        assertThat(Occurrence.of(reviewed(false), NOW))
                .isEqualTo(new Occurrence(WebhookEvent.SENT_BACK, CASE, ORDER, NOW));
    }

    @Test
    void what_citizens_do_is_told_of_the_order_that_their_case_has() {
        assertThat(Occurrence.of(new CitizenUrged(CASE, 1, "快点", NOW), NOW))
                .isEqualTo(new Occurrence(WebhookEvent.URGED, CASE, null, NOW));
    }

    @Test
    void of_an_order_that_was_taken_from_its_unit_only_that_is_told() {
        var urged = Occurrence.of(new CitizenUrged(CASE, 1, "快点", NOW), NOW);
        var recalled = Occurrence.of(new WorkOrderRecalled(CASE, ORDER, "W", true, "V", "误派", "wang", NOW), NOW);

        assertThat(recalled).isEqualTo(new Occurrence(WebhookEvent.RECALLED, CASE, ORDER, NOW));
        assertThat(recalled.concerns(WorkOrderState.RECALLED)).isTrue();
        assertThat(urged.concerns(WorkOrderState.RECALLED)).isFalse();
        assertThat(urged.concerns(WorkOrderState.RETURNED)).isFalse();
        assertThat(urged.concerns(WorkOrderState.SIGNED)).isTrue();
    }

    private static DeadlineMarked marked(DeadlineMark mark) {
        return new DeadlineMarked(CASE, new UUID(0, 4), ORDER, DeadlineKind.REPLY, "W", mark, NOW, NOW);
    }

    private static ReplyReviewed reviewed(boolean approved) {
        return new ReplyReviewed(
                CASE,
                ORDER,
                new UUID(0, 5),
                "W",
                ReviewStep.REVIEW,
                approved,
                null,
                WorkOrderState.REPLY_IN_SIGN_OFF,
                "wang",
                NOW,
                null);
    }
}
