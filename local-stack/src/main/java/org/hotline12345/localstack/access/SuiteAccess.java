package org.hotline12345.localstack.access;

import java.nio.file.Path;
import org.hotline12345.localstack.api.HotlineClient;

/** The way to a suite for as long as a command needs it. */
public interface SuiteAccess extends AutoCloseable {
    /** A client on so many connections to each service, that answers problems in the reader's language. */
    HotlineClient client(int connections);

    /** The same on as many connections as anybody needs who is no load. */
    default HotlineClient client() {
        return client(HotlineClient.CONNECTIONS);
    }

    /** The folder in which a command keeps what it remembers of this suite and of no other. */
    Path memory();

    @Override
    void close();
}
