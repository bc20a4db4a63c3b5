package org.hotline12345.assessment.bulletin;

import java.util.Set;
import org.hotline12345.testing.CommandRoles;
import org.junit.jupiter.api.Test;

class BulletinStepsTest {
    /** Their operations are of the bulletin itself, without a word in the path. */
    private static final Set<String> WITHOUT_A_WORD = Set.of("edit", "discard");

    @Test
    void the_operations_let_in_whom_the_table_names() {
        var roles = Bulletin.STEPS.byWord();
        roles.keySet().removeAll(WITHOUT_A_WORD);
        CommandRoles.agree(roles, BulletinResource.class);
    }
}
