package org.hotline12345.followup.informing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;

import java.time.Instant;
import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.cases.model.Changes;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.informing.model.InformingFigures;
import org.junit.jupiter.api.Test;

class MonthOfChangchunTest {
    private static final Instant NOW = at("2026-03-31T18:00");

    private final Office office = TestOffice.office();
    private final InformingFigures figures = new InformingFigures();

    /**
     * A month of Changchun: 25,537 cases, 11,024 of them not to be contacted, so 14,513 to be informed; the robot reached 12,933
     * (89.11 %); of the 1,580 left 958 were informed by people and 622 were still open. Each case goes through the rules that
     * say what is owed and what was told.
     */
    @Test
    void a_month_of_changchun_comes_out_as_published() {
        for (int i = 0; i < 25_537; i++) {
            boolean refused = i < 11_024;
            NoticeChannel by = null;
            if (!refused) {
                int owed = i - 11_024;
                by = owed < 12_933 ? NoticeChannel.ROBOT : owed < 12_933 + 958 ? NoticeChannel.UNIT_CALL : null;
            }
            lives(refused, by);
        }
        assertThat(figures.answered()).isEqualTo(25_537);
        assertThat(figures.notToBeInformed()).isEqualTo(11_024);
        assertThat(figures.toBeInformed()).isEqualTo(14_513);
        assertThat(figures.toldByMachine()).isEqualTo(12_933);
        assertThat(figures.machineRate()).isEqualByComparingTo("89.11");
        assertThat(figures.toBeInformed() - figures.toldByMachine()).isEqualTo(1_580);
        assertThat(figures.toldByPeople()).isEqualTo(958);
        assertThat(figures.open()).isEqualTo(622);
        assertThat(figures.overdue()).isEqualTo(622);
        assertThat(figures.informedInTime()).isEqualTo(12_933);
    }

    /** The robot calls in the hour, people three days later. */
    private void lives(boolean refused, NoticeChannel by) {
        var events = new CaseEvents();
        CaseFile file = CaseFile.open(
                events.registered(
                        "2026-03-02T09:00",
                        refused ? Anonymity.NO_CONTACT : Anonymity.NAMED,
                        true,
                        null,
                        null,
                        IntakeOutcome.TO_DISPATCH,
                        UUID.randomUUID()),
                false);
        apply(file, events.dispatched("2026-03-02T10:00"));
        apply(file, events.reply("2026-03-04T10:00"));
        if (by != null) {
            Instant told = at(by == NoticeChannel.ROBOT ? "2026-03-04T10:40" : "2026-03-07T10:00");
            file.informing().informed(by, true, told, Cause.at(told, "somebody"), office);
        }
        Changes.NewDuty duty = file.changes().duties().get(0);
        Changes.InformingNews told = file.changes().told().stream().findFirst().orElse(null);
        figures.add(
                new InformingFigures.Duty(
                        duty.owed(),
                        told == null ? null : told.by(),
                        told == null ? null : told.at(),
                        duty.dueAt(),
                        null),
                NOW,
                1);
    }

    private void apply(CaseFile file, CaseEvent event) {
        file.apply(event, Cause.at(at("2026-03-04T10:00"), null), office);
    }
}
