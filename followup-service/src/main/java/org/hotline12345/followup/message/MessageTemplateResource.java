package org.hotline12345.followup.message;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.followup.message.model.Gap;
import org.hotline12345.followup.message.model.MessageKind;
import org.hotline12345.followup.message.model.MessageTemplate;
import org.hotline12345.followup.message.model.MessageTexts;
import org.jboss.resteasy.reactive.RestPath;

/** The texts of messages to citizens, as the office writes them and puts them in force. */
@Path("/api/v1/message-templates")
public class MessageTemplateResource {
    /**
     * A kind of message.
     *
     * @param title Its name in the caller's language.
     * @param required Gaps that its text must have.
     * @param possible Gaps that it may have besides.
     * @param inForce The text in force; null: it is not sent.
     * @param shipped The shipped text, version 0.
     */
    public record KindView(
            MessageKind kind,
            String title,
            List<String> required,
            List<String> possible,
            TemplateView inForce,
            TemplateView shipped) {}

    /**
     * A text.
     *
     * @param version Its version; 0 for the shipped one.
     * @param preview As a citizen would read it.
     * @param parts As how many short messages it is charged.
     * @param writtenBy Who wrote it; null for the shipped one.
     */
    public record TemplateView(
            int version, String text, String preview, int parts, String writtenBy, OffsetDateTime writtenAt) {
        static TemplateView of(MessageTemplate template, String by, OffsetDateTime at) {
            String preview = template.example();
            return new TemplateView(
                    template.version(), template.text(), preview, MessageTemplate.parts(preview), by, at);
        }
    }

    /** A text to be kept or looked at. */
    public record TextInput(String text) {
        MessageTemplate template(MessageKind kind, int version) {
            Problem.throwIfAny(MessageTemplate.check(kind, text));
            return new MessageTemplate(kind, version, text.strip());
        }
    }

    /**
     * What is put in force.
     *
     * @param version Version of the text, 0 for the shipped one; null: the kind is not sent any more.
     */
    public record InForceInput(Integer version) {}

    private final MessageTemplateQueries queries;
    private final MessageTemplateStore store;
    private final Command command;
    private final Caller caller;
    private final Clock clock;

    MessageTemplateResource(
            MessageTemplateQueries queries, MessageTemplateStore store, Command command, Caller caller, Clock clock) {
        this.queries = queries;
        this.store = store;
        this.command = command;
        this.caller = caller;
        this.clock = clock;
    }

    /** All kinds with what is in force. */
    @GET
    @RolesAllowed({Roles.OFFICE_LEADER, Roles.ADMIN, Roles.AGENT, Roles.CALLBACK_AGENT, Roles.SUPERVISOR})
    @RequestHeaders(Name.LANGUAGE)
    public Uni<Page<KindView>> list() {
        Language language = command.language();
        return queries.current()
                .map(texts -> new Page<>(
                        Arrays.stream(MessageKind.values())
                                .map(kind -> view(kind, texts, language))
                                .toList(),
                        null));
    }

    /** The versions of a kind, the latest first; the shipped one is the last. */
    @GET
    @Path("/{kind}/versions")
    @RolesAllowed({Roles.OFFICE_LEADER, Roles.ADMIN})
    public Uni<Page<TemplateView>> versions(@RestPath MessageKind kind) {
        return queries.versions(kind)
                .map(all -> new Page<>(
                        java.util.stream.Stream.concat(
                                        all.stream()
                                                .map(one -> TemplateView.of(
                                                        one.template(), one.by(), ShanghaiTime.of(one.at()))),
                                        java.util.stream.Stream.of(
                                                TemplateView.of(MessageTexts.shipped(kind), null, null)))
                                .toList(),
                        null));
    }

    /** Looks at a text as a citizen would read it; nothing is kept. */
    @POST
    @Path("/{kind}/preview")
    @RolesAllowed({Roles.OFFICE_LEADER, Roles.ADMIN})
    public TemplateView preview(@RestPath MessageKind kind, @NotNull @Valid TextInput input) {
        return TemplateView.of(input.template(kind, 0), null, null);
    }

    /** Keeps a text as the next version; it is not in force yet. */
    @POST
    @Path("/{kind}/versions")
    @RolesAllowed({Roles.OFFICE_LEADER, Roles.ADMIN})
    public Uni<TemplateView> write(@RestPath MessageKind kind, @NotNull @Valid TextInput input) {
        MessageTemplate written = input.template(kind, 0);
        String by = caller.subject();
        var at = clock.instant();
        return store.add(kind, written.text(), by, at)
                .map(version ->
                        TemplateView.of(new MessageTemplate(kind, version, written.text()), by, ShanghaiTime.of(at)));
    }

    /** Puts a version in force, for what happens from now on; without a version the kind is not sent any more. */
    @POST
    @Path("/{kind}/decision")
    @RolesAllowed({Roles.OFFICE_LEADER, Roles.ADMIN})
    @RequestHeaders(Name.LANGUAGE)
    public Uni<KindView> decide(@RestPath MessageKind kind, @NotNull @Valid InForceInput input) {
        Language language = command.language();
        String by = caller.subject();
        var known = input.version() == null
                ? Uni.createFrom().voidItem()
                : queries.find(kind, input.version())
                        .invoke(found -> found.orElseThrow(
                                () -> Problem.invalid("version", "violation.message.noVersion", input.version())))
                        .replaceWithVoid();
        return known.chain(() -> store.decide(kind, input.version(), by, clock.instant()))
                .chain(queries::current)
                .map(texts -> view(kind, texts, language));
    }

    private static KindView view(MessageKind kind, MessageTexts texts, Language language) {
        return new KindView(
                kind,
                kind.words().in(language),
                kind.required().stream().map(Gap::inText).toList(),
                kind.possible().stream().map(Gap::inText).toList(),
                texts.of(kind)
                        .map(template -> TemplateView.of(template, null, null))
                        .orElse(null),
                TemplateView.of(MessageTexts.shipped(kind), null, null));
    }
}
