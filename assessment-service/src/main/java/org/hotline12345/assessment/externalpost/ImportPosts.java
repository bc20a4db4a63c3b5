package org.hotline12345.assessment.externalpost;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.externalpost.ExternalPostStore.PostView;
import org.hotline12345.assessment.externalpost.ExternalPostStore.Saved;
import org.hotline12345.assessment.externalpost.model.PostFile.Post;
import org.hotline12345.assessment.hotissue.IssueQueries;
import org.hotline12345.assessment.hotissue.MatchIssues;
import org.hotline12345.assessment.hotissue.MatchIssues.Said;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Problem;
import org.jboss.logging.Logger;

/**
 * Takes posts from other channels in and finds the issues they belong to; looks again, as long as no issue was found, for issues
 * arise later. The same post again changes nothing; a post that was changed on its channel takes the place of the old one.
 */
@ApplicationScoped
class ImportPosts {
    private static final Logger LOG = Logger.getLogger(ImportPosts.class);
    private static final int AT_ONCE = 100;
    private static final Duration LOOK_BACK = Duration.ofDays(90);

    private final Transactions transactions;
    private final MatchIssues matching;
    private final IssueQueries issues;
    private final ExternalPostStore posts;
    private final Clock clock;

    ImportPosts(
            Transactions transactions,
            MatchIssues matching,
            IssueQueries issues,
            ExternalPostStore posts,
            Clock clock) {
        this.transactions = transactions;
        this.matching = matching;
        this.issues = issues;
        this.posts = posts;
        this.clock = clock;
    }

    /**
     * What became of a file.
     *
     * @param matched How many of the new and changed ones belong to cases of this service.
     */
    record Imported(int taken, int changed, int unchanged, int matched) {}

    /** Takes posts in, all or none. */
    Uni<Imported> take(List<Post> read, String by) {
        if (read.isEmpty()) {
            return Uni.createFrom().item(new Imported(0, 0, 0, 0));
        }
        List<Post> masked = read.stream().map(ImportPosts::masked).toList();
        return transactions.inTransaction(session -> posts.save(session, masked, by, clock.instant())
                .chain(saved -> match(
                                session,
                                saved.stream()
                                        .filter(post -> post.matchedBy() == null)
                                        .map(Saved::said)
                                        .toList())
                        .map(matched -> {
                            int taken = (int) saved.stream()
                                    .filter(post -> post.version() == 0)
                                    .count();
                            return new Imported(taken, saved.size() - taken, read.size() - saved.size(), matched);
                        })));
    }

    /** Somebody decides to which issue a post belongs; null: to none. */
    Uni<PostView> decide(UUID id, UUID issue, String by, String ifMatch) {
        return transactions.inTransaction(session -> posts.hold(session, id, ifMatch)
                .chain(() -> issue == null
                        ? Uni.createFrom().<UUID>nullItem()
                        : issues.find(session, issue)
                                .map(IssueQueries.Issue::id)
                                .onFailure(Problem.class)
                                .transform(e -> Problem.invalid("issueId", "violation.post.issue")))
                .chain(present -> posts.decide(session, id, present, by)));
    }

    @Scheduled(every = "10m", delayed = "2m", identity = "external-posts")
    Uni<Void> lookAgain() {
        Instant now = clock.instant();
        return transactions
                .inTransaction(session -> posts.withoutIssue(
                                session, now.minus(Duration.ofMinutes(5)), now.minus(LOOK_BACK), AT_ONCE)
                        .chain(said -> match(session, said)))
                .onFailure()
                .invoke(failure -> LOG.warnf("Posts will be matched again: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }

    /** So many at a time; answers how many belong to an issue. */
    private Uni<Integer> match(Mutiny.Session session, List<Said> said) {
        return Multi.createFrom()
                .items(IntStream.iterate(0, from -> from < said.size(), from -> from + AT_ONCE)
                        .mapToObj(from -> said.subList(from, Math.min(said.size(), from + AT_ONCE))))
                .onItem()
                .transformToUniAndConcatenate(part ->
                        matching.match(session, part).call(found -> posts.match(session, part, found, clock.instant())))
                .collect()
                .asList()
                .map(found -> found.stream().mapToInt(Map::size).sum());
    }

    /** Numbers of telephones and identity cards are kept by nobody but intake. */
    private static Post masked(Post post) {
        return new Post(
                post.source(),
                post.id(),
                post.postedAt(),
                Masking.mask(post.title()),
                Masking.mask(post.text()),
                post.url(),
                post.area(),
                post.category());
    }
}
