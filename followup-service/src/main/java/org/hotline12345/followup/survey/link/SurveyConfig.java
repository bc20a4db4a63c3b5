package org.hotline12345.followup.survey.link;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings of the survey page. */
@ConfigMapping(prefix = "hotline.followup.survey")
public interface SurveyConfig {
    /** Address at which citizens reach this service; absent: that of the request. */
    Optional<String> publicUrl();

    /** Address of the pages for citizens, if one is set. */
    default Optional<String> citizens() {
        return publicUrl().map(url -> url.replaceFirst("/+$", "") + "/citizen");
    }

    /** Address of the survey page, to which a token is added, if one is set. */
    default Optional<String> page() {
        return publicUrl().map(url -> url.replaceFirst("/+$", "") + "/api/v1/survey/");
    }
}
