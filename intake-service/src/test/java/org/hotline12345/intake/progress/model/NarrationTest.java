package org.hotline12345.intake.progress.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.intake.timeline.model.TimelineEntry;
import org.hotline12345.intake.timeline.model.TimelineKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Told of the golden samples of the contract. */
class NarrationTest {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final UUID EVENT = UUID.randomUUID();
    private static final Instant AT = Instant.parse("2026-11-24T01:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // type | kind | codes | texts, which are those of the event
                "sent-to-triage | SENT_TO_TRIAGE | - | reason",
                "triage-question-asked | ASKED_BACK | - | question",
                "triage-question-answered | ASKED_BACK_ANSWERED | learnt=true | answer",
                "dispatched | DISPATCHED | unit=CC-HEAT-01 round=1 cause=AFTER_RETURN | reason",
                "pattern-set | PATTERN_SET | pattern=PERIODIC derived=true | reason",
                "work-order-signed | SIGNED | unit=CC-HEAT-01 | -",
                "instruction-given | INSTRUCTED | unit=CC-HEAT-01 | text",
                "work-order-handed-down | HANDED_DOWN | unit=CCXQ-ZJJ toUnit=CCXQ-ZJJ-01 | note",
                "return-requested | RETURN_REQUESTED | unit=CCXQ-ZJJ | reason",
                "return-decided | RETURN_DECIDED | unit=CCXQ-ZJJ granted=true | note",
                "work-order-recalled | RECALLED | unit=CCXQ-ZJJ toUnit=CC-HEAT-01 | reason",
                "extension-requested | EXTENSION_REQUESTED | unit=CC-HEAT-01 days=3 | reason",
                "extension-decided | EXTENSION_DECIDED | unit=CC-HEAT-01 granted=true days=2 | note",
                "reply-issued | REPLIED | unit=CC-HEAT-01 disposition=PLANNED round=1 | text",
                "merged | MERGED | leadCaseId=019ab3c2-7d10-7a41-9c5e-3f0b6d2a8e11 | -",
                "unmerged | UNMERGED | leadCaseId=019ab3c2-7d10-7a41-9c5e-3f0b6d2a8e11 | -",
                "deadline-marked | MARKED | unit=CC-CGJ deadline=REPLY mark=YELLOW | -",
                "deadline-mark-revoked | MARK_REVOKED | unit=CC-CGJ deadline=REPLY mark=RED | -",
                "unit-urged | UNIT_URGED | unit=CC-CGJ origin=SYSTEM | note",
                "supervision-opened | SUPERVISION_OPENED | unit=CC-HEAT-01 level=1 | order",
                "supervision-raised | SUPERVISION_RAISED | unit=CC-HEAT-01 level=2 | note",
                "supervision-closed | SUPERVISION_CLOSED | unit=CC-HEAT-01 | finding",
                "citizen-informed | INFORMED | by=UNIT_CALL reached=true | -",
                "callback-completed | CALLED_BACK | outcome=ANSWERED satisfaction=DISSATISFIED instrument=AGENT | -",
                "rework-ordered | REWORK_ORDERED | unit=CC-HEAT-01 cause=DISSATISFIED | reason",
                "closed | CLOSED | reason=SATISFIED | -"
            })
    void an_event_tells_its_kind_its_codes_and_its_text(String type, TimelineKind kind, String codes, String texts)
            throws IOException {
        JsonNode sample = sample(type);
        Map<String, String> data = new HashMap<>();
        if (codes != null) {
            data.putAll(Arrays.stream(codes.split(" "))
                    .map(code -> code.split("="))
                    .collect(Collectors.toMap(code -> code[0], code -> code[1])));
        }
        if (texts != null) {
            data.put(texts, sample.get(texts).asText());
        }

        var entry = narrated(type, sample).orElseThrow();

        assertThat(entry.kind()).isEqualTo(kind);
        assertThat(entry.data()).isEqualTo(data);
        assertThat(entry.caseId()).hasToString(sample.get("caseId").asText());
        assertThat(entry.at()).isEqualTo(AT);
        assertThat(entry.entryId()).isEqualTo(EVENT);
        assertThat(entry.actor()).isEqualTo("somebody");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // kind, due before, moved by, told as
                "REPLY, 2026-12-02T00:00:00+08:00, EXTENSION, EXTENDED",
                "REPLY, 2026-12-02T00:00:00+08:00, CALENDAR_OR_POLICY, DEADLINE_MOVED",
                "REPLY, -, -, -",
                "SIGN, 2026-12-02T00:00:00+08:00, CALENDAR_OR_POLICY, -"
            })
    void a_deadline_is_told_when_the_reply_s_moves(String kind, String before, String cause, TimelineKind told)
            throws IOException {
        var sample = (ObjectNode) sample("deadline-set");
        sample.put("kind", kind).put("previousDueAt", before).put("moveCause", cause);

        var entry = narrated("deadline-set", sample);

        assertThat(entry.map(TimelineEntry::kind)).isEqualTo(Optional.ofNullable(told));
        entry.ifPresent(e -> assertThat(e.data())
                .isEqualTo(Map.of(
                        "unit", "CC-HEAT-01",
                        "dueAt", "2026-12-04 00:00",
                        "reason", sample.get("movedBecause").asText())));
    }

    @Test
    void numbers_of_citizens_in_the_texts_of_others_are_masked_and_what_is_missing_is_left_out() throws IOException {
        var sample = (ObjectNode) sample("reply-issued");
        sample.put("text", "已电话13912345678告知");
        assertThat(narrated("reply-issued", sample).orElseThrow().data().get("text"))
                .doesNotContain("13912345678");
        sample = (ObjectNode) sample("callback-completed");
        sample.putNull("satisfaction");
        assertThat(narrated("callback-completed", sample).orElseThrow().data()).doesNotContainKey("satisfaction");
    }

    @Test
    void what_says_nothing_to_agents_or_citizens_is_not_told() throws IOException {
        for (String type : Set.of("registered", "withdrawn", "deadline-met", "reply-submitted")) {
            assertThat(narrated(type, sample(type))).as(type).isEmpty();
        }
    }

    private static Optional<TimelineEntry> narrated(String type, JsonNode sample) throws IOException {
        var event = EventCatalogue.classOf(name(type)).orElseThrow();
        return Narration.of(EVENT, AT, "somebody", (CaseEvent) JSON.treeToValue(sample, event), Masking::official);
    }

    private static JsonNode sample(String type) throws IOException {
        return JSON.readTree(NarrationTest.class.getResourceAsStream("/samples/" + name(type) + ".json"));
    }

    private static String name(String type) {
        return "org.hotline12345.case." + type + ".v1";
    }
}
