package org.hotline12345.dispatch.routing.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.dispatch.routing.model.classifier.Evaluation;
import org.hotline12345.dispatch.routing.model.classifier.Judged;
import org.hotline12345.dispatch.routing.model.classifier.TextClassifier;
import org.hotline12345.events.DecidedBy;

/** Routes cases again whose unit is known by now, to choose a model's settings and to judge the whole pipeline. */
public final class Rehearsal {
    private static final List<Double> SHARES = List.of(0.0, 0.25, 0.5, 0.75, 1.0);

    /** A threshold found on fewer decisions proves nothing. */
    private static final int LEAST_EVIDENCE = 20;

    private final Router router;

    /** With the catalogue of this book. */
    public Rehearsal(RoutingBook book) {
        this.router = new Router(book);
    }

    /**
     * The model of these classifiers with the share of the unit model that is right most often, and the least confidences
     * that give the wanted precision. The classifiers have not seen the cases.
     */
    public RouterModel fit(
            String version,
            TextClassifier categories,
            TextClassifier units,
            Collection<ConfirmedCase> cases,
            double precision) {
        var raw = new RouterModel(version, categories, units, 0, RouterModel.NEVER, RouterModel.NEVER);
        var asked = cases.parallelStream()
                .map(known -> new Asked(known, raw.opinion(known.about()), router.clearlyByWords(known.about())))
                .toList();
        double best = units == null ? 0 : 1;
        List<Vote> votes = votes(asked, best);
        for (double share : SHARES) {
            boolean possible =
                    share == 0 ? categories != null : share == 1 ? units != null : categories != null && units != null;
            var others = possible ? votes(asked, share) : List.<Vote>of();
            if (possible && right(others) > right(votes)) {
                best = share;
                votes = others;
            }
        }
        return new RouterModel(
                version,
                categories,
                units,
                best,
                threshold(
                        votes.stream()
                                .filter(vote -> !vote.agreed())
                                .map(Vote::judged)
                                .toList(),
                        precision),
                threshold(votes.stream().filter(Vote::agreed).map(Vote::judged).toList(), precision));
    }

    /** How often the model's first choice is the right unit, above the thresholds or not. */
    public List<Judged> judge(RouterModel model, Collection<ConfirmedCase> cases) {
        return cases.parallelStream()
                .map(known -> new Asked(known, model.opinion(known.about()), null))
                .map(asked -> vote(asked, asked.opinion()).judged())
                .toList();
    }

    /** The pipeline's decisions, with the model or, without one (null), by the catalogue alone. */
    public Replay replay(RouterModel model, Collection<ConfirmedCase> cases) {
        Map<DecidedBy, Decided> decided = new EnumMap<>(DecidedBy.class);
        int triage = 0;
        int amongCandidates = 0;
        for (var known : cases) {
            var decision = router.route(known.about(), model == null ? null : model.opinion(known.about()));
            if (decision instanceof RoutingDecision.Dispatch to) {
                int right = to.unit().equals(known.unit()) ? 1 : 0;
                decided.merge(to.decidedBy(), new Decided(1, right), Decided::plus);
            } else {
                triage++;
                amongCandidates +=
                        decision.candidates().stream().anyMatch(c -> c.unit().equals(known.unit())) ? 1 : 0;
            }
        }
        return new Replay(cases.size(), decided, triage, amongCandidates);
    }

    private List<Vote> votes(Collection<Asked> asked, double share) {
        return asked.stream()
                .map(one -> vote(one, one.opinion().withUnitShare(share)))
                .toList();
    }

    private Vote vote(Asked asked, ModelOpinion opinion) {
        var candidates = router.candidates(asked.known().about(), opinion);
        if (candidates.isEmpty()) {
            return new Vote(new Judged(asked.known().unit(), "", 0), false);
        }
        var first = candidates.get(0);
        return new Vote(
                new Judged(asked.known().unit(), first.unit(), first.confidence()),
                first.unit().equals(asked.byWords()));
    }

    private static long right(Collection<Vote> votes) {
        return votes.stream().filter(vote -> vote.judged().right()).count();
    }

    private static double threshold(List<Judged> judged, double precision) {
        var threshold = Evaluation.threshold(judged, precision);
        return threshold == null || threshold.number() < LEAST_EVIDENCE ? RouterModel.NEVER : threshold.confidence();
    }

    private record Asked(ConfirmedCase known, ModelOpinion opinion, String byWords) {}

    private record Vote(Judged judged, boolean agreed) {}

    /** Decisions, and how many of them named the right unit. */
    public record Decided(int number, int right) {
        Decided plus(Decided more) {
            return new Decided(number + more.number, right + more.right);
        }
    }

    /**
     * What became of the cases.
     *
     * @param decided Dispatched automatically, by what decided.
     * @param triage Left to a dispatcher.
     * @param amongCandidates Of these, those with the right unit among the candidates shown.
     */
    public record Replay(int cases, Map<DecidedBy, Decided> decided, int triage, int amongCandidates) {
        /** All automatic decisions. */
        public Decided all() {
            return new ArrayList<>(decided.values()).stream().reduce(new Decided(0, 0), Decided::plus);
        }
    }
}
