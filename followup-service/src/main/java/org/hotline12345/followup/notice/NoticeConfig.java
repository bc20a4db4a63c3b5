package org.hotline12345.followup.notice;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where a city's own templates of notices are. */
@ConfigMapping(prefix = "hotline.followup.notices")
public interface NoticeConfig {
    /**
     * A folder with {@code texts_zh.properties}, {@code texts_en.properties} or both, UTF-8: what stands in them takes the place of the
     * shipped template of the same key. Absent: the shipped ones alone.
     */
    Optional<Path> folder();
}
