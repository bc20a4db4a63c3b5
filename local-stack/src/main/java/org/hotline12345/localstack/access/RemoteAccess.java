package org.hotline12345.localstack.access;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.home.Home;
import org.hotline12345.localstack.language.Words;

/** An installation on servers elsewhere, by its interfaces and the identity provider's service account. It is neither started nor stopped. */
final class RemoteAccess implements SuiteAccess {
    private final Map<ServiceName, URI> services;
    private final ClientCredentials credentials;
    private final Path home;

    RemoteAccess(Map<ServiceName, URI> services, ClientCredentials credentials, Path home) {
        this.services = services;
        this.credentials = credentials;
        this.home = home;
    }

    @Override
    public HotlineClient client(int connections) {
        return new HotlineClient(
                services, credentials, connections, Words.get().locale().toLanguageTag());
    }

    /** One folder for each installation, named after where its intake answers: what was moved into one is not yet in another. */
    @Override
    public Path memory() {
        String intake = services.get(ServiceName.INTAKE).toString().replaceAll("[^A-Za-z0-9.-]+", "_");
        return Home.ownersOnly(home).resolve("elsewhere").resolve(intake);
    }

    @Override
    public void close() {
        credentials.close();
    }
}
