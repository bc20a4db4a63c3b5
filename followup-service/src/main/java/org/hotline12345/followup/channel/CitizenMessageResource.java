package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.Cases;
import org.hotline12345.followup.message.model.MessageKind;
import org.jboss.resteasy.reactive.RestPath;

/** What the citizen of a case was written to, and whether the citizen wants messages. */
@Path("/api/v1/cases/{caseId}/messages")
public class CitizenMessageResource {
    /**
     * The messages of a case.
     *
     * @param items The messages, the earliest first; their texts are not kept.
     * @param stoppedAt Since when the citizen wants no messages, about any case; null: they are wanted.
     * @param stoppedBy Who said so: the channel by which the stop word came, or a person.
     */
    public record MessagesView(List<MessageView> items, OffsetDateTime stoppedAt, String stoppedBy) {}

    /**
     * A message.
     *
     * @param lastError Why it did not go out, for people of the office. May be null.
     */
    public record MessageView(
            UUID id,
            MessageKind kind,
            String state,
            String channel,
            OffsetDateTime createdAt,
            OffsetDateTime sentAt,
            OffsetDateTime endedAt,
            String lastError) {}

    private final CitizenMessageStore store;
    private final Cases cases;
    private final CaseCommands commands;
    private final Caller caller;
    private final Clock clock;

    CitizenMessageResource(CitizenMessageStore store, Cases cases, CaseCommands commands, Caller caller, Clock clock) {
        this.store = store;
        this.cases = cases;
        this.commands = commands;
        this.caller = caller;
        this.clock = clock;
    }

    /** The messages about the case. */
    @GET
    @RolesAllowed({Roles.AGENT, Roles.CALLBACK_AGENT, Roles.SUPERVISOR, Roles.ADMIN})
    public Uni<MessagesView> list(@RestPath UUID caseId) {
        return citizen(caseId).chain(citizen -> view(caseId, citizen));
    }

    /** The citizen wants no more messages, as said on the telephone; what is asked for is sent all the same. */
    @POST
    @Path("/stop")
    @RolesAllowed({Roles.AGENT, Roles.CALLBACK_AGENT})
    public Uni<MessagesView> stop(@RestPath UUID caseId) {
        String by = caller.subject();
        return citizen(caseId)
                .call(citizen -> store.stop(citizen, clock.instant(), by))
                .chain(citizen -> view(caseId, citizen));
    }

    /** The citizen wants messages again. */
    @POST
    @Path("/resumption")
    @RolesAllowed({Roles.AGENT, Roles.CALLBACK_AGENT})
    public Uni<MessagesView> resume(@RestPath UUID caseId) {
        String by = caller.subject();
        return citizen(caseId)
                .call(citizen -> store.resume(citizen, clock.instant(), by))
                .chain(citizen -> view(caseId, citizen));
    }

    /** An agent of a unit does not see whom the centre writes to. */
    private Uni<UUID> citizen(UUID caseId) {
        caller.requireOffice();
        return commands.requireSeen(Cases.By.CASE, caseId)
                .chain(() -> cases.look(Cases.By.CASE, caseId))
                .map(hand -> hand.file().facts().citizenRef());
    }

    private Uni<MessagesView> view(UUID caseId, UUID citizen) {
        return store.ofCase(caseId)
                .chain(sent -> store.stopOf(citizen)
                        .map(stop -> new MessagesView(
                                sent.stream()
                                        .map(one -> new MessageView(
                                                one.id(),
                                                one.kind(),
                                                one.state(),
                                                one.channel(),
                                                ShanghaiTime.of(one.createdAt()),
                                                ShanghaiTime.of(one.sentAt()),
                                                ShanghaiTime.of(one.endedAt()),
                                                one.lastError()))
                                        .toList(),
                                stop == null ? null : ShanghaiTime.of(stop.stoppedAt()),
                                stop == null ? null : stop.stoppedBy())));
    }
}
