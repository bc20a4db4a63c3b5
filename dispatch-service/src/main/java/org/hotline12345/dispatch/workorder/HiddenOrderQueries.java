package org.hotline12345.dispatch.workorder;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.CommandGroup;
import org.hotline12345.chassis.database.GroupCommit;
import org.hotline12345.chassis.database.Sql;

/**
 * Which orders are hidden from a unit. Every page of a feed that tells something asks it, and one commit answers many feeds: pages that ask
 * at the same time are looked up by one statement.
 */
@ApplicationScoped
class HiddenOrderQueries {
    private static final GroupCommit.Limits TOGETHER = new GroupCommit.Limits(32, 2, 8);

    private static final String HIDDEN_FROM = """
            select o.id, %s as hidden_from
            from work_order o
            where o.id = any ($1::uuid[])
            """.formatted(HiddenCases.accused("o.case_id"));

    private final Pool pool;
    private final GroupCommit<Collection<UUID>, Map<UUID, List<String>>> together;

    HiddenOrderQueries(Vertx vertx, @ReactiveDataSource(CommandGroup.POOL) Pool pool) {
        this.pool = pool;
        this.together = new GroupCommit<>(vertx, TOGETHER, this::hiddenFrom);
    }

    /** Which of these orders are hidden from one of these units. */
    Uni<Set<UUID>> among(Collection<UUID> orders, List<String> from) {
        if (from.isEmpty() || orders.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return together.add(orders)
                .map(hiddenFrom -> orders.stream()
                        .filter(order -> !Collections.disjoint(hiddenFrom.getOrDefault(order, List.of()), from))
                        .collect(Collectors.toSet()));
    }

    private Uni<List<Map<UUID, List<String>>>> hiddenFrom(List<Collection<UUID>> pages) {
        var ids = pages.stream().flatMap(Collection::stream).distinct().toArray(UUID[]::new);
        return Sql.on(pool).select(HIDDEN_FROM, (Object) ids).map(rows -> {
            var found = new HashMap<UUID, List<String>>(rows.size() * 2);
            rows.forEach(row -> found.put(row.getUUID("id"), List.of((String[]) row.getValue("hidden_from"))));
            return Collections.nCopies(pages.size(), found);
        });
    }
}
