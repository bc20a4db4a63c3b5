package org.hotline12345.followup.message;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.Idempotency;
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
@Produces(MediaType.APPLICATION_JSON)
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

    /** All kinds, on one page. */
    @Schema(name = "PageKindView")
    public record KindPage(List<KindView> items, String next) {}

    /** The versions of a kind, on one page. */
    @Schema(name = "PageTemplateView")
    public record VersionPage(List<TemplateView> items, String next) {}

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
    private final Idempotency idempotency;

    MessageTemplateResource(
            MessageTemplateQueries queries, MessageTemplateStore store, Command command, Idempotency idempotency) {
        this.queries = queries;
        this.store = store;
        this.command = command;
        this.idempotency = idempotency;
    }

    /** All kinds with what is in force; the version counts what was decided of any of them. */
    @GET
    @RolesAllowed({Roles.OFFICE_LEADER, Roles.ADMIN, Roles.AGENT, Roles.CALLBACK_AGENT, Roles.SUPERVISOR})
    @RequestHeaders(Name.LANGUAGE)
    @APIResponseSchema(value = KindPage.class, responseCode = "200")
    public Uni<Response> list() {
        Language language = command.language();
        return queries.current()
                .map(now -> Command.ok(
                        new KindPage(
                                Arrays.stream(MessageKind.values())
                                        .map(kind -> view(kind, now.texts(), language))
                                        .toList(),
                                null),
                        now.version()));
    }

    /** The versions of a kind, the latest first; the shipped one is the last. */
    @GET
    @Path("/{kind}/versions")
    @RolesAllowed({Roles.OFFICE_LEADER, Roles.ADMIN})
    @APIResponseSchema(value = VersionPage.class, responseCode = "200")
    public Uni<Response> versions(@RestPath MessageKind kind) {
        return queries.versions(kind).map(written -> {
            var all = Stream.concat(
                            written.stream()
                                    .map(one -> TemplateView.of(one.template(), one.by(), ShanghaiTime.of(one.at()))),
                            Stream.of(TemplateView.of(MessageTexts.shipped(kind), null, null)))
                    .toList();
            return Command.ok(new VersionPage(all, null), all.get(0).version());
        });
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
    @RequestHeaders({Name.KEY, Name.IF_MATCH})
    @APIResponseSchema(value = TemplateView.class, responseCode = "200")
    public Uni<Response> write(@RestPath MessageKind kind, @NotNull @Valid TextInput input) {
        MessageTemplate written = input.template(kind, 0);
        var context = command.now();
        return idempotency.run(
                input,
                session -> store.add(session, kind, written.text(), context)
                        .map(version -> Command.ok(
                                TemplateView.of(
                                        new MessageTemplate(kind, version, written.text()),
                                        context.actor(),
                                        ShanghaiTime.of(context.at())),
                                version)));
    }

    /** Puts a version in force, for what happens from now on; without a version the kind is not sent any more. */
    @POST
    @Path("/{kind}/decision")
    @RolesAllowed({Roles.OFFICE_LEADER, Roles.ADMIN})
    @RequestHeaders({Name.LANGUAGE, Name.KEY, Name.IF_MATCH})
    @APIResponseSchema(value = KindView.class, responseCode = "200")
    public Uni<Response> decide(@RestPath MessageKind kind, @NotNull @Valid InForceInput input) {
        var context = command.now();
        var known = input.version() == null
                ? Uni.createFrom().voidItem()
                : queries.find(kind, input.version())
                        .invoke(found -> found.orElseThrow(
                                () -> Problem.invalid("version", "violation.message.noVersion", input.version())))
                        .replaceWithVoid();
        return known.chain(() -> idempotency.run(
                input,
                session -> store.decide(session, kind, input.version(), context)
                        .chain(number -> queries.decided(session, number))
                        .map(now -> Command.ok(view(kind, now.texts(), context.language()), now.version()))));
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
