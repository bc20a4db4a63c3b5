package org.hotline12345.intake.cases;

import static org.hotline12345.chassis.access.Roles.AGENT;
import static org.hotline12345.chassis.access.Roles.CALLBACK_AGENT;
import static org.hotline12345.chassis.access.Roles.CASE_TAKERS;
import static org.hotline12345.chassis.access.Roles.DISPATCHER;
import static org.hotline12345.chassis.access.Roles.IMPORTER;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.hotline12345.chassis.access.CommandTable;
import org.hotline12345.intake.cases.model.CaseAction;
import org.hotline12345.intake.cases.model.CaseStatus;

/** Who does what to a registered case, and in which status: what {@code allowed} shows is what is not refused. */
public final class CaseActions {
    public static final CommandTable<CaseAction, CaseStatus> TABLE = new CommandTable<>(
            CaseAction.class,
            CaseAction::path,
            status -> Arrays.stream(CaseAction.values()).filter(status::allows).toList(),
            Map.of(
                    CaseAction.DIRECT_ANSWER, CASE_TAKERS,
                    CaseAction.NON_ACCEPTANCE, Set.of(AGENT, DISPATCHER, IMPORTER),
                    CaseAction.SUPPLEMENT, Set.of(AGENT, CALLBACK_AGENT, IMPORTER),
                    CaseAction.URGE, CASE_TAKERS,
                    CaseAction.WITHDRAWAL, CASE_TAKERS,
                    CaseAction.LINK, Set.of(AGENT, DISPATCHER),
                    CaseAction.CORRECT, Set.of(AGENT, DISPATCHER)));

    private CaseActions() {}
}
