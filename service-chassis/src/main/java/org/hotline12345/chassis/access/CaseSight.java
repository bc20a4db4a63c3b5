package org.hotline12345.chassis.access;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.problem.Problem;

/**
 * Which of some cases the caller must see nothing of: whoever's token names a unit, whatever the roles, sees none that is hidden from
 * that unit. Inside requests; lists ask the database themselves, by {@link HiddenCases} and {@link Caller#unitAndAbove()}.
 */
@ApplicationScoped
public class CaseSight {
    private final Pool pool;
    private final Caller caller;

    public CaseSight(Pool pool, Caller caller) {
        this.pool = pool;
        this.caller = caller;
    }

    /** Whether there may be any at all. */
    public boolean isLimited() {
        return !caller.unitAndAbove().isEmpty();
    }

    /** Which of the cases are hidden from the caller. */
    public Uni<List<UUID>> hidden(Collection<UUID> caseIds) {
        return HiddenCases.among(Sql.on(pool), caseIds, caller.unitAndAbove());
    }

    /** The same in a transaction. */
    public Uni<List<UUID>> hidden(Mutiny.Session session, Collection<UUID> caseIds) {
        return HiddenCases.among(Sql.on(session), caseIds, caller.unitAndAbove());
    }

    /** 404 if one of the cases is hidden from the caller. */
    public Uni<Void> require(Collection<UUID> caseIds) {
        return hidden(caseIds).map(CaseSight::requireNone);
    }

    /** The same in a transaction. */
    public Uni<Void> require(Mutiny.Session session, Collection<UUID> caseIds) {
        return hidden(session, caseIds).map(CaseSight::requireNone);
    }

    private static Void requireNone(List<UUID> hidden) {
        if (!hidden.isEmpty()) {
            throw Problem.notFound();
        }
        return null;
    }
}
