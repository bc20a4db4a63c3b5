package org.hotline12345.localstack.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.hotline12345.localstack.home.Home;

/** A stack that another launcher started on the same folder. */
public final class RunningStack {
    private RunningStack() {}

    /** Where the stack on this folder listens, if one runs there now. */
    public static Optional<StackOptions> on(Path folder) {
        if (!Files.isDirectory(folder.resolve("run"))) {
            return Optional.empty();
        }
        Home home = Home.at(folder);
        if (home.launcher().running().isEmpty() || !Files.exists(home.portsFile())) {
            return Optional.empty();
        }
        try (var in = Files.newBufferedReader(home.portsFile())) {
            var ports = new Properties();
            ports.load(in);
            StackOptions options = StackOptions.defaults();
            for (Part part : Part.values()) {
                String port = ports.getProperty(part.code());
                if (port != null) {
                    options = options.withPort(part, Integer.parseInt(port));
                }
            }
            return Optional.of(options);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + home.portsFile(), e);
        }
    }

    /** Tells other launchers where the stack on this folder listens. */
    static void write(Home home, StackOptions options) {
        var ports = new Properties();
        options.ports().forEach((part, port) -> ports.setProperty(part.code(), Integer.toString(port)));
        ports.setProperty("kafka-controller", Integer.toString(options.kafkaControllerPort()));
        try (var out = Files.newBufferedWriter(home.portsFile())) {
            ports.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + home.portsFile(), e);
        }
    }
}
