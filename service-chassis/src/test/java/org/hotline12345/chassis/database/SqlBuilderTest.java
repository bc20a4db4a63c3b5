package org.hotline12345.chassis.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlBuilderTest {
    @Test
    void values_are_numbered_as_they_come() {
        var query = new SqlBuilder()
                .add("select id\nfrom deadline\nwhere true\n")
                .and("unit = $?", "U1")
                .and("(due_at, id) > ($?, $?)", 1, 2)
                .add("limit 3");
        assertThat(query).hasToString("""
                select id
                from deadline
                where true
                  and unit = $1
                  and (due_at, id) > ($2, $3)
                limit 3""");
        assertThat(query.values()).containsExactly("U1", 1, 2);
    }

    @Test
    void a_condition_that_nobody_asked_for_is_left_out() {
        var query = new SqlBuilder()
                .add("where true\n")
                .and("unit = $?", (Object) null)
                .and("kind = $?", "REPLY");
        assertThat(query).hasToString("where true\n  and kind = $1\n");
        assertThat(query.values()).containsExactly("REPLY");
    }
}
