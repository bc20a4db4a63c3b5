package org.hotline12345.bench.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadKindTest {
    /** As Linux shows them: cut after fifteen characters. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "C2 CompilerThre, compilers",
        "C1 CompilerThre, compilers",
        "VM Thread, gc",
        "vert.x-eventloo, event-loops",
        "executor-thread, executor",
        "kafka-coordinat, kafka-clients",
        "smallrye-kafka-, kafka-clients",
        "data-plane-kafk, requests",
        "group-coordinat, coordinators",
        "Sweeper thread, other"
    })
    void a_thread_is_for_what_its_name_begins_with(String name, String kind) {
        assertThat(ThreadKind.of(name).code()).isEqualTo(kind);
    }
}
