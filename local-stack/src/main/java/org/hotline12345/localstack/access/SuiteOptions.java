package org.hotline12345.localstack.access;

import static picocli.CommandLine.ScopeType.INHERIT;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.hotline12345.localstack.home.HomeOption;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.stack.PortOptions;
import org.hotline12345.localstack.stack.Progress;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Options that say on which suite a command works: {@code --home} for the one on a folder of this machine, which is started when it
 * does not run, or {@code --url} for an installation elsewhere.
 */
public final class SuiteOptions {
    @Mixin
    private HomeOption home;

    @Mixin
    private PortOptions ports;

    @Option(names = "--url", paramLabel = "URL", descriptionKey = "option.url", scope = INHERIT)
    private List<String> urls = List.of();

    @Option(names = "--token-url", paramLabel = "URL", descriptionKey = "option.token.url", scope = INHERIT)
    private URI tokenUrl;

    @Option(
            names = "--client-id",
            paramLabel = "ID",
            defaultValue = "hotline-importer",
            descriptionKey = "option.client.id",
            scope = INHERIT)
    private String clientId;

    @Option(
            names = "--client-secret-file",
            paramLabel = "FILE",
            descriptionKey = "option.client.secret",
            scope = INHERIT)
    private Path secretFile;

    /** Opens the way to the suite. */
    public SuiteAccess open(Progress progress) {
        if (urls.isEmpty() != (tokenUrl == null)) {
            throw Problem.usage("url.both");
        }
        if (urls.isEmpty()) {
            return LocalAccess.open(home.path(), ports.options(), progress);
        }
        var services = ServiceAddresses.of(urls);
        return new RemoteAccess(
                services, new ClientCredentials(tokenUrl, clientId, ClientSecret.in(secretFile)), home.path());
    }
}
