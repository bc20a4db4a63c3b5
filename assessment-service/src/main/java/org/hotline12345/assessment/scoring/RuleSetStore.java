package org.hotline12345.assessment.scoring;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import org.hotline12345.assessment.journal.Decisions;
import org.hotline12345.assessment.journal.Decisions.Kind;
import org.hotline12345.assessment.scoring.RuleSetQueries.Stored;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.StartWork;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.ETags;

/** Keeps rule sets. Those that are shipped are stored at the first start; from then on they are the office's own. */
@ApplicationScoped
class RuleSetStore {
    private static final List<String> SHIPPED =
            List.of(RuleSetQueries.DEFAULT, "hundred-points", "weighted-rates", "grades-by-volume");

    private static final String STORE = """
            insert into rule_set (id, version, document, stored_at, stored_by)
            values ($1, $2, $3, $4, $5)
            """;

    private static final String SHIP = """
            insert into rule_set (id, version, document, stored_at, stored_by)
            select $1::text, 1, $2::text, $3::timestamptz, 'shipped'
            where not exists (
              select 1
              from rule_set
              where id = $1)
            on conflict do nothing
            """;

    private final Pool pool;
    private final Transactions transactions;
    private final RuleSetDocuments documents;
    private final RuleSetQueries ruleSets;
    private final Decisions decisions;
    private final Clock clock;

    RuleSetStore(
            Pool pool,
            Transactions transactions,
            RuleSetDocuments documents,
            RuleSetQueries ruleSets,
            Decisions decisions,
            Clock clock) {
        this.pool = pool;
        this.transactions = transactions;
        this.documents = documents;
        this.ruleSets = ruleSets;
        this.decisions = decisions;
        this.clock = clock;
    }

    void ship(@Observes @Priority(3000) StartupEvent event) {
        for (String id : SHIPPED) {
            String document = RuleSetDocuments.resource("rule-sets/" + id + ".yaml");
            StartWork.finish("the rule set " + id, () -> Sql.on(pool).update(SHIP, id, document, clock.instant()));
        }
    }

    /**
     * Stores a document as the next version; the same document again is no new version.
     *
     * @param ifMatch The version that the author saw, as an entity tag. May be null.
     */
    Uni<Stored> store(String id, String document, String ifMatch, String by) {
        RuleSet checked = documents.read(document, 1);
        if (!checked.id().equals(id)) {
            throw Problem.invalid("id", "violation.rule-set.other-id", id);
        }
        return transactions.inTransaction(session -> {
            var sql = Sql.on(session);
            return ruleSets.find(session, id, null).chain(last -> {
                ETags.check(ifMatch, last == null ? 0 : last.rules().version());
                if (last != null && last.document().equals(document)) {
                    return Uni.createFrom().item(last);
                }
                RuleSet rules =
                        documents.read(document, last == null ? 1 : last.rules().version() + 1);
                return sql.update(STORE, id, rules.version(), document, clock.instant(), by)
                        .chain(() -> decisions.add(
                                session,
                                new Decisions.Decision(
                                        Kind.RULE_SET_STORED,
                                        null,
                                        id,
                                        null,
                                        Integer.toString(rules.version()),
                                        by,
                                        clock.instant())))
                        .replaceWith(new Stored(rules, document));
            });
        });
    }
}
