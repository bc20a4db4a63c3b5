package org.hotline12345.followup.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;

import java.util.List;
import java.util.UUID;
import org.hotline12345.followup.cases.model.OpenQuestion;
import org.hotline12345.followup.deadline.model.FiredRung;
import org.hotline12345.followup.deadline.model.Rung;
import org.hotline12345.followup.deadline.model.TimerStep;
import org.junit.jupiter.api.Test;

class CaseRowsTest {
    @Test
    void lists_are_read_as_they_were_written() {
        survives(
                List.of(
                        new OpenQuestion(UUID.randomUUID(), "U7", at("2026-03-04T11:00")),
                        new OpenQuestion(
                                UUID.randomUUID(), "U@8", at("2026-03-04T12:00").plusNanos(5000))),
                OpenQuestion.class);
        survives(
                List.of(
                        new Rung(TimerStep.URGE_HANDLERS, at("2026-03-12T08:30")),
                        new Rung(TimerStep.RAISE, at("2026-03-13T08:30"))),
                Rung.class);
        survives(
                List.of(
                        new FiredRung(TimerStep.URGE_HANDLERS, at("2026-03-12T08:30"), new UUID(1, 2), false),
                        new FiredRung(TimerStep.URGE_LEADERS, at("2026-03-13T08:30"), new UUID(3, 4), true)),
                FiredRung.class);
        survives(List.of(), Rung.class);
    }

    @Test
    void a_moment_that_a_migration_wrote_is_read() {
        assertThat(CaseRows.list("[{\"step\": \"RAISE\", \"at\": \"2026-03-12T00:30:00Z\"}]", Rung.class))
                .containsExactly(new Rung(TimerStep.RAISE, at("2026-03-12T08:30")));
    }

    private static <T> void survives(List<T> list, Class<T> of) {
        assertThat(CaseRows.list(CaseTables.write(list), of)).isEqualTo(list);
    }
}
