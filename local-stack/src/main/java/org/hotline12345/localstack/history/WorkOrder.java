package org.hotline12345.localstack.history;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A work order as the dispatch service shows it, as far as history needs it.
 *
 * @param unit Lead unit.
 * @param decidedBy What gave it to the unit: CLERK, CATALOGUE or MODEL.
 * @param replyId The reply under review or issued. May be null.
 */
record WorkOrder(String id, String caseId, String unit, String state, String decidedBy, String replyId) {
    /** Of a work order as lists and commands show it, of a whole one, or of a reply with its order. */
    static WorkOrder of(JsonNode json) {
        JsonNode node = json.has("workOrder") ? json.path("workOrder") : json;
        String reply = text(json, "replyId");
        for (JsonNode one : json.path("replies")) {
            reply = text(one, "replyId");
        }
        return new WorkOrder(
                text(node, "workOrderId"),
                text(node, "caseId"),
                text(node, "unit"),
                text(node, "state"),
                text(node, "decidedBy"),
                reply);
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? value.asText() : null;
    }
}
