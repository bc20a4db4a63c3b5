package org.hotline12345.followup.supervision;

import org.hotline12345.testing.CommandRoles;
import org.junit.jupiter.api.Test;

class SupervisionActionsTest {
    @Test
    void the_operations_let_in_whom_the_table_names() {
        CommandRoles.agree(SupervisionActions.TABLE.byWord(), SupervisionResource.class);
    }
}
