package org.hotline12345.dispatch.reply.model;

import org.hotline12345.dispatch.phrases.PhraseFiles;

public final class ShippedWording {
    public static final Wording WORDING = new Wording(PhraseFiles.shipped().read("reply-wording.v" + ReplyCheck.RULES));

    private ShippedWording() {}
}
