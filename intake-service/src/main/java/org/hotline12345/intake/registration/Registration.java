package org.hotline12345.intake.registration;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.NonAcceptanceReason;
import org.hotline12345.events.Urgency;

/** What is sent to register a case. */
@Schema(description = "诉求登记 A case to be registered")
public record Registration(
        @Schema(description = "渠道代码 Channel code, see GET /channels", required = true)
        String channel,

        @Schema(description = "专业热线代码 Code of the merged special line")
        String lineCode,

        @Schema(description = "诉求性质 Nature", required = true)
        CaseType type,

        @Schema(description = "紧急程度 Urgency", required = true)
        Urgency urgency,

        @Schema(description = "标题，不超过200字 Title, at most 200 characters", required = true)
        String title,

        @Schema(description = "内容，不超过10000字 What the citizen said, at most 10,000 characters", required = true)
        String text,

        @Schema(description = "事项类别 Category code") String category,
        @Schema(description = "属地 Area code") String area,
        @Schema(description = "地址 Address") String address,
        @Schema(description = "位置 Point on the map") Point location,
        @Schema(description = "诉求人 Citizen") Citizen citizen,

        @Schema(description = "保密要求 Protection asked for", required = true)
        Anonymity anonymity,

        @Schema(description = "被举报单位 Accused unit") Accused respondent,
        @Schema(description = "直接答复 Answer on the spot") Answer directAnswer,

        @Schema(description = "不予受理 Refusal, not together with an answer")
        Refusal nonAcceptance,

        @Schema(description = "上级平台 Platform above that sent it")
        Above upstream,

        @Schema(description = "通话 Call") Call call,

        @Schema(description = "外部编号 Number in the posting system")
        String externalId,

        @Schema(description = "建议关联已答复的前诉求，由另一人复核 Proposes to link it to an answered case; a second reader decides")
        Link linkTo,

        @Schema(description = "历史登记时间，仅限导入 When it was registered, importers only")
        OffsetDateTime occurredAt,

        @Schema(description = "历史经办人，仅限导入 Who registered it, importers only")
        String actor,

        @Schema(description = "历史答复时限，仅限导入 When the reply was due, importers only")
        OffsetDateTime replyDueAt) {
    /** A point on the earth, WGS 84, degrees. */
    public record Point(Double lat, Double lon) {}

    /** Who called. */
    public record Citizen(
            @Schema(description = "姓名，加密保存 Name, stored encrypted")
            String name,

            @Schema(description = "电话，加密保存 Telephone, stored encrypted")
            String phone) {
        @Override
        public String toString() {
            return "Citizen[…]";
        }
    }

    /** The answered case that says all there is. */
    public record Link(
            @Schema(description = "前诉求 The earlier case", required = true)
            UUID caseId,

            @Schema(description = "为什么没有新的情况 Why nothing is new", required = true)
            String reason) {}

    /** Whom a report accuses. */
    public record Accused(
            @Schema(description = "单位代码 Unit code") String unit,

            @Schema(description = "单位名称 Name as the citizen said it")
            String name) {}

    /** An answer on the spot. */
    public record Answer(
            @Schema(description = "答复内容 The answer", required = true)
            String text,

            @Schema(description = "答复方式 Who answered", required = true)
            AnsweredBy by,

            @Schema(description = "三方通话的单位 Unit of a three-way call")
            String unit) {}

    public record Refusal(
            @Schema(description = "原因 Why", required = true) NonAcceptanceReason reason,

            @Schema(description = "告知内容 What the citizen was told", required = true)
            String told) {}

    /** The platform above. */
    public record Above(
            @Schema(description = "平台 Platform, such as PROVINCE", required = true)
            String platform,

            @Schema(description = "该平台编号 Number there", required = true)
            String number,

            @Schema(description = "该平台时限 Its own deadline") OffsetDateTime dueAt) {}

    public record Call(
            @Schema(description = "通话编号 Id in the telephone system")
            String callId,

            @Schema(description = "录音 Where the recording lies")
            String recordingRef) {}
}
