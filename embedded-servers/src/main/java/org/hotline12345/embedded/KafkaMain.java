package org.hotline12345.embedded;

import java.nio.file.Files;
import java.nio.file.Path;

/** Runs a Kafka node in a JVM of its own until it is told to end: {@code KafkaMain dir port controllerPort readyFile}. */
public final class KafkaMain {
    private KafkaMain() {}

    /** Starts the node, writes the ready file, and stays. */
    public static void main(String[] args) throws Exception {
        Path ready = Path.of(args[3]);
        var node = new KafkaNode(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "kafka-stop"));
        Files.writeString(ready, Long.toString(ProcessHandle.current().pid()));
        node.awaitShutdown();
    }
}
