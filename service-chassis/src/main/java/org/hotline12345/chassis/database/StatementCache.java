package org.hotline12345.chassis.database;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;

/**
 * Lets the driver keep long statements prepared. By default it prepares every statement over 2,048 characters anew at each
 * call; planning a long statement can take the database longer than doing it.
 */
@Singleton
public class StatementCache implements PgPoolCreator {
    /** The longest statement that is kept, in characters. */
    public static final int LONGEST = 65_536;

    @Override
    @SuppressWarnings("deprecation")
    public Pool create(Input input) {
        input.pgConnectOptionsList().forEach(options -> options.setPreparedStatementCacheSqlLimit(LONGEST));
        return PgPool.pool(input.vertx(), input.pgConnectOptionsList(), input.poolOptions());
    }

    /** The same on the connections of {@link CommandGroup#POOL}. */
    @Singleton
    @ReactiveDataSource(CommandGroup.POOL)
    static final class OfCommands extends StatementCache {}
}
