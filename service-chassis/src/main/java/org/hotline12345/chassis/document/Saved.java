package org.hotline12345.chassis.document;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;

/**
 * Who saved a table and when. It goes with the file, so that a sheet found later tells where it came from.
 *
 * @param at Time of Asia/Shanghai.
 */
public record Saved(String by, OffsetDateTime at) {
    private static final Text TEXT = new Text("导出人：{0}，导出时间：{1}（北京时间）", "Exported by {0} at {1} (Asia/Shanghai)");
    private static final DateTimeFormatter TO_READ = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter IN_NAMES = DateTimeFormatter.ofPattern("yyyyMMdd-HHmm");

    /** For the reader of a sheet. */
    public String text(Language language) {
        return TEXT.fill(by, at.format(TO_READ)).in(language);
    }

    /** Behind the name of a file. */
    public String suffix() {
        return "-" + by + "-" + at.format(IN_NAMES);
    }
}
