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
            UUID id, UUID orderId, String text, LocalDate due, String givenBy, String onBehalfOf, Instant givenAt) {}

    /** A leader, or the deputy of one, has read the order. */
    record Mark(UUID orderId, String subject, String onBehalfOf, Instant readAt) {}

    /** Somebody has read the instruction. */
    record Reading(UUID instructionId, String subject, Instant readAt) {}

    private static final Table<Instruction> INSTRUCTIONS = new Table<Instruction>("instruction")
            .uuid("id", Instruction::id)
            .uuid("work_order_id", Instruction::orderId)
            .text("text", Instruction::text)
            .day("due", Instruction::due)
            .text("given_by", Instruction::givenBy)
            .text("on_behalf_of", Instruction::onBehalfOf)
            .time("given_at", Instruction::givenAt);

    private static final Table<Mark> MARKS = new Table<Mark>("leader_mark")
            .uuid("work_order_id", Mark::orderId)
            .text("subject", Mark::subject)
            .text("on_behalf_of", Mark::onBehalfOf)
            .time("read_at", Mark::readAt);

    private static final Table<Reading> READINGS = new Table<Reading>("instruction_reading")
            .uuid("instruction_id", Reading::instructionId)
            .text("subject", Reading::subject)
            .time("read_at", Reading::readAt);

    /** Whoever instructs has read the order. */
    void insert(Writes writes, Instruction instruction) {
        writes.insert(INSTRUCTIONS, List.of(instruction));
        insert(
                writes,
                new Mark(
                        instruction.orderId(), instruction.givenBy(), instruction.onBehalfOf(), instruction.givenAt()));
    }

    void insert(Writes writes, Mark mark) {
        writes.insertMissing(MARKS, List.of(mark));
    }

    void insert(Writes writes, Reading reading) {
        writes.insertMissing(READINGS, List.of(reading));
    }
}
