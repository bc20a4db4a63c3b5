package org.hotline12345.chassis.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the topics are made. */
@ConfigMapping(prefix = "hotline.kafka")
public interface KafkaSettings {
    /** Copies of each partition; 0: three, or as many as there are nodes. */
    @WithDefault("0")
    short replication();

    /** After how many records the log is flushed to disk on a topic without copies; 0: left to the system. */
    @WithDefault("1")
    long flushMessagesOfSingleCopy();

    /** How long a start waits for Kafka before it goes on without. */
    @WithDefault("5s")
    Duration startWait();
}
