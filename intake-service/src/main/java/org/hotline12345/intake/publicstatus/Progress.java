package org.hotline12345.intake.publicstatus;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a case stands, in plain words. */
@Schema(description = "诉求进展（不含个人信息）Where a case stands, without personal data")
public record Progress(
        String caseNumber,
        String status,

        @Schema(description = "状态说明 The status in words") String statusText,

        Instant registeredAt,

        @Schema(description = "答复期限；已结束的为空 Until when it is to be answered; null once it has ended")
        Instant dueAt,

        @Schema(description = "最近的答复；尚无为空 The latest reply; null if there is none")
        Reply reply,

        @Schema(description = "诉求人现在可做的：urges、supplements、withdrawal What the citizen can do now")
        List<String> allowed,

        @Schema(description = "办理过程 What happened, the earliest first")
        List<Step> timeline) {

    /** What the citizen was answered. */
    @Schema(name = "ReplyToCitizen", description = "给诉求人的答复 What the citizen was answered")
    public record Reply(
            @Schema(description = "答复时间 When") Instant at,
            @Schema(description = "答复内容 What") String text) {}

    /** One thing that happened. */
    public record Step(Instant at, String text) {}
}
