package org.hotline12345.assessment.campaign;

import org.hotline12345.testing.CommandRoles;
import org.junit.jupiter.api.Test;

class CampaignStepsTest {
    @Test
    void the_operations_let_in_whom_the_table_names() {
        CommandRoles.agree(Campaign.STEPS.byWord(), CampaignResource.class);
    }
}
