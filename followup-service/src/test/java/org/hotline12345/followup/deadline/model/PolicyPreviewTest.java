package org.hotline12345.followup.deadline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.Urgency;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.policy.model.CaseTraits;
import org.hotline12345.followup.policy.model.DeadlinePolicy;
import org.junit.jupiter.api.Test;

class PolicyPreviewTest {
    private static final CaseTraits COMPLAINT =
            new CaseTraits(CaseType.COMPLAINT, Urgency.ORDINARY, "PHONE", null, null, false);

    @Test
    void all_deadlines_come_in_the_order_of_a_cases_life_with_the_ruling_among_them() {
        List<PolicyPreview.Line> lines = preview(TestOffice.policy(), starts(null, LocalDate.of(2026, 6, 1)));
        assertThat(lines)
                .extracting(PolicyPreview.Line::kind)
                .containsExactly(
                        DeadlineKind.SIGN,
                        DeadlineKind.REPLY,
                        DeadlineKind.RULING,
                        DeadlineKind.CO_HANDLING,
                        DeadlineKind.INFORM,
                        DeadlineKind.REVIEW);
        Map<DeadlineKind, String> due = lines.stream()
                .collect(Collectors.toMap(
                        PolicyPreview.Line::kind, line -> local(line.computed().dueAt())));
        assertThat(due)
                .containsEntry(DeadlineKind.SIGN, "2026-03-05T17:30")
                .containsEntry(DeadlineKind.REPLY, "2026-03-11T17:30")
                .containsEntry(DeadlineKind.RULING, "2026-03-06T17:30")
                .containsEntry(DeadlineKind.CO_HANDLING, "2026-03-09T17:30")
                // the reply is thought to be issued when it is due
                .containsEntry(DeadlineKind.INFORM, "2026-03-12T17:30")
                .containsEntry(DeadlineKind.REVIEW, "2026-06-01T17:30");
    }

    @Test
    void only_what_starts_with_the_dispatch_can_be_returned_and_only_the_reply_be_prolonged() {
        List<PolicyPreview.Line> lines = preview(TestOffice.policy(), starts("2026-03-09T10:00", null));
        assertThat(lines)
                .filteredOn(line -> line.returnUntil() != null)
                .extracting(PolicyPreview.Line::kind)
                .containsExactly(DeadlineKind.SIGN, DeadlineKind.REPLY);
        assertThat(lines).extracting(PolicyPreview.Line::kind).doesNotContain(DeadlineKind.REVIEW);
        assertThat(lines)
                .filteredOn(line -> line.kind() == DeadlineKind.INFORM)
                .singleElement()
                .satisfies(line -> {
                    assertThat(local(line.startedAt())).isEqualTo("2026-03-09T10:00");
                    assertThat(line.title().en()).isEqualTo("tell the citizen the result");
                });
        var extended = new PolicyPreview(TestOffice.calendar(), TestOffice.policy())
                .of(COMPLAINT, starts(null, null), Adjustments.NONE.extended(2));
        assertThat(extended)
                .filteredOn(line -> line.kind() == DeadlineKind.REPLY || line.kind() == DeadlineKind.SIGN)
                .extracting(line -> local(line.computed().dueAt()))
                .containsExactly("2026-03-05T17:30", "2026-03-13T17:30");
    }

    @Test
    void a_clock_of_the_law_stands_last_and_only_for_its_cases() {
        DeadlinePolicy market = TestOffice.policy(TestOffice.example("market-complaints"));
        var goods = new CaseTraits(CaseType.COMPLAINT, Urgency.ORDINARY, "PHONE", "C1104", null, false);
        List<PolicyPreview.Line> lines =
                new PolicyPreview(TestOffice.calendar(), market).of(goods, starts(null, null), Adjustments.NONE);
        assertThat(lines.get(lines.size() - 1).kind()).isEqualTo(DeadlineKind.STATUTORY);
        assertThat(lines.get(lines.size() - 1).title().zh()).isNotBlank();
        assertThat(preview(market, starts(null, null)))
                .extracting(PolicyPreview.Line::kind)
                .doesNotContain(DeadlineKind.STATUTORY);
        assertThat(preview(TestOffice.policy(TestOffice.example("bengbu-2019")), starts(null, null)))
                .extracting(PolicyPreview.Line::kind)
                .doesNotContain(DeadlineKind.RULING);
    }

    @Test
    void a_deadline_of_years_is_explained_day_by_day_for_a_year_and_then_summed_up() {
        var extended = new PolicyPreview(TestOffice.calendar(), TestOffice.policy())
                .of(COMPLAINT, starts(null, null), Adjustments.NONE.extended(1000));
        ComputedDeadline reply = extended.stream()
                .filter(line -> line.kind() == DeadlineKind.REPLY)
                .map(PolicyPreview.Line::computed)
                .findFirst()
                .orElseThrow();
        assertThat(reply.explanation()).hasSizeLessThan(200);
        var more = reply.explanation().stream()
                .filter(step -> step.text().contains("不逐日列出"))
                .toList();
        LocalDate last = ShanghaiTime.day(reply.dueAt());
        LocalDate first = LocalDate.of(2026, 3, 5);
        long off = first.plusDays(366)
                .datesUntil(last.plusDays(1))
                .filter(day -> !TestOffice.calendar().isWorkingDay(day))
                .count();
        assertThat(more).singleElement().satisfies(step -> {
            assertThat(step.text()).contains(" " + off + " 个休息日");
            assertThat(step.textEn()).startsWith(off + " more days off");
        });
    }

    private static List<PolicyPreview.Line> preview(DeadlinePolicy policy, PolicyPreview.Starts starts) {
        return new PolicyPreview(TestOffice.calendar(), policy).of(COMPLAINT, starts, Adjustments.NONE);
    }

    private static PolicyPreview.Starts starts(String repliedAt, LocalDate review) {
        return new PolicyPreview.Starts(
                at("2026-03-04T09:00"),
                at("2026-03-04T10:00"),
                repliedAt == null ? null : at(repliedAt),
                at("2026-03-05T11:00"),
                review);
    }
}
