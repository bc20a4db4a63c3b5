package org.hotline12345.desk.citizen;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Settings of the pages for citizens. */
@ConfigMapping(prefix = "hotline.desk.citizen")
public interface CitizenConfig {
    /** What cookies are sealed and forms are signed with; without one a secret of this instance's own, until it ends. */
    Optional<String> secret();

    /** How many leading zero bits a form's proof of work has; 0: none is asked for. */
    @WithDefault("0")
    int proofOfWorkBits();

    /** How many forms an hour are taken without the proof. */
    @WithDefault("60")
    int withoutScriptPerHour();
}
