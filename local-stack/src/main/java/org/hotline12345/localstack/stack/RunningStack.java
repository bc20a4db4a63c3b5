package org.hotline12345.localstack.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
            Map<Instance, Integer> further = new HashMap<>();
            for (Part part : Part.values()) {
                for (int number = 1; number <= (part.program() ? Instance.MOST : 1); number++) {
                    var instance = new Instance(part, number);
                    String port = ports.getProperty(instance.code());
                    if (port != null && number == 1) {
                        options = options.withPort(part, Integer.parseInt(port));
                    } else if (port != null) {
                        further.put(instance, Integer.parseInt(port));
                    }
                }
            }
            return Optional.of(options.withFurther(further));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + home.portsFile(), e);
        }
    }

    /** Tells other launchers where the stack on this folder listens. */
    static void write(Home home, StackOptions options) {
        var ports = new Properties();
        options.instances().forEach(each -> ports.setProperty(each.code(), Integer.toString(options.port(each))));
        ports.setProperty("kafka-controller", Integer.toString(options.kafkaControllerPort()));
        try (var out = Files.newBufferedWriter(home.portsFile())) {
            ports.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + home.portsFile(), e);
        }
    }
}
