package org.hotline12345.dispatch.instruction;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;

/** What leaders wrote and who has read what; whoever reads again is not written again. */
@ApplicationScoped
class InstructionStore {
    record Instruction(
            UUID id,
            UUID workOrderId,
            String text,
            LocalDate due,
            String givenBy,
            String onBehalfOf,
            Instant givenAt) {}

    /** A leader, or the deputy of one, has read the order. */
    record Mark(UUID workOrderId, String subject, String onBehalfOf, Instant readAt) {}

    /** Somebody has read the instruction. */
    record Reading(UUID instructionId, String subject, Instant readAt) {}

    private static final Table<Instruction> INSTRUCTIONS = Table.of("instruction", Instruction.class);
    private static final Table<Mark> MARKS = Table.of("leader_mark", Mark.class);
    private static final Table<Reading> READINGS = Table.of("instruction_reading", Reading.class);

    /** Whoever instructs has read the order. */
    void insert(Writes writes, Instruction instruction) {
        writes.insert(INSTRUCTIONS, List.of(instruction));
        insert(
                writes,
                new Mark(
                        instruction.workOrderId(),
                        instruction.givenBy(),
                        instruction.onBehalfOf(),
                        instruction.givenAt()));
    }

    void insert(Writes writes, Mark mark) {
        writes.insertMissing(MARKS, List.of(mark));
    }

    void insert(Writes writes, Reading reading) {
        writes.insertMissing(READINGS, List.of(reading));
    }
}
