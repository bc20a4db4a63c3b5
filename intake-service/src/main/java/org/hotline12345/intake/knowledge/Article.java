package org.hotline12345.intake.knowledge;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.CommandTable;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.decision.Decision;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.intake.knowledge.model.ArticleState;

/** An article of the knowledge base 知识条目: which version is the latest, and which is published. */
@Entity
@Table(name = "knowledge_article")
@AttributeOverride(name = "id", column = @Column(name = "article_id"))
@AttributeOverride(name = "madeBy", column = @Column(name = "made_by", updatable = false))
@AttributeOverride(name = "madeAt", column = @Column(name = "made_at", updatable = false))
class Article extends Decision<ArticleState> {
    /** Whoever wrote a version does not publish it, as nobody signs off a reply of his own. */
    private static final ProblemType OWN_VERSION = new ProblemType("article-published-by-another", 403);

    static final Set<String> EDITORS = Set.of(Roles.OFFICE_LEADER, Roles.ADMIN);

    static final CommandTable<Step, ArticleState> STEPS = new CommandTable<>(
            Step.class,
            step -> step.word,
            state -> switch (state) {
                case DRAFT -> List.of(Step.WRITE, Step.PUBLISH);
                case PUBLISHED -> List.of(Step.WRITE, Step.RETIRE);
                case REVISED -> List.of(Step.WRITE, Step.PUBLISH, Step.RETIRE);
                case RETIRED -> List.of(Step.WRITE);
            },
            Map.of(Step.WRITE, EDITORS, Step.PUBLISH, EDITORS, Step.RETIRE, EDITORS));

    /** What can be done with one. */
    enum Step {
        /** Write another version. */
        WRITE("edit"),
        /** Have agents answer with the latest version. */
        PUBLISH("publication"),
        /** Have nobody answer with it. */
        RETIRE("retirement");

        private final String word;

        Step(String word) {
            this.word = word;
        }
    }

    @Column(updatable = false)
    String code;

    @Enumerated(EnumType.STRING)
    private ArticleState state;

    /** Number of the latest version. */
    int latest;

    /** Who wrote the latest version. */
    @Column(name = "latest_by")
    String latestBy;

    /** Number of the published version; null if none is. */
    Integer published;

    protected Article() {}

    /** A new one, with its first version. */
    Article(UUID id, String code, CommandContext command) {
        super(id, command.actor(), ShanghaiTime.of(command.at()));
        this.code = code;
        state = ArticleState.DRAFT;
        latest = 1;
        latestBy = command.actor();
    }

    @Override
    public ArticleState state() {
        return state;
    }

    /** Another version was written. */
    void write(String by) {
        latest++;
        latestBy = by;
        state = published == null ? ArticleState.DRAFT : ArticleState.REVISED;
    }

    /** The latest version is published. */
    void publish(String by) {
        if (by.equals(latestBy)) {
            throw Problem.of(OWN_VERSION);
        }
        published = latest;
        state = ArticleState.PUBLISHED;
    }

    /** Nothing of it is published any more; a newer version stays a draft. */
    void retire() {
        state = published == latest ? ArticleState.RETIRED : ArticleState.DRAFT;
        published = null;
    }

    /** What may be done now with an article in this state by the caller. */
    static List<String> allowed(ArticleState state, String latestBy, Caller caller) {
        var allowed = new ArrayList<>(STEPS.allowed(state, caller));
        if (caller.subject().equals(latestBy)) {
            allowed.remove(Step.PUBLISH.word);
        }
        return List.copyOf(allowed);
    }
}
