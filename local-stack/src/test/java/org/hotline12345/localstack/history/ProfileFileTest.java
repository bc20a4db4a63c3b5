package org.hotline12345.localstack.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.hotline12345.localstack.history.model.CasePlan;
import org.hotline12345.localstack.history.model.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileFileTest {
    private static final String PROFILE = """
            name: p
            source: {dates: ["yyyy-M-d H:mm", "yyyy-M-d"], clockWhenMissing: "09:00", zone: Asia/Shanghai}
            key: {column: id}
            sameMessage: [text]
            refuse:
              - {when: {column: kind, is: [spam, test]}, code: spam, reason: {zh: 垃圾, en: spam}}
            case:
              occurredAt: got
              replyDueAt: due
              channel: {of: {column: kind}, map: {call: PHONE, mail: EMAIL}}
              type: {choose: [{when: {words: [投诉], in: [text]}, then: COMPLAINT}], otherwise: HELP}
              title: {column: text, singleLine: true, truncate: 6}
              text: {concat: [{column: kind}, {column: text}], separator: "-"}
              location.lat: {column: lat}
            triage:
              - {when: {all: [{not: {blank: lat}}, {column: text, matches: "^路"}]}, unit: U1, category: C1}
              - {unit: U2}
            handling:
              sign: {actor: "{unit}-a", when: replied}
              reply: {at: done, disposition: RESOLVED, text: {column: answer}, author: a, reviewer: b, signOff: c}
            compare: {column: flag, inTime: Y, late: N}
            """;
    private static final String HEADER = "id,kind,got,due,done,text,answer,lat,flag\n";

    @Test
    void maps_a_row_by_its_profile() throws IOException {
        CasePlan plan = rows("7,call,2019-4-25 9:32,2019-5-1,2019-4-30, 路灯\n不亮  投诉了 ,修好了,43.8,N")
                .plans()
                .get(0);
        assertThat(plan.externalId()).isEqualTo("p:7");
        assertThat(plan.fields())
                .containsEntry("channel", "PHONE")
                .containsEntry("type", "COMPLAINT")
                .containsEntry("title", "路灯 不亮…")
                .containsEntry("text", "call-路灯\n不亮  投诉了")
                .containsEntry("location.lat", "43.8");
        assertThat(plan.occurredAt()).isEqualTo(Instant.parse("2019-04-25T01:32:00Z"));
        assertThat(plan.replyDueAt()).isEqualTo(Instant.parse("2019-05-01T01:00:00Z"));
        assertThat(plan.reply().at()).isEqualTo(Instant.parse("2019-04-30T01:00:00Z"));
        assertThat(plan.triage()).isEqualTo(new CasePlan.TriageTarget("U1", "C1"));
        assertThat(plan.sign()).isTrue();
        assertThat(plan.expectedInTime()).isFalse();
    }

    @Test
    void an_open_row_is_neither_signed_nor_answered_nor_compared() throws IOException {
        CasePlan plan = rows("7,call,2019-4-25 9:32,2019-5-1,,路灯,,,Y").plans().get(0);
        assertThat(plan.reply()).isNull();
        assertThat(plan.sign()).isFalse();
        assertThat(plan.expectedInTime()).isNull();
        assertThat(plan.fields()).doesNotContainKey("location.lat");
        assertThat(plan.triage().unit()).isEqualTo("U2");
    }

    @Test
    void every_row_that_becomes_no_case_has_its_reason() throws IOException {
        HistoryFile file = rows(String.join(
                "\n",
                "1,spam,2019-4-25,,,a,,,",
                "2,fax,2019-4-25,,,b,,,",
                "3,call,25.4.2019,,,c,,,",
                "4,call,,,,d,,,",
                "5,call,2019-4-25,,2019-4-24,e,x,,",
                "6,call,2019-4-25,,2019-4-26,f,,,",
                ",call,2019-4-25,,,g,,,",
                "8,call,2019-4-25,,,h,,,",
                "8,call,2019-4-25,,,i,,,",
                "9,call,2019-4-25,,,h,,,",
                "10,call,2019-4-25"));
        assertThat(file.rows()).isEqualTo(11);
        assertThat(file.plans()).hasSize(1);
        assertThat(file.refused())
                .extracting(row -> row.row() + " " + row.code())
                .containsExactly(
                        "1 spam",
                        "2 not-in-table",
                        "3 unreadable-time",
                        "4 no-time",
                        "5 reply-before-receipt",
                        "6 no-reply-text",
                        "7 no-key",
                        "9 duplicate-key",
                        "10 duplicate",
                        "11 malformed");
        assertThat(file.refused())
                .allSatisfy(row -> assertThat(row.reason().zh()).isNotBlank());
    }

    @Test
    void a_profile_that_reads_the_compared_column_is_refused() {
        assertThatThrownBy(() -> profile(PROFILE.replace("sameMessage: [text]", "sameMessage: [flag]")))
                .hasMessageContaining("\"flag\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sameMessage", "column: id", "is: [spam", "occurredAt: got", "matches:", "author: a"})
    void a_slip_of_the_pen_is_named(String piece) {
        assertThatThrownBy(() -> profile(PROFILE.replace(piece, "oops" + piece)))
                .isInstanceOf(ProfileFile.ProfileMistake.class);
    }

    @Test
    void a_file_without_a_column_of_the_profile_is_refused_at_once() throws IOException {
        Profile profile = profile(PROFILE);
        assertThatThrownBy(() -> HistoryFile.map(new StringReader("id,kind\n"), profile))
                .hasMessageContaining("has no column answer, done");
    }

    @Test
    void the_profiles_of_the_suite_are_in_order() throws IOException {
        assertThat(ProfileFile.named("message-board").triage()).isNotEmpty();
        Profile boston = ProfileFile.named("profiles/boston.yaml");
        assertThat(boston.setup().units()).hasSize(11);
        assertThat(boston.setup().catalogue()).hasSize(11);
        assertThat(boston.compare().column()).isEqualTo("ontime");
    }

    private static HistoryFile rows(String rows) throws IOException {
        return HistoryFile.map(new StringReader(HEADER + quoted(rows)), profile(PROFILE));
    }

    /** A line break inside a text stands between quotes in the file. */
    private static String quoted(String rows) {
        return rows.replace(" 路灯\n不亮  投诉了 ", "\" 路灯\n不亮  投诉了 \"");
    }

    private static Profile profile(String yaml) throws IOException {
        return ProfileFile.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
