package org.hotline12345.dispatch.extension;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.cases.AskedStore;
import org.hotline12345.dispatch.cases.model.Ruling;
import org.hotline12345.dispatch.extension.ExtensionResource.OpenRequest;

@Singleton
class ExtensionStore extends AskedStore<ExtensionRequest> {
    private static final Table<ExtensionRequest> REQUESTS = new Table<ExtensionRequest>("extension_request")
            .uuid("id", ExtensionRequest::id)
            .key()
            .part(ExtensionRequest::asked, AskedStore::asked)
            .number("working_days", ExtensionRequest::workingDays)
            .text("reason", ExtensionRequest::reason)
            .fixed()
            .version("version", request -> 0)
            .part(ExtensionRequest::ruling, AskedStore::ruling)
            .number("granted_days", ExtensionRequest::grantedDays);

    private final RecordReader<OpenRequest> items =
            RecordReader.of(OpenRequest.class).column("extensionRequestId", "id");

    ExtensionStore(Pool pool) {
        super(
                pool,
                "extension_request",
                REQUESTS,
                RecordReader.of(ExtensionRequest.class).with("ruling", RecordReader.of(Ruling.class)));
    }

    Uni<Page<OpenRequest>> open(PageRequest page) {
        return open("r.working_days", page, items);
    }

    /** Whether somebody asked already and waits. */
    Uni<Boolean> isPending(Mutiny.Session session, UUID orderId) {
        return Sql.on(session).first("""
                        select exists (
                          select from extension_request where work_order_id = $1 and state = 'OPEN') as pending
                        """, orderId).map(row -> row.getBoolean("pending"));
    }
}
