package org.hotline12345.assessment.bulletin.model;

import java.util.List;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;

/**
 * A bulletin as it is printed, in one language. Of an issued bulletin it is kept as it was.
 *
 * @param language {@code zh-CN} or {@code en}.
 * @param head What stands in red at its head.
 * @param number Number of the issue; of a draft, that it is one.
 * @param office Who issues it.
 * @param date Day of issue; of a draft, the day of its figures.
 * @param addressees 主送.
 * @param blocks The text, up to the signature.
 * @param annex What stands after it: how to read the figures.
 * @param imprint 版记, at the foot; null of a draft, and of those issued before there was one.
 */
public record BulletinDocument(
        String language,
        String head,
        String number,
        String office,
        String date,
        String title,
        String addressees,
        List<Block> blocks,
        List<Block> annex,
        String imprint) {
    public BulletinDocument {
        blocks = List.copyOf(blocks);
        annex = List.copyOf(annex);
    }

    public Language reader() {
        return Language.of(language);
    }

    /** 主送, as it stands above the text. */
    public String salutation() {
        return addressees + Text.in(reader(), "：", ":");
    }
}
