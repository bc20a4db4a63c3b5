package org.hotline12345.followup.notice;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.followup.notice.model.NoticeTexts;

/**
 * The templates of notices in force: the shipped ones and, from the configured folder, a city's own. They are read when the service
 * starts; one that is not sound stops it, for a notice that lacks its date would go to every unit.
 */
@Startup
@ApplicationScoped
public class NoticeTemplates {
    private final NoticeTexts chinese;
    private final NoticeTexts english;

    public NoticeTemplates(NoticeConfig config) {
        chinese = config.folder()
                .map(folder -> own(NoticeTexts.ZH, folder.resolve("texts_zh.properties")))
                .orElse(NoticeTexts.ZH);
        english = config.folder()
                .map(folder -> own(NoticeTexts.EN, folder.resolve("texts_en.properties")))
                .orElse(NoticeTexts.EN);
    }

    /** The templates in a language. */
    public NoticeTexts in(Language language) {
        return language == Language.ZH ? chinese : english;
    }

    private static NoticeTexts own(NoticeTexts shipped, Path file) {
        if (!Files.isDirectory(file.getParent())) {
            throw new IllegalStateException("there is no folder " + file.getParent() + " with templates of notices");
        }
        if (!Files.exists(file)) {
            return shipped;
        }
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return shipped.with(NoticeTexts.read(reader));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }
}
