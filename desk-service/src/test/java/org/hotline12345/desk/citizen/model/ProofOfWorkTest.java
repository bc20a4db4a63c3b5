package org.hotline12345.desk.citizen.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProofOfWorkTest {
    @Test
    void without_the_proof_so_many_forms_an_hour_are_taken() {
        var work = new ProofOfWork(8, 2);
        int found = 0;
        while (ProofOfWork.zeros("mark:" + found) < 8) {
            found++;
        }

        assertThat(work.passes("mark", null, 0)).isTrue();
        assertThat(work.passes("mark", "x".repeat(33), 1)).isTrue();
        assertThat(work.passes("mark", null, 2)).isFalse();
        assertThat(work.passes("mark", Integer.toString(found), 3)).isTrue();
        assertThat(work.passes("other mark", Integer.toString(found), 4)).isFalse();
        assertThat(work.passes("mark", null, 3_600_000_000_001L)).isTrue();
        assertThat(work.passes("mark", null, 3_600_000_000_002L)).isTrue();
        assertThat(work.passes("mark", Integer.toString(found), 3_600_000_000_003L))
                .as("the same work again")
                .isFalse();
        assertThat(new ProofOfWork(0, 0).passes("mark", null, 0)).isTrue();
    }
}
