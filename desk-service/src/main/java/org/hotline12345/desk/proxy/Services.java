package org.hotline12345.desk.proxy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Where the services are that the desks work with. */
@ConfigMapping(prefix = "hotline.desk")
public interface Services {
    /**
     * Base addresses by the first word of a path: {@code dispatch} for {@code /dispatch/api/v1/…}; several of one service with a comma
     * between them, all under the same path.
     */
    Map<String, List<URI>> services();

    /** How long a service may say nothing. Feeds wait for thirty seconds at most; nothing takes a service longer. */
    @WithDefault("60s")
    Duration patience();
}
