package org.hotline12345.assessment.hotissue.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Cases that are alike: where they come together, when, and the sum of what they are about. A single case is a group of one.
 */
public final class CaseGroup {
    /** So many features of the sum are kept. */
    static final int MOST = 160;

    private static final double SHORTEST = 1e-9;
    private static final double SAME_KIND = 0.03;
    private static final double OTHER_KIND = 0.10;

    private final UUID id;
    private final boolean dismissed;
    private final boolean held;
    private int size;
    private Instant firstAt;
    private Instant lastAt;
    private String place;
    private String category;
    /** Null: to be worked out of the centre and the size. Of the groups that are read most are looked at no further than at their place and time. */
    private Map<Integer, Double> sum;

    private double length;
    /** Of the sum as it is; null: to be worked out. */
    private Features centre;

    private List<CaseGroup> parts = List.of();

    private CaseGroup(UUID id, boolean held, boolean dismissed) {
        this.id = id;
        this.held = held;
        this.dismissed = dismissed;
        this.centre = Features.NONE;
    }

    public static CaseGroup of(UUID id, CaseEntry entry) {
        return of(id, List.of(entry));
    }

    /** A group of these cases, at least one. */
    public static CaseGroup of(UUID id, Collection<CaseEntry> entries) {
        var group = new CaseGroup(id, false, false);
        entries.forEach(group::add);
        return group;
    }

    /**
     * A group as it was stored.
     *
     * @param held Whether staff decided about it: it is never merged into another.
     * @param dismissed Whether staff decided that it is no issue: nothing is merged into it either.
     * @param centre The sum of what its cases are about, divided by their number.
     */
    public static CaseGroup restored(
            UUID id,
            int size,
            Instant firstAt,
            Instant lastAt,
            String place,
            String category,
            boolean held,
            boolean dismissed,
            Features centre) {
        var group = new CaseGroup(id, held, dismissed);
        group.size = size;
        group.firstAt = firstAt;
        group.lastAt = lastAt;
        group.place = place;
        group.category = category;
        group.centre = centre;
        double square = 0;
        for (float weight : centre.weights()) {
            square += (double) weight * size * weight * size;
        }
        group.length = Math.max(Math.sqrt(square), SHORTEST);
        return group;
    }

    /**
     * The group with what it was put together of by hand: a case that is like one part belongs to it, however unlike the parts are.
     */
    public CaseGroup with(List<CaseGroup> putTogether) {
        parts = List.copyOf(putTogether);
        return this;
    }

    /** Takes a case in. */
    void add(CaseEntry entry) {
        var all = sum();
        size++;
        spread(entry.at(), entry.at());
        place = place == null ? entry.place() : place;
        category = category == null ? entry.category() : category;
        for (int i = 0; i < entry.features().features().length; i++) {
            all.merge(entry.features().features()[i], (double) entry.features().weights()[i], Double::sum);
        }
        measure();
    }

    /** Takes all cases of another group in. */
    void absorb(CaseGroup other) {
        var all = sum();
        size += other.size;
        spread(other.firstAt, other.lastAt);
        place = place == null ? other.place : place;
        category = category == null ? other.category : category;
        other.sum().forEach((feature, weight) -> all.merge(feature, weight, Double::sum));
        measure();
    }

    /**
     * How alike a case is to others.
     *
     * @param all In all they say, from 0 to 1.
     * @param telling The part of it that comes from features which tell one thing from others of its kind: where, or whose.
     * @param matter The other part: what is wrong there; 1 while too little is known to tell the one from the other.
     */
    record Likeness(double all, double telling, double matter) {}

    /** How alike the case and the cases here are; where issues were put together by hand, to the part that is most alike. */
    Likeness likeness(CaseEntry entry) {
        double product = 0;
        double telling = 0;
        Features features = entry.features();
        double[] here = weightsOf(features);
        for (int i = 0; i < here.length; i++) {
            if (here[i] != 0) {
                double weight = features.weights()[i] * here[i];
                product += weight;
                telling += entry.words().tells(features.features()[i], size) ? weight : 0;
            }
        }
        double all = blend(product / size, product / length);
        double thing = blend(telling / size, telling / length);
        var own = new Likeness(
                all + ofKind(entry.category()), thing, entry.words().isGrown() ? all - thing : 1);
        return parts.stream()
                .map(part -> part.likeness(entry))
                .filter(likeness -> likeness.all() > own.all())
                .max(Comparator.comparingDouble(Likeness::all))
                .orElse(own);
    }

    /** Whether a case that comes within the time of the group belongs to it. */
    public boolean draws(CaseEntry entry, GroupingRules rules) {
        return rules.join(likeness(entry), Duration.ZERO);
    }

    /** How alike the cases here and there are, from 0 to 1. */
    double likeness(CaseGroup other) {
        CaseGroup small = sum().size() <= other.sum().size() ? this : other;
        CaseGroup large = small == this ? other : this;
        double product = 0;
        for (var entry : small.sum().entrySet()) {
            product += entry.getValue() * large.sum().getOrDefault(entry.getKey(), 0.0);
        }
        return blend(product / size / other.size, product / length / other.length) + ofKind(other.category);
    }

    /** The mean over the cases keeps a group from growing into everything; the angle to the middle lets it grow at all. */
    private static double blend(double mean, double angle) {
        return (mean + angle) / 2;
    }

    /** The same kind of matter says a little; another kind says that it is another thing at the same place. */
    private double ofKind(String other) {
        if (other == null || category == null) {
            return 0;
        }
        return other.equals(category) ? SAME_KIND : -OTHER_KIND;
    }

    /** Whether what is here and what is there can be one; null: it is not known where. */
    static boolean mayBeOne(String place, String other, Places places) {
        return place == null || other == null || places.mayBeOne(place, other);
    }

    /** How long before the first or after the last case; zero in between. */
    Duration gapTo(Instant at) {
        if (at.isBefore(firstAt)) {
            return between(at, firstAt);
        }
        return at.isAfter(lastAt) ? between(lastAt, at) : Duration.ZERO;
    }

    /** A case asks this of tens of thousands of groups, and {@link Duration#between} was in a quarter of the samples of assessment's Java. */
    private static Duration between(Instant from, Instant to) {
        return Duration.ofSeconds(to.getEpochSecond() - from.getEpochSecond(), (long) to.getNano() - from.getNano());
    }

    Duration gapTo(CaseGroup other) {
        Duration before = gapTo(other.lastAt);
        Duration after = gapTo(other.firstAt);
        boolean overlap = !other.firstAt.isAfter(lastAt) && !other.lastAt.isBefore(firstAt);
        return overlap ? Duration.ZERO : before.compareTo(after) < 0 ? before : after;
    }

    private void spread(Instant from, Instant to) {
        firstAt = firstAt == null || from.isBefore(firstAt) ? from : firstAt;
        lastAt = lastAt == null || to.isAfter(lastAt) ? to : lastAt;
    }

    /** What the sum weighs in each of these; most groups are compared once after they were read, and need no sum for it. */
    private double[] weightsOf(Features features) {
        if (sum == null) {
            double[] mean = features.weightsOf(centre);
            for (int i = 0; i < mean.length; i++) {
                mean[i] *= size;
            }
            return mean;
        }
        var weights = new double[features.features().length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = sum.getOrDefault(features.features()[i], 0.0);
        }
        return weights;
    }

    private Map<Integer, Double> sum() {
        if (sum == null) {
            sum = new HashMap<>(2 * centre.features().length);
            for (int i = 0; i < centre.features().length; i++) {
                sum.put(centre.features()[i], (double) centre.weights()[i] * size);
            }
        }
        return sum;
    }

    private void measure() {
        centre = null;
        if (sum.size() > MOST) {
            Features kept = Features.strongest(sum, MOST);
            var rest = new HashMap<Integer, Double>();
            for (int feature : kept.features()) {
                rest.put(feature, sum.get(feature));
            }
            sum = rest;
        }
        double square = 0;
        for (double weight : sum.values()) {
            square += weight * weight;
        }
        length = Math.max(Math.sqrt(square), SHORTEST);
    }

    /** The features by which the group is found: those that say most of it, and of each of its parts. */
    public int[] keys(int most) {
        if (parts.isEmpty()) {
            return centre().keys(most);
        }
        return Stream.concat(Stream.of(this), parts.stream())
                .flatMapToInt(group -> Arrays.stream(group.centre().keys(most)))
                .distinct()
                .toArray();
    }

    /** What the cases are about: the mean of theirs. */
    public Features centre() {
        if (centre == null) {
            centre = mean();
        }
        return centre;
    }

    private Features mean() {
        Features kept = Features.strongest(sum, MOST);
        var weights = new float[kept.features().length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (sum.get(kept.features()[i]) / size);
        }
        return new Features(kept.features(), weights);
    }

    public UUID id() {
        return id;
    }

    /** Number of cases. */
    public int size() {
        return size;
    }

    /** When the first case was registered. */
    public Instant firstAt() {
        return firstAt;
    }

    /** When the last case was registered. */
    public Instant lastAt() {
        return lastAt;
    }

    /** District; null: not known. */
    public String place() {
        return place;
    }

    /** Category of the first level; null: not known. */
    public String category() {
        return category;
    }

    /** Whether staff decided about it; only such a group was put together of parts. */
    public boolean held() {
        return held;
    }

    boolean dismissed() {
        return dismissed;
    }
}
