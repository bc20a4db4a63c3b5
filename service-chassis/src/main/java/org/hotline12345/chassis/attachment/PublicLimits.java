package org.hotline12345.chassis.attachment;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.attachment.model.FileType;

/** What the public may send. */
@Schema(name = "AttachmentLimits", description = "公众可上传的附件 What files the public may send")
public record PublicLimits(
        @Schema(description = "一次最多几个 The most files that come with one matter")
        int most,

        @Schema(description = "单个文件的最大字节数 The largest file, in bytes")
        long maxSize,

        @Schema(description = "文件类型，按内容判断 Types, each known by its content")
        List<FileType> types) {}
