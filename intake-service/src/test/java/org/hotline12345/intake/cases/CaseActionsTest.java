package org.hotline12345.intake.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.intake.cases.model.CaseAction;
import org.hotline12345.intake.cases.model.CaseStatus;
import org.hotline12345.intake.correction.CorrectionResource;
import org.hotline12345.intake.linking.CaseLinkResource;
import org.hotline12345.testing.CommandRoles;
import org.junit.jupiter.api.Test;

class CaseActionsTest {
    @Test
    void the_operations_let_in_whom_the_table_names() {
        CommandRoles.agree(
                CaseActions.TABLE.byWord(), CaseResource.class, CaseLinkResource.class, CorrectionResource.class);
    }

    @Test
    void what_is_shown_as_allowed_is_not_refused() {
        for (CaseStatus status : CaseStatus.values()) {
            for (CaseAction action : CaseAction.values()) {
                if (CaseActions.TABLE.allowed(status).contains(action.path())) {
                    CaseActions.TABLE.require(action, status);
                } else {
                    assertThatThrownBy(() -> CaseActions.TABLE.require(action, status))
                            .isInstanceOf(Problem.class);
                }
            }
            assertThat(CaseActions.TABLE.allowed(status)).isEqualTo(status.allowed());
        }
    }
}
