package org.hotline12345.chassis.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UuidV7Test {
    @Test
    void ids_grow_and_carry_their_time() {
        Instant before = Instant.now().minusMillis(1);
        var ids = Stream.generate(UuidV7::next).limit(10_000).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids.stream().map(UUID::toString).toList()).isSorted();
        assertThat(ids).allMatch(id -> id.version() == 7 && id.variant() == 2);
        assertThat(UuidV7.instantOf(ids.get(0))).isBetween(before, Instant.now().plusMillis(1));
        assertThat(UuidV7.isTimeOrdered(UUID.randomUUID())).isFalse();
    }
}
