package org.hotline12345.localstack.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.hotline12345.embedded.ChildProcess;
import org.hotline12345.localstack.home.Home;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.token.ServiceTokenFile;
import org.hotline12345.localstack.token.TokenIssuer;

/** How the services are run: their command lines, their environment, and the keys they need. */
final class ServiceProgram {
    private static final String KEY_RING_COMMAND = "org.hotline12345.intake.contact.KeyRingCommand";

    private final Home home;
    private final StackOptions options;
    private final Archives archives;
    private final ServiceTokenFile serviceToken;

    ServiceProgram(Home home, StackOptions options) {
        this.home = home;
        this.options = options;
        this.archives = new Archives(home, options);
        this.serviceToken = new ServiceTokenFile(home, Clock.systemUTC());
    }

    /** Exchanges the token by which the services call each other when it gets old. */
    void exchangeToken() {
        serviceToken.fresh();
    }

    /** Makes the class archives that are not there, until it is enough. */
    void makeArchives(BooleanSupplier enough) {
        archives.make(this, enough);
    }

    List<String> command(Part service) {
        return command(service, archives.use(service));
    }

    /** With options of the virtual machine for this one process. */
    List<String> command(Part service, List<String> own) {
        List<String> command = new ArrayList<>(List.of(ChildProcess.java(), "-Xmx" + options.serviceHeap()));
        if (options.quickStart()) {
            command.addAll(ChildProcess.QUICK);
        }
        command.addAll(ChildProcess.LARGE_PAGES);
        command.addAll(ChildProcess.SHALLOW_INLINING);
        command.addAll(ChildProcess.OF_THIS_JAVA);
        command.addAll(own);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Duser.timezone=Asia/Shanghai",
                "-Dquarkus.http.host=127.0.0.1",
                "-jar",
                options.program(service).toString()));
        return command;
    }

    /** The keys of citizens' contact data, made once by intake's own command. */
    synchronized void makeKeyRing() {
        if (Files.exists(home.keyRing())) {
            return;
        }
        Path program = options.program(Part.INTAKE).getParent();
        String classPath = program.resolve("app") + "/*:" + program.resolve("lib/main") + "/*";
        Path log = home.log(Part.INTAKE.code());
        try {
            Process command = new ProcessBuilder(
                            ChildProcess.java(),
                            "-cp",
                            classPath,
                            KEY_RING_COMMAND,
                            "create",
                            home.keyRing().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (!command.waitFor(60, TimeUnit.SECONDS) || command.exitValue() != 0) {
                command.destroyForcibly();
                throw Problem.of("keyring.failed", home.keyRing(), log, ChildProcess.lastLines(log, 8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the key ring " + home.keyRing(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The environment of a service or the desks, with what is different for this one process. */
    Map<String, String> environment(Part part, Map<String, String> settings) {
        Map<String, String> environment = part == Part.DESK ? ofDesks() : ofService(part);
        environment.put("HOTLINE_HTTP_PORT", Integer.toString(options.port(part)));
        environment.putAll(options.environment());
        environment.putAll(settings);
        return environment;
    }

    private Map<String, String> ofDesks() {
        Map<String, String> environment = new HashMap<>();
        Part.services()
                .forEach(each -> environment.put(
                        "HOTLINE_" + each.name() + "_URL",
                        options.instances(each).stream().map(options::url).collect(Collectors.joining(","))));
        environment.put("HOTLINE_DESK_SECRET", home.password(Part.DESK.code()));
        return environment;
    }

    private Map<String, String> ofService(Part service) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HOTLINE_DB_HOST", "127.0.0.1");
        environment.put("HOTLINE_DB_PORT", Integer.toString(options.port(Part.POSTGRES)));
        environment.put("HOTLINE_DB_USER", service.code());
        environment.put("HOTLINE_DB_PASSWORD", home.password(service.code()));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", options.kafkaBootstrap());
        environment.put(
                "HOTLINE_JWKS_LOCATION", home.signingKeys().jwks().toUri().toString());
        environment.put("HOTLINE_ISSUER", TokenIssuer.ISSUER);
        environment.put("HOTLINE_ATTACHMENTS_FOLDER", home.attachments().toString());
        if (service == Part.INTAKE) {
            environment.put("HOTLINE_KEYRING", home.keyRing().toString());
        }
        if (service == Part.INTAKE || service == Part.FOLLOWUP) {
            // the desks say from where a citizen comes
            environment.put("HOTLINE_HTTP_TRUSTED_PROXIES", "127.0.0.1");
        }
        if (service == Part.FOLLOWUP) {
            // what a channel of automatic callbacks needs: intake's telephone numbers, the page, a gateway on this
            // machine
            environment.put("HOTLINE_INTAKE_URL", options.url(Part.INTAKE));
            environment.put("HOTLINE_SERVICE_TOKEN_FILE", serviceToken.fresh().toString());
            environment.put(
                    "HOTLINE_SURVEY_URL", options.url(options.parts().contains(Part.DESK) ? Part.DESK : Part.FOLLOWUP));
            environment.put("HOTLINE_CHANNEL_NETWORKS", "127.0.0.0/8");
        }
        return environment;
    }
}
