package org.hotline12345.dispatch.reply;

import org.hotline12345.dispatch.workorder.ReplyQuality;
import org.hotline12345.dispatch.workorder.WorkOrder;

/** A reply after a step, its order, and what the quality check found when it was submitted (null if it was not checked). */
record Stepped(Reply reply, WorkOrder order, ReplyQuality quality) {}
