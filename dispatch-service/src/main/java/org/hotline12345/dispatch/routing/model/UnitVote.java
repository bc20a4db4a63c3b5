package org.hotline12345.dispatch.routing.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hotline12345.events.RoutingCandidate;

/** What a learned model says for one unit: by way of its categories and by itself. */
final class UnitVote {
    private static final int MOST_WORDS = 5;

    private final String unit;
    private final List<String> coUnits;
    private final Set<String> words = new LinkedHashSet<>();
    private final List<String> reasons = new ArrayList<>();
    private String category;
    private double probability;

    UnitVote(String unit, List<String> coUnits) {
        this.unit = unit;
        this.coUnits = coUnits;
    }

    void add(double more, String ofCategory, List<String> spoke, String reason) {
        probability += more;
        category = category == null ? ofCategory : category;
        words.addAll(spoke);
        if (reasons.size() < 2) {
            reasons.add(reason);
        }
    }

    String unit() {
        return unit;
    }

    List<String> coUnits() {
        return coUnits;
    }

    /** The likeliest category that led here. May be null. */
    String category() {
        return category;
    }

    double probability() {
        return Math.min(1, probability);
    }

    String why() {
        return "分类模型：" + String.join(";", reasons)
                + (words.isEmpty()
                        ? ""
                        : "，依据「"
                                + String.join(
                                        "、", words.stream().limit(MOST_WORDS).toList()) + "」");
    }

    RoutingCandidate candidate() {
        return new RoutingCandidate(unit, category, probability(), why());
    }
}
