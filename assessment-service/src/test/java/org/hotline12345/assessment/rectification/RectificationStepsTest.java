package org.hotline12345.assessment.rectification;

import org.hotline12345.testing.CommandRoles;
import org.junit.jupiter.api.Test;

class RectificationStepsTest {
    @Test
    void the_operations_let_in_whom_the_table_names() {
        CommandRoles.agree(Rectification.STEPS.byWord(), RectificationResource.class);
    }
}
