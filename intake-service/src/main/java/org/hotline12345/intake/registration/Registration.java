package org.hotline12345.intake.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.problem.Checked;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.NonAcceptanceReason;
import org.hotline12345.events.Urgency;
import org.hotline12345.intake.contact.Telephone;
import org.hotline12345.intake.input.KnownCode;
import org.hotline12345.intake.input.Needed;
import org.hotline12345.intake.input.Told;
import org.hotline12345.intake.knowledge.ArticleRef;

/** What is sent to register a case. */
@Schema(description = "诉求登记 A case to be registered")
public record Registration(
        @KnownCode(of = KnownCode.List.CHANNEL)
        @Schema(description = "渠道代码 Channel code, see GET /channels", required = true)
        String channel,

        @Told(value = Told.CODE, oneLine = true) @Schema(description = "专业热线代码 Code of the merged special line")
        String lineCode,

        @Needed @Schema(description = "诉求性质 Nature", required = true)
        CaseType type,

        @Needed @Schema(description = "紧急程度 Urgency", required = true)
        Urgency urgency,

        @Told(value = Told.TITLE, required = true)
        @Schema(description = "标题，不超过200字 Title, at most 200 characters", required = true)
        String title,

        @Told(value = Told.TEXT, required = true)
        @Schema(description = "内容，不超过10000字 What the citizen said, at most 10,000 characters", required = true)
        String text,

        @KnownCode(of = KnownCode.List.CATEGORY) @Schema(description = "事项类别 Category code")
        String category,

        @KnownCode(of = KnownCode.List.AREA) @Schema(description = "属地 Area code")
        String area,

        @Told(Told.LINE) @Schema(description = "地址 Address") String address,
        @Valid @Schema(description = "位置 Point on the map") Point location,
        @Valid @Schema(description = "诉求人 Citizen") Citizen citizen,

        @Needed @Schema(description = "保密要求 Protection asked for", required = true)
        Anonymity anonymity,

        @Valid @Schema(description = "被举报单位 Accused unit") Accused respondent,

        @Valid @Schema(description = "直接答复 Answer on the spot")
        Answer directAnswer,

        @Valid @Schema(description = "不予受理 Refusal, not together with an answer")
        Refusal nonAcceptance,

        @Valid @Schema(description = "上级平台 Platform above that sent it")
        Above upstream,

        @Valid @Schema(description = "通话 Call") Call call,

        @Told(value = Told.CODE, oneLine = true) @Schema(description = "外部编号 Number in the posting system")
        String externalId,

        @Valid
        @Schema(description = "建议关联已答复的前诉求，由另一人复核 Proposes to link it to an answered case; a second reader decides")
        Link linkTo,

        @KnownCode(of = KnownCode.List.UNIT)
        @Schema(description = "受理员选定的承办单位，回避的或不承办诉求的除外 Unit the agent chooses; it gets the case unless it may not")
        String proposedUnit,

        @Schema(description = "历史登记时间，仅限导入 When it was registered, importers only")
        OffsetDateTime occurredAt,

        @Told(Told.CODE) @Schema(description = "历史经办人，仅限导入 Who registered it, importers only")
        String actor,

        @Schema(description = "历史答复时限，仅限导入 When the reply was due, importers only")
        OffsetDateTime replyDueAt,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
                description =
                        "随诉求提交的附件，先上传后填写其标识 Files that came with it, by the ids they were given when they were sent")
        List<UUID> attachments)
        implements Checked {
    /** So many of its last digits give a telephone number away. */
    private static final int TELLING_DIGITS = 8;

    private static final Pattern NO_DIGIT = Pattern.compile("\\D");

    @Override
    public void check(Violations violations) {
        boolean settled = directAnswer != null || nonAcceptance != null;
        violations
                .unless(
                        directAnswer == null || nonAcceptance == null,
                        "nonAcceptance",
                        "violation.intake.answered-and-refused")
                .unless(linkTo == null || !settled, "linkTo", "violation.intake.linked-and-settled")
                .unless(proposedUnit == null || !settled, "proposedUnit", "violation.intake.proposed-and-settled")
                .unless(holdsNoTelephone(externalId), "externalId", "violation.intake.holds-the-telephone")
                .unless(holdsNoTelephone(lineCode), "lineCode", "violation.intake.holds-the-telephone")
                .unless(
                        upstream == null || holdsNoTelephone(upstream.number()),
                        "upstream.number",
                        "violation.intake.holds-the-telephone");
    }

    /** Numbers of other systems are told to all services as they are, so the citizen's must not stand in them. */
    private boolean holdsNoTelephone(String code) {
        if (code == null || citizen == null || citizen.phone() == null) {
            return true;
        }
        String phone = digits(citizen.phone());
        String own = phone.substring(Math.max(0, phone.length() - TELLING_DIGITS));
        return own.length() < TELLING_DIGITS || !digits(code).contains(own);
    }

    private static String digits(String text) {
        return NO_DIGIT.matcher(text).replaceAll("");
    }

    /** A point on the earth, WGS 84, degrees. */
    public record Point(@Needed Double lat, @Needed Double lon) implements Checked {
        @Override
        public void check(Violations violations) {
            range(violations, "lat", lat, 90);
            range(violations, "lon", lon, 180);
        }

        private static void range(Violations violations, String field, Double degrees, double most) {
            boolean within = degrees == null || degrees >= -most && degrees <= most;
            violations.unless(within, field, "violation.intake.range", Double.toString(-most), Double.toString(most));
        }
    }

    /** Who called. */
    public record Citizen(
            @Told(Told.CODE) @Schema(description = "姓名，加密保存 Name, stored encrypted")
            String name,

            @Telephone @Schema(description = "电话，加密保存 Telephone, stored encrypted")
            String phone) {
        @Override
        public String toString() {
            return "Citizen[…]";
        }
    }

    /** The answered case that says all there is. */
    public record Link(
            @Needed @Schema(description = "前诉求 The earlier case", required = true)
            UUID caseId,

            @Told(value = Told.LINE, required = true)
            @Schema(description = "为什么没有新的情况 Why nothing is new", required = true)
            String reason) {}

    /** Whom a report accuses. */
    public record Accused(
            @KnownCode(of = KnownCode.List.UNIT) @Schema(description = "单位代码 Unit code")
            String unit,

            @Told(Told.TITLE) @Schema(description = "单位名称 Name as the citizen said it")
            String name) {}

    /** An answer on the spot. */
    public record Answer(
            @Told(value = Told.TEXT, required = true) @Schema(description = "答复内容 The answer", required = true)
            String text,

            @Needed @Schema(description = "答复方式 Who answered", required = true)
            AnsweredBy by,

            @KnownCode(of = KnownCode.List.UNIT) @Schema(description = "三方通话的单位 Unit of a three-way call")
            String unit,

            @Valid @Schema(description = "答复所用的知识条目，限知识库答复 The article it was answered with, where by is KNOWLEDGE")
            ArticleRef article)
            implements Checked {
        @Override
        public void check(Violations violations) {
            ArticleRef.check(violations, article, by);
        }
    }

    public record Refusal(
            @Needed @Schema(description = "原因 Why", required = true)
            NonAcceptanceReason reason,

            @Told(value = Told.TEXT, required = true)
            @Schema(description = "告知内容 What the citizen was told", required = true)
            String told) {}

    /** The platform above. */
    public record Above(
            @Told(value = Told.CODE, required = true, oneLine = true)
            @Schema(description = "平台 Platform, such as PROVINCE", required = true)
            String platform,

            @Told(value = Told.CODE, required = true, oneLine = true)
            @Schema(description = "该平台编号 Number there", required = true)
            String number,

            @Schema(description = "该平台时限 Its own deadline") OffsetDateTime dueAt) {
        Instant dueInstant() {
            return dueAt == null ? null : dueAt.toInstant();
        }
    }

    public record Call(
            @Told(value = Told.CODE, oneLine = true) @Schema(description = "通话编号 Id in the telephone system")
            String callId,

            @Told(Told.LINE) @Schema(description = "录音 Where the recording lies")
            String recordingRef) {}
}
