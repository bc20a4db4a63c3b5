package org.hotline12345.dispatch.workorder;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.database.UuidV7;

/** The orders of the cases asked for, and why the others have none. */
@Schema(description = "诉求的承办单 The orders of the cases asked for")
public record OrdersOfCases(
        @Schema(description = "承办单 The orders, by case") List<WorkOrderSummary> items,

        @Schema(description = "总为空，一次返回全部 Always null: they come in one part")
        String next,

        @Schema(description = "没有承办单的诉求及原因 The cases that have no order, each with the reason")
        List<CaseWithout> without) {
    /** A case without orders. */
    @Schema(description = "没有承办单的诉求 A case without orders")
    public record CaseWithout(
            @Schema(description = "诉求 The case") UUID caseId,

            @Schema(description = "原因 The reason") WithoutOrders why) {
        /** What cannot come any more is not waited for. */
        CaseWithout judged() {
            return why == WithoutOrders.NOT_KNOWN_YET && !UuidV7.mayComeYet(caseId)
                    ? new CaseWithout(caseId, WithoutOrders.UNKNOWN)
                    : this;
        }
    }

    /** Why it has none. */
    @Schema(
            description =
                    "没有承办单的原因 Why a case has no order: IN_TRIAGE 待人工派单 a dispatcher decides, ENDED 未派单即办结 answered, refused or"
                            + " withdrawn before, NOT_KNOWN_YET 尚未获知 intake has not told of it yet, UNKNOWN 不存在 there is no such case")
    public enum WithoutOrders {
        IN_TRIAGE,
        ENDED,
        NOT_KNOWN_YET,
        UNKNOWN
    }
}
