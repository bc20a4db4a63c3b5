package org.hotline12345.localstack.demo.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTest {
    @Test
    void a_figure_of_a_unit_counts_for_the_whole_office_too() {
        var ledger = new Ledger();
        ledger.unit("A", Figure.SIGNED);
        ledger.unit("B", Figure.SIGNED);
        ledger.takeBack("B", Figure.SIGNED);

        assertThat(ledger.count("A", Figure.SIGNED)).isEqualTo(1);
        assertThat(ledger.count("B", Figure.SIGNED)).isZero();
        assertThat(ledger.count(Ledger.ALL, Figure.SIGNED)).isEqualTo(1);
    }

    @Test
    void a_difference_names_unit_and_figure_also_when_only_the_service_knows_the_unit() {
        var played = new Ledger();
        played.unit("A", Figure.DISPATCHED);
        var counted = new Ledger();
        counted.unit("A", Figure.DISPATCHED);
        counted.add("C", Figure.SIGNED, 1);

        assertThat(played.differences(counted)).containsExactly(new Ledger.Difference("C", Figure.SIGNED, 0, 1));
    }

    @Test
    void what_was_there_before_does_not_count() {
        var before = new Ledger();
        before.add("A", Figure.DUE, 5);
        var after = new Ledger();
        after.add("A", Figure.DUE, 7);

        assertThat(after.since(before).count("A", Figure.DUE)).isEqualTo(2);
    }
}
