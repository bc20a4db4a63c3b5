package org.hotline12345.followup.outlook;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.followup.cases.OfficeQueries;
import org.hotline12345.followup.cases.model.Outlook;
import org.hotline12345.followup.channel.MessageChannel;
import org.hotline12345.followup.survey.link.SurveyConfig;

/** What follows from a registration, said before it. */
@Path("/api/v1/registrations")
public class OutlookResource {
    private final OfficeQueries book;
    private final MessageChannel channel;
    private final SurveyConfig survey;
    private final Command command;
    private final Clock clock;

    public OutlookResource(
            OfficeQueries book, MessageChannel channel, SurveyConfig survey, Command command, Clock clock) {
        this.book = book;
        this.channel = channel;
        this.survey = survey;
        this.command = command;
        this.clock = clock;
    }

    /** The deadlines that will hold and the messages that will go to the citizen, by the rules in force; nothing is stored. */
    @POST
    @Path("/preview")
    @RolesAllowed(Roles.AGENT)
    @RequestHeaders(RequestHeaders.Name.LANGUAGE)
    public Uni<OutlookView> preview(@NotNull @Valid OutlookInput input) {
        Language shown = command.language();
        String link = survey.citizens().orElse("");
        return book.now()
                .chain(office -> channel.now()
                        .map(found -> OutlookView.of(
                                Outlook.of(input.draft(), clock.instant(), office),
                                link,
                                found.isPresent(),
                                office,
                                shown)));
    }
}
