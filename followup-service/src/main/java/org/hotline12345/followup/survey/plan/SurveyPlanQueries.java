package org.hotline12345.followup.survey.plan;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.followup.survey.model.SurveyPlan;

/** The versions of the callback plan; version 0 is the one that the service ships. A document is read once. */
@ApplicationScoped
public class SurveyPlanQueries {
    /**
     * A version of the plan; it never changes.
     *
     * @param version Its version, 0 for the shipped one.
     * @param plan What it says.
     * @param document Its document, YAML.
     */
    public record Version(int version, SurveyPlan plan, String document) {}

    private final Pool pool;
    private final SurveyPlanDocuments documents;
    private final Version shipped;
    private volatile Version latest;

    public SurveyPlanQueries(Pool pool, SurveyPlanDocuments documents) {
        this.pool = pool;
        this.documents = documents;
        this.shipped = new Version(0, documents.read(documents.shipped()), documents.shipped());
        this.latest = shipped;
    }

    public Uni<Version> load(Sql sql, int version) {
        if (version == 0) {
            return Uni.createFrom().item(shipped);
        }
        Version kept = latest;
        if (kept.version() == version) {
            return Uni.createFrom().item(kept);
        }
        return sql.first("select document from survey_plan where version = $1", version)
                .map(row -> row.getString("document"))
                .map(document -> new Version(version, documents.read(document), document))
                .invoke(read -> latest = read);
    }

    /** The version in force. */
    public Uni<Version> current() {
        Sql sql = Sql.on(pool);
        return sql.first("select survey_version from office_state")
                .chain(row -> load(sql, row.getInteger("survey_version")));
    }
}
