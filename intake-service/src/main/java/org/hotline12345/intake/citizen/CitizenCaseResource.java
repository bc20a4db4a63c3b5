package org.hotline12345.intake.citizen;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.problem.Checked;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.rest.Buckets;
import org.hotline12345.chassis.rest.CallerAddress;
import org.hotline12345.chassis.rest.RateLimited;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.Urgency;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.contact.Telephone;
import org.hotline12345.intake.input.KnownCode;
import org.hotline12345.intake.input.Needed;
import org.hotline12345.intake.input.Told;
import org.hotline12345.intake.publicstatus.Progress;
import org.hotline12345.intake.registration.Registration;

/** What citizens do themselves on the web, without a token: put a matter in, look where it stands, urge, add to it, take it back. */
@Path("/api/v1/public/cases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@PermitAll
@RateLimited
@Tag(name = "public", description = "公众查询 For citizens")
public class CitizenCaseResource {
    private static final String WEB = "WEB";
    private static final int TITLE_OF_TEXT = 40;

    /** Of one address: many people may be behind it. */
    private static final Buckets.Limit OF_AN_ADDRESS = new Buckets.Limit(20, 20 / 60.0);
    /** Of one telephone. */
    private static final Buckets.Limit OF_A_TELEPHONE = new Buckets.Limit(5, 5 / (24 * 60.0));

    private final CitizenCommands citizen;
    private final Contacts contacts;
    private final CallerAddress from;
    private final Buckets entered = new Buckets();

    @Context
    HttpServerRequest request;

    CitizenCaseResource(CitizenCommands citizen, Contacts contacts, CallerAddress from) {
        this.citizen = citizen;
        this.contacts = contacts;
        this.from = from;
    }

    /** A matter that a citizen puts in. */
    @Schema(name = "PutIn", description = "网上提交的诉求 A matter put in on the web")
    public record PutIn(
            @Needed @Schema(description = "诉求性质 Nature", required = true)
            CaseType type,

            @Told(Told.TITLE) @Schema(description = "标题，不填取内容的第一句 Title; the first sentence of the text if left out")
            String title,

            @Told(value = Told.TEXT, required = true)
            @Schema(description = "内容，不超过10000字 What it is about, at most 10,000 characters", required = true)
            String text,

            @KnownCode(of = KnownCode.List.CATEGORY) @Schema(description = "事项类别 Category code")
            String category,

            @KnownCode(of = KnownCode.List.AREA) @Schema(description = "属地 Area code")
            String area,

            @Told(Told.LINE) @Schema(description = "地址 Address")
            String address,

            @Told(Told.CODE) @Schema(description = "姓名，加密保存 Name, stored encrypted")
            String name,

            @Telephone
            @Schema(description = "电话，加密保存；不接受回访的可不填 Telephone, stored encrypted; not needed by who wants no callback")
            String phone,

            @Needed @Schema(description = "保密要求 Protection asked for", required = true)
            Anonymity anonymity,

            @Told(Told.TITLE) @Schema(description = "被举报单位的名称 Name of whom a report accuses")
            String respondentName,

            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @Schema(
                    description =
                            "随诉求提交的附件，先上传后填写其标识 Files that came with it, by the ids they were given when they were sent")
            List<UUID> attachments)
            implements Checked {
        @Override
        public void check(Violations violations) {
            violations.unless(
                    anonymity == null || anonymity == Anonymity.NO_CONTACT || phone != null && !phone.isBlank(),
                    "phone",
                    Needed.REQUIRED);
        }

        @Override
        public String toString() {
            return "PutIn[…]";
        }

        Registration registration() {
            return new Registration(
                    WEB,
                    null,
                    type,
                    Urgency.ORDINARY,
                    title == null || title.isBlank() ? firstSentence(text) : title,
                    text,
                    category,
                    area,
                    address,
                    null,
                    new Registration.Citizen(name, phone),
                    anonymity,
                    respondentName == null || respondentName.isBlank()
                            ? null
                            : new Registration.Accused(null, respondentName),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    attachments);
        }

        private static String firstSentence(String text) {
            String first = text.strip().split("[。！？!?\\n\\r]", 2)[0].strip();
            String title = first.isEmpty() ? text.strip() : first;
            return title.codePointCount(0, title.length()) <= TITLE_OF_TEXT
                    ? title
                    : title.substring(0, title.offsetByCodePoints(0, TITLE_OF_TEXT)) + "…";
        }
    }

    /** What the citizen keeps. */
    @Schema(name = "Entered", description = "编号和查询码 Number and code, to be kept")
    public record Entered(
            @Schema(description = "诉求编号 Case number") String caseNumber,

            @Schema(description = "查询码，只显示这一次 Query code, shown this once")
            String queryCode) {}

    /** The citizen's own case. */
    @Schema(name = "OwnCase", description = "本人的诉求 The citizen's own case")
    public record OwnCase(
            @Told(value = Told.CODE, required = true, oneLine = true)
            @Schema(description = "诉求编号 Case number", required = true)
            String caseNumber,

            @Told(value = Told.CODE, required = true, oneLine = true)
            @Schema(description = "查询码 Query code", required = true)
            String code,

            @Told(Told.TEXT) @Schema(description = "补充的情况、催办的话或撤回的原因 What is added or said, or why it is taken back")
            String text,

            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @Schema(
                    description =
                            "随补充提交的附件，先上传后填写其标识 Files that came with a supplement, by the ids they were given when they were sent")
            List<UUID> attachments) {
        @Override
        public String toString() {
            return "OwnCase[…]";
        }

        private void requireText(int most) {
            Problem.throwIfAny(new Violations()
                    .unless(text != null && !text.isBlank(), "text", Needed.REQUIRED)
                    .unless(text == null || text.length() <= most, "text", "violation.intake.too-long", most));
        }
    }

    /** Puts a matter in. */
    @POST
    @Operation(
            summary = "网上提交诉求 Put a matter in",
            description = "渠道为网站，规则与其他渠道相同；答复编号和查询码 Channel WEB, by the rules of all channels; answers number and code")
    @APIResponseSchema(value = Entered.class, responseCode = "201", responseDescription = "已登记 Registered")
    @RequestHeaders(Name.KEY)
    public Uni<Response> enter(@Needed @Valid PutIn body) {
        limit("address " + from.of(request), OF_AN_ADDRESS);
        contacts.phone(body.phone()).ifPresent(phone -> limit(phone.normalised(), OF_A_TELEPHONE));
        return citizen.register(body)
                .map(entered -> Response.status(Response.Status.CREATED)
                        .entity(entered)
                        .header("Cache-Control", "no-store")
                        .build());
    }

    /** Where the case stands; number and code stand in no address. */
    @POST
    @Path("/status")
    @Operation(
            summary = "进展查询 Status of a case",
            description = "凭诉求编号和查询码查询，编号和查询码不出现在网址中 By case number and query code, which stand in no address")
    @RequestHeaders(Name.LANGUAGE)
    public Uni<Progress> status(@Needed @Valid OwnCase body) {
        return citizen.run(body, (commands, caseId, given) -> Uni.createFrom().voidItem());
    }

    /** Urges. */
    @POST
    @Path("/urges")
    @Operation(summary = "催办 Urge", description = "与来电催办相同 As by calling again")
    @RequestHeaders({Name.KEY, Name.LANGUAGE})
    public Uni<Progress> urge(@Needed @Valid OwnCase body) {
        return citizen.run(body, (commands, caseId, given) -> commands.urge(caseId, body, given, body.text()));
    }

    /** Adds something. */
    @POST
    @Path("/supplements")
    @Operation(summary = "补充 Supplement", description = "补充情况 Adds to the case")
    @RequestHeaders({Name.KEY, Name.LANGUAGE})
    public Uni<Progress> supplement(@Needed @Valid OwnCase body) {
        body.requireText(Told.TEXT);
        return citizen.run(
                body,
                (commands, caseId, given) -> commands.supplement(caseId, body, given, body.text(), body.attachments()));
    }

    /** Takes the case back. */
    @POST
    @Path("/withdrawal")
    @Operation(summary = "撤回 Withdraw", description = "撤回诉求；已答复的为409 Takes the case back; 409 once replied")
    @RequestHeaders({Name.KEY, Name.LANGUAGE})
    public Uni<Progress> withdraw(@Needed @Valid OwnCase body) {
        body.requireText(Told.LINE);
        return citizen.run(body, (commands, caseId, given) -> commands.withdraw(caseId, body, given, body.text()));
    }

    private void limit(String key, Buckets.Limit limit) {
        if (!entered.takeOne(key, limit, System.nanoTime())) {
            throw Problem.tooManyRequests(limit.secondsForOne());
        }
    }
}
