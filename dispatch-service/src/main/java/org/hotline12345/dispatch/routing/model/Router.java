package org.hotline12345.dispatch.routing.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hotline12345.dispatch.masterdata.catalogue.model.CatalogueRule;
import org.hotline12345.dispatch.masterdata.catalogue.model.Lead;
import org.hotline12345.dispatch.masterdata.categories.model.Category;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.dispatch.routing.model.Resolution.None;
import org.hotline12345.dispatch.routing.model.Resolution.One;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.RoutingCandidate;

/**
 * Finds the lead unit of a case (派单). Each step explains itself: the agent's choice, unless that unit may not have it; the
 * catalogue by category × area, falling back to what is above of both, the most specific first; where no category was given,
 * words of the catalogue and what a learned model says, each above the confidence that was right often enough before; else a
 * dispatcher. Words without a model that says the same decide only where the office has marked the entry of the catalogue: of
 * the shipped catalogue they named the right unit in 59 of 100 real cases. The nature of the matter counts more than the place:
 * every area of a category is tried before its parent.
 */
public final class Router {
    /** Words must weigh this much to decide. */
    public static final int LEAST_SCORE = 6;

    /** The words for one unit must weigh this many times those for the next unit to decide. */
    public static final double CLEAR_LEAD = 1.4;

    private static final int MOST_CANDIDATES = 5;

    private final RoutingBook book;

    /** Whether words decide without a mark. */
    private final boolean byWordsAlone;

    /** A router by this book. */
    public Router(RoutingBook book) {
        this(book, false);
    }

    /** For what was moved in: it was handled long ago, nobody waits at a wrong unit, and clear words decide. */
    public static Router ofHistory(RoutingBook book) {
        return new Router(book, true);
    }

    private Router(RoutingBook book, boolean byWordsAlone) {
        this.book = book;
        this.byWordsAlone = byWordsAlone;
    }

    /** Decides without a learned model. */
    public RoutingDecision route(CaseToRoute wanted) {
        return route(wanted, null);
    }

    /** Decides; the opinion of a learned model may be null. */
    public RoutingDecision route(CaseToRoute wanted, ModelOpinion opinion) {
        var exclusion = RespondentExclusion.of(book, wanted);
        Place place = Place.of(book, wanted);
        var chosen = chosen(wanted, place, exclusion);
        if (chosen != null) {
            return chosen;
        }
        var found = place.possible().isEmpty()
                ? at(place, wanted, opinion, exclusion)
                : atOneOf(place, wanted, opinion, exclusion);
        return wanted.proposedUnit() == null ? found : found.because(whyNotChosen(wanted, exclusion));
    }

    /** Whether neither the agent nor the catalogue says who handles the case. */
    public boolean isOpen(CaseToRoute wanted) {
        return wanted.category() == null && wanted.proposedUnit() == null
                || !(route(wanted) instanceof RoutingDecision.Dispatch to)
                || wanted.category() == null && to.decidedBy() != DecidedBy.CLERK;
    }

    /** The agent's choice as a candidate for whoever decides; none if nobody was chosen or the unit may not have the case. */
    public List<RoutingCandidate> chosen(CaseToRoute wanted) {
        var chosen = chosen(wanted, Place.of(book, wanted), RespondentExclusion.of(book, wanted));
        return chosen == null
                ? List.of()
                : List.of(new RoutingCandidate(chosen.unit(), chosen.category(), null, chosen.reason()));
    }

    private RoutingDecision.Dispatch chosen(CaseToRoute wanted, Place place, RespondentExclusion exclusion) {
        String unit = wanted.proposedUnit();
        if (unit == null || exclusion.excludes(unit) || !handles(unit)) {
            return null;
        }
        String category = book.category(wanted.category())
                .filter(Category::active)
                .map(Category::code)
                .orElse(null);
        var coUnits = category != null
                        && resolve(category, place, wanted, exclusion) instanceof One one
                        && one.unit().equals(unit)
                ? one.coUnits()
                : List.<String>of();
        return new RoutingDecision.Dispatch(
                unit, coUnits, category, place.area(), DecidedBy.CLERK, "受理员选定：" + book.unitName(unit), List.of());
    }

    /** Whether it handles cases: it works, and it is not the top of the tree. */
    private boolean handles(String unit) {
        return book.unit(unit)
                .filter(Unit::active)
                .filter(known -> known.parent() != null)
                .isPresent();
    }

    private String whyNotChosen(CaseToRoute wanted, RespondentExclusion exclusion) {
        return "受理员选定的" + book.unitName(wanted.proposedUnit())
                + (exclusion.excludes(wanted.proposedUnit()) ? "为被举报单位或其下属，应回避。" : "不能承办诉求。");
    }

    /** The unit the words of the catalogue clearly speak for; null if there is none. */
    String clearlyByWords(CaseToRoute wanted) {
        var byWords = new Router(book, true).route(wanted);
        return byWords instanceof RoutingDecision.Dispatch to ? to.unit() : null;
    }

    /** The units the model thinks of, the likeliest first. */
    List<RoutingCandidate> candidates(CaseToRoute wanted, ModelOpinion opinion) {
        var exclusion = RespondentExclusion.of(book, wanted);
        return votes(opinion, wanted, Place.of(book, wanted), exclusion).stream()
                .map(UnitVote::candidate)
                .toList();
    }

    /**
     * Units that may be meant apart from some, the likeliest first, for whoever decides: what the steps found, what the model
     * thinks of, and what the words speak for.
     */
    public List<RoutingCandidate> suggestions(CaseToRoute wanted, ModelOpinion opinion, Predicate<String> apartFrom) {
        var exclusion = RespondentExclusion.of(book, wanted);
        Place place = Place.of(book, wanted);
        var first = withVotes(route(wanted, opinion).candidates(), opinion, wanted, place, exclusion);
        return candidates(wanted, place, exclusion, first, apartFrom);
    }

    private RoutingDecision at(Place place, CaseToRoute wanted, ModelOpinion opinion, RespondentExclusion exclusion) {
        String category = book.category(wanted.category())
                .filter(Category::active)
                .map(Category::code)
                .orElse(null);
        return category == null
                ? withoutCategory(wanted, opinion, place, exclusion)
                : byCatalogue(wanted, opinion, category, place, exclusion);
    }

    /** Several places are possible: they are one if the same unit answers for all of them. */
    private RoutingDecision atOneOf(
            Place place, CaseToRoute wanted, ModelOpinion opinion, RespondentExclusion exclusion) {
        var candidates = new LinkedHashMap<String, RoutingCandidate>();
        RoutingDecision.Dispatch one = null;
        boolean same = true;
        for (String area : place.possible()) {
            var decision = at(new Place(area, "（可能的属地）"), wanted, opinion, exclusion);
            if (decision instanceof RoutingDecision.Dispatch to) {
                same &= one == null || one.unit().equals(to.unit());
                one = one == null ? to : one;
                candidates.putIfAbsent(
                        to.unit(), new RoutingCandidate(to.unit(), to.category(), to.confidence(), to.reason()));
            } else {
                same = false;
                decision.candidates().stream()
                        .limit(1)
                        .forEach(candidate -> candidates.putIfAbsent(candidate.unit(), candidate));
            }
        }
        if (one != null && same) {
            return new RoutingDecision.Dispatch(
                    one.unit(),
                    one.coUnits(),
                    one.category(),
                    null,
                    one.decidedBy(),
                    one.reason(),
                    one.candidates(),
                    one.confidence(),
                    one.modelVersion());
        }
        if (one == null && candidates.size() < 2) {
            return at(Place.NOWHERE, wanted, opinion, exclusion);
        }
        String names = place.possible().stream()
                .limit(MOST_CANDIDATES)
                .map(this::areaWithParent)
                .collect(Collectors.joining("、"));
        return new RoutingDecision.Triage(
                null,
                "属地不明确" + place.how() + "，可能是：" + names,
                candidates.values().stream().limit(MOST_CANDIDATES).toList(),
                version(opinion));
    }

    private String areaWithParent(String code) {
        return book.areaLine(code).stream()
                        .skip(1)
                        .limit(1)
                        .map(book::areaName)
                        .findFirst()
                        .orElse("")
                + book.areaName(code);
    }

    private RoutingDecision byCatalogue(
            CaseToRoute wanted, ModelOpinion opinion, String category, Place place, RespondentExclusion exclusion) {
        Resolution resolution = resolve(category, place, wanted, exclusion);
        if (resolution instanceof One one) {
            return dispatch(one, category, place, "", List.of());
        }
        var first = withVotes(resolution.candidates(), opinion, wanted, place, exclusion);
        var candidates = candidates(wanted, place, exclusion, first, none -> false);
        return new RoutingDecision.Triage(place.area(), resolution.why(), candidates, version(opinion));
    }

    private List<RoutingCandidate> withVotes(
            List<RoutingCandidate> found,
            ModelOpinion opinion,
            CaseToRoute wanted,
            Place place,
            RespondentExclusion exclusion) {
        var all = new ArrayList<>(found);
        votes(opinion, wanted, place, exclusion).stream()
                .map(UnitVote::candidate)
                .filter(candidate -> all.stream().noneMatch(c -> c.unit().equals(candidate.unit())))
                .forEach(all::add);
        return all;
    }

    /** The words of the catalogue and the learned model; without a model the words alone, where the entry is marked. */
    private RoutingDecision withoutCategory(
            CaseToRoute wanted, ModelOpinion opinion, Place place, RespondentExclusion exclusion) {
        var byWords = byWords(wanted, place, exclusion);
        var votes = votes(opinion, wanted, place, exclusion);
        if (votes.isEmpty()) {
            return byWords instanceof RoutingDecision.Dispatch to ? unconfirmed(to, wanted) : byWords;
        }
        var candidates =
                votes.stream().limit(MOST_CANDIDATES).map(UnitVote::candidate).toList();
        UnitVote best = votes.get(0);
        boolean agreed =
                byWords instanceof RoutingDecision.Dispatch to && to.unit().equals(best.unit());
        if (best.probability() >= (agreed ? opinion.agreed() : opinion.alone())) {
            var to = agreed ? (RoutingDecision.Dispatch) byWords : null;
            return new RoutingDecision.Dispatch(
                    best.unit(),
                    agreed ? to.coUnits() : best.coUnits(),
                    agreed ? to.category() : best.category(),
                    place.area(),
                    agreed ? DecidedBy.CATALOGUE : DecidedBy.MODEL,
                    agreed ? to.reason() + "。分类模型意见一致" + share(best.probability()) : best.why(),
                    candidates,
                    best.probability(),
                    opinion.version());
        }
        String why = byWords instanceof RoutingDecision.Dispatch to && !agreed
                ? "关键词指向" + book.unitName(to.unit()) + "，分类模型倾向" + book.unitName(best.unit()) + "，意见不一"
                : "分类模型把握不足" + share(best.probability()) + "，最可能是" + book.unitName(best.unit());
        return new RoutingDecision.Triage(place.area(), why, candidates, opinion.version());
    }

    /** What the words alone speak for. */
    private RoutingDecision unconfirmed(RoutingDecision.Dispatch byWords, CaseToRoute wanted) {
        return byWordsAlone || book.wordsDecide(byWords.category(), wanted)
                ? byWords
                : new RoutingDecision.Triage(
                        byWords.area(),
                        "关键词指向" + book.unitName(byWords.unit()) + "，没有分类模型印证，目录条目也未标明可凭关键词直接派单",
                        byWords.candidates());
    }

    /**
     * How the model votes on the unit: the probability of each category goes to the unit the catalogue names for it, that of
     * each unit to the unit, both by their share. A unit of another area stands for the one of its level at the place.
     */
    private List<UnitVote> votes(ModelOpinion opinion, CaseToRoute wanted, Place place, RespondentExclusion exclusion) {
        if (opinion == null) {
            return List.of();
        }
        var votes = new LinkedHashMap<String, UnitVote>();
        double ofCategories = opinion.units().isEmpty() ? 1 : 1 - opinion.unitShare();
        for (var guess : opinion.categories()) {
            if (ofCategories > 0 && resolve(guess.label(), place, wanted, exclusion) instanceof One one) {
                votes.computeIfAbsent(one.unit(), unit -> new UnitVote(unit, one.coUnits()))
                        .add(
                                ofCategories * guess.probability(),
                                guess.label(),
                                guess.words(),
                                "类别「" + book.categoryName(guess.label()) + "」" + share(guess.probability()));
            }
        }
        double ofUnits = opinion.categories().isEmpty() ? 1 : opinion.unitShare();
        for (var guess : opinion.units()) {
            String unit = ofUnits > 0 ? atPlace(guess.label(), place) : null;
            if (unit != null && !exclusion.excludes(unit)) {
                votes.computeIfAbsent(unit, u -> new UnitVote(u, List.of()))
                        .add(
                                ofUnits * guess.probability(),
                                null,
                                guess.words(),
                                "同类诉求由" + book.unitName(guess.label()) + "承办" + share(guess.probability()));
            }
        }
        return votes.values().stream()
                .sorted(Comparator.comparingDouble(UnitVote::probability).reversed())
                .toList();
    }

    /** The unit, or, where it answers for another area, the one of its level that answers for this; null if none works. */
    private String atPlace(String unit, Place place) {
        var known = book.unit(unit).filter(Unit::active);
        if (known.isEmpty() || place.area() == null || known.get().areas().isEmpty()) {
            return known.map(Unit::code).orElse(null);
        }
        boolean here = book.areaLine(place.area()).stream().anyMatch(known.get().areas()::contains);
        return here ? unit : book.responsible(known.get().level(), place.area()).orElse(unit);
    }

    private static String share(double probability) {
        return "(" + Math.round(probability * 100) / 100.0 + ")";
    }

    private static String version(ModelOpinion opinion) {
        return opinion == null ? null : opinion.version();
    }

    private RoutingDecision byWords(CaseToRoute wanted, Place place, RespondentExclusion exclusion) {
        var hits = book.keywords().match(wanted.title(), wanted.text());
        var candidates = new ArrayList<RoutingCandidate>();
        Map<String, Found> bestOfUnit = new LinkedHashMap<>();
        for (var hit : hits) {
            if (resolve(hit.category(), place, wanted, exclusion) instanceof One one) {
                bestOfUnit.putIfAbsent(one.unit(), new Found(hit, one));
            }
        }
        bestOfUnit.values().stream().limit(MOST_CANDIDATES).map(this::candidate).forEach(candidates::add);
        if (bestOfUnit.isEmpty()) {
            return new RoutingDecision.Triage(place.area(), "未给出事项类别，派单目录的关键词也没有命中", List.of());
        }
        var ranked = bestOfUnit.values().iterator();
        Found best = ranked.next();
        int next = ranked.hasNext() ? ranked.next().hit().score() : 0;
        if (best.hit().score() < LEAST_SCORE) {
            return new RoutingDecision.Triage(place.area(), "未给出事项类别，关键词依据不足：" + words(best.hit()), candidates);
        }
        if (best.hit().score() < CLEAR_LEAD * next) {
            return new RoutingDecision.Triage(place.area(), "未给出事项类别，关键词指向多个单位，难以区分", candidates);
        }
        return dispatch(best.one(), best.hit().category(), place, "关键词「" + words(best.hit()) + "」→ ", candidates);
    }

    private RoutingDecision dispatch(
            One one, String category, Place place, String before, List<RoutingCandidate> candidates) {
        return new RoutingDecision.Dispatch(
                one.unit(), one.coUnits(), category, place.area(), DecidedBy.CATALOGUE, before + one.why(), candidates);
    }

    /** The unit the catalogue names for the category at the place. */
    private Resolution resolve(String category, Place place, CaseToRoute wanted, RespondentExclusion exclusion) {
        var areas = new ArrayList<String>(book.areaLine(place.area()));
        areas.add(null);
        for (String step : book.categoryLine(category)) {
            for (String area : areas) {
                Resolution resolution = among(book.rules(step, area), category, area, place, wanted, exclusion);
                if (resolution instanceof One one && exclusion.excludes(one.unit())) {
                    return withoutRespondent(one, exclusion);
                }
                if (resolution != null) {
                    return resolution;
                }
            }
        }
        return new None("派单目录中没有事项类别「" + book.categoryName(category) + "」的承办单位", List.of());
    }

    private Resolution withoutRespondent(One one, RespondentExclusion exclusion) {
        String because = "按派单目录应由" + book.unitName(one.unit()) + "承办，因其为被举报单位或其下属而回避";
        return exclusion
                .instead()
                .<Resolution>map(above -> new One(
                        above,
                        one.coUnits().stream()
                                .filter(unit -> !exclusion.excludes(unit) && !unit.equals(above))
                                .toList(),
                        because + "，交其上级" + book.unitName(above)))
                .orElseGet(() -> new None(because + "，没有可以承办的上级", List.of()));
    }

    /** Chooses among the entries of one category and area; null if none of them names a unit for the place. */
    private Resolution among(
            List<CatalogueRule> rules,
            String category,
            String area,
            Place place,
            CaseToRoute wanted,
            RespondentExclusion exclusion) {
        LocalDate day = wanted.day();
        var named = rules.stream()
                .filter(rule -> rule.validOn(day))
                .flatMap(rule -> book.leadOf(rule, place.area()).map(unit -> new Named(rule, unit)).stream())
                .toList();
        if (named.isEmpty()) {
            return null;
        }
        var territorial = named.stream()
                .filter(n -> n.rule().lead() instanceof Lead.OfArea)
                .toList();
        var best = mostWords(territorial.isEmpty() ? named : territorial, wanted);
        var units = best.stream().map(Named::unit).distinct().toList();
        if (units.size() > 1) {
            var candidates = best.stream()
                    .map(n -> new RoutingCandidate(n.unit(), category, null, "派单目录有多个条目同样具体"))
                    .toList();
            return new None("派单目录对事项类别「" + book.categoryName(category) + "」有多个同样具体的条目", candidates);
        }
        Named one = best.get(0);
        var coUnits = one.rule().coUnits().stream()
                .filter(unit -> !unit.equals(one.unit())
                        && !exclusion.excludes(unit)
                        && book.unit(unit).filter(Unit::active).isPresent())
                .toList();
        return new One(one.unit(), coUnits, why(one, area, place));
    }

    private static List<Named> mostWords(List<Named> named, CaseToRoute wanted) {
        if (named.size() == 1) {
            return named;
        }
        String all = wanted.title() + "\n" + wanted.text();
        Map<Named, Long> hits = new LinkedHashMap<>();
        named.forEach(n ->
                hits.put(n, n.rule().keywords().stream().filter(all::contains).count()));
        long most = hits.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return named.stream().filter(n -> hits.get(n) == most).toList();
    }

    private String why(Named named, String area, Place place) {
        var text = new StringBuilder("派单目录：事项类别「")
                .append(book.categoryName(named.rule().category()))
                .append("」");
        if (named.rule().lead() instanceof Lead.OfArea lead) {
            text.append("由属地")
                    .append(lead.level().chinese())
                    .append("单位承办，属地「")
                    .append(book.areaName(place.area()))
                    .append("」")
                    .append(place.how());
        } else if (area != null) {
            text.append(" × 属地「").append(book.areaName(area)).append("」").append(place.how());
        }
        return text.append(" → ").append(book.unitName(named.unit())).toString();
    }

    private List<RoutingCandidate> candidates(
            CaseToRoute wanted,
            Place place,
            RespondentExclusion exclusion,
            List<RoutingCandidate> first,
            Predicate<String> apartFrom) {
        var candidates = new ArrayList<>(first.stream()
                .filter(candidate -> !exclusion.excludes(candidate.unit()) && !apartFrom.test(candidate.unit()))
                .toList());
        for (var hit : book.keywords().match(wanted.title(), wanted.text())) {
            if (candidates.size() >= MOST_CANDIDATES) {
                break;
            }
            if (resolve(hit.category(), place, wanted, exclusion) instanceof One one
                    && !apartFrom.test(one.unit())
                    && candidates.stream().noneMatch(c -> c.unit().equals(one.unit()))) {
                candidates.add(candidate(new Found(hit, one)));
            }
        }
        return candidates.stream().limit(MOST_CANDIDATES).toList();
    }

    private RoutingCandidate candidate(Found found) {
        return new RoutingCandidate(
                found.one().unit(),
                found.hit().category(),
                null,
                "关键词「" + words(found.hit()) + "」→ " + found.one().why());
    }

    private static String words(KeywordIndex.Hit hit) {
        return String.join("、", hit.words().subList(0, Math.min(6, hit.words().size())));
    }

    private record Named(CatalogueRule rule, String unit) {}

    private record Found(KeywordIndex.Hit hit, One one) {}
}
