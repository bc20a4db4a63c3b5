package org.hotline12345.dispatch.reply.model;

import java.util.UUID;

/**
 * Another reply of the same unit that may be alike.
 *
 * @param question What the citizen of that case said.
 */
public record EarlierReply(UUID replyId, String caseNumber, String question, String text) {}
