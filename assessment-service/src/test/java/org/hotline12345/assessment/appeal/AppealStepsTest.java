package org.hotline12345.assessment.appeal;

import org.hotline12345.testing.CommandRoles;
import org.junit.jupiter.api.Test;

class AppealStepsTest {
    @Test
    void the_operations_let_in_whom_the_table_names() {
        CommandRoles.agree(Appeal.STEPS.byWord(), AppealResource.class);
    }
}
