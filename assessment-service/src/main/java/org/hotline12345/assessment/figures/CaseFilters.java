package org.hotline12345.assessment.figures;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.assessment.definition.model.FactFilter;
import org.hotline12345.chassis.office.AreaInfo;
import org.hotline12345.chassis.office.CategoryInfo;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.events.CaseType;

/** Reads which cases are asked for. */
@ApplicationScoped
public class CaseFilters {
    private final OfficeCopy office;
    private final OfficeTrees trees;

    CaseFilters(OfficeCopy office, OfficeTrees trees) {
        this.office = office;
        this.trees = trees;
    }

    /** What can be asked for. */
    public static class Query {
        /** Area, with all that lies in it; of a division and a zone that both hold an area the division counts. {@code -}: no area. */
        @QueryParam("area")
        public String area;

        /** Category, with all below it. {@code -}: no category. */
        @QueryParam("category")
        public String category;

        @QueryParam("channel")
        public String channel;

        /** Case type. */
        @QueryParam("type")
        public String type;

        /** {@code each} (default): merged cases count for each citizen; {@code once}: with their lead case only. */
        @QueryParam("merged")
        public String merged;
    }

    /** The filter; 400 names a type that does not exist. */
    public FactFilter of(Query query) {
        return new FactFilter(
                isBlank(query.channel) ? null : Set.of(query.channel),
                isBlank(query.type) ? null : Set.of(type(query.type)),
                null,
                isBlank(query.area) ? null : areas(query.area),
                isBlank(query.category) ? null : categories(query.category),
                mergedOnce(query.merged));
    }

    private Set<String> areas(String code) {
        return within(code, office.areas().stream().map(AreaInfo::code), trees::areaPath);
    }

    private Set<String> categories(String code) {
        return within(code, office.categories().stream().map(CategoryInfo::code), trees::categoryPath);
    }

    /** The code and all below it; of a code the office does not know, which facts can hold, the code alone. */
    private static Set<String> within(String code, Stream<String> known, Function<String, List<String>> path) {
        return Stream.concat(
                        Stream.of(code), known.filter(one -> path.apply(one).contains(code)))
                .collect(Collectors.toSet());
    }

    private static CaseType type(String name) {
        return Arrays.stream(CaseType.values())
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("type", "violation.case-type"));
    }

    private static boolean mergedOnce(String merged) {
        return switch (isBlank(merged) ? "each" : merged) {
            case "each" -> false;
            case "once" -> true;
            default -> throw Problem.invalid("merged", "violation.merged");
        };
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
