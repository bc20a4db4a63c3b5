package org.hotline12345.dispatch.extension;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.cases.AskedOfCases;
import org.hotline12345.dispatch.extension.ExtensionResource.OpenRequest;

@Singleton
class ExtensionStore extends AskedOfCases<ExtensionRequest> {
    private final RecordReader<OpenRequest> items =
            RecordReader.of(OpenRequest.class).column("extensionRequestId", "id");

    ExtensionStore(Pool pool) {
        super(
                pool,
                "extension_request",
                Table.of("extension_request", ExtensionRequest.class),
                RecordReader.of(ExtensionRequest.class));
    }

    Uni<Page<OpenRequest>> open(List<String> units, PageRequest page) {
        return open("r.working_days", units, page, items);
    }

    /** Whether somebody asked already and waits. */
    Uni<Boolean> isPending(Mutiny.Session session, UUID orderId) {
        return Sql.on(session).first("""
                        select exists (
                          select from extension_request where work_order_id = $1 and state = 'OPEN') as pending
                        """, orderId).map(row -> row.getBoolean("pending"));
    }
}
