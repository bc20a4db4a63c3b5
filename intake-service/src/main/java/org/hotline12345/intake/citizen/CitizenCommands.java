package org.hotline12345.intake.citizen;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.intake.cases.CaseCommands;
import org.hotline12345.intake.citizen.CitizenCaseResource.Entered;
import org.hotline12345.intake.citizen.CitizenCaseResource.OwnCase;
import org.hotline12345.intake.citizen.CitizenCaseResource.PutIn;
import org.hotline12345.intake.publicstatus.OwnCaseQueries;
import org.hotline12345.intake.publicstatus.Progress;
import org.hotline12345.intake.publicstatus.PublicStatusQueries;
import org.hotline12345.intake.registration.RegisterCase;

/** What a citizen does without an agent, by the rules that hold for agents. */
@ApplicationScoped
class CitizenCommands {
    /** Who did it, in timelines and logs: nobody is signed in. */
    private static final String CITIZEN = "citizen";

    /** What is done to a case that number and code opened. */
    @FunctionalInterface
    interface OnCase {
        Uni<?> run(CaseCommands commands, UUID caseId, CommandContext given);
    }

    private final RegisterCase register;
    private final CaseCommands commands;
    private final OwnCaseQueries open;
    private final PublicStatusQueries status;
    private final Command command;

    CitizenCommands(
            RegisterCase register,
            CaseCommands commands,
            OwnCaseQueries open,
            PublicStatusQueries status,
            Command command) {
        this.register = register;
        this.commands = commands;
        this.open = open;
        this.status = status;
        this.command = command;
    }

    /** Registers the matter; what other cases it may repeat is no citizen's business. */
    Uni<Entered> register(PutIn body) {
        return register.run(command.requiredKey(), body.registration(), given())
                .map(response -> new JsonObject(response.getEntity().toString()))
                .map(told -> new Entered(told.getString("caseNumber"), told.getString("queryCode")));
    }

    /** Does it, and answers where the case stands then. */
    Uni<Progress> run(OwnCase own, OnCase done) {
        CommandContext given = given();
        return open.by(own.caseNumber().strip(), own.code().strip())
                .chain(row -> done.run(commands, row.getUUID("case_id"), given))
                .chain(() -> status.find(own.caseNumber().strip(), own.code().strip(), given.language()));
    }

    private CommandContext given() {
        CommandContext now = command.now();
        return new CommandContext(now.at(), CITIZEN, false, now.key(), null, now.language(), null);
    }
}
