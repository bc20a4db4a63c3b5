package org.hotline12345.endtoend;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a service takes a case for. Null is what nobody knows; {@link #UNSAID} where the service does not say.
 *
 * @param accused The units that it accuses. Null where the service does not say.
 */
record Facts(String category, String area, Set<String> accused) {
    static final String UNSAID = "?";

    static final Facts NOTHING_SAID = new Facts(UNSAID, UNSAID, null);

    /** In what the services contradict each other. */
    static List<String> contradictions(Collection<Facts> all) {
        var wrong = new ArrayList<String>();
        if (severalSay(all, facts -> UNSAID.equals(facts.category()) ? List.of() : one(facts.category()))) {
            wrong.add("category");
        }
        if (severalSay(all, facts -> UNSAID.equals(facts.area()) ? List.of() : one(facts.area()))) {
            wrong.add("area");
        }
        if (severalSay(all, facts -> facts.accused() == null ? List.of() : one(facts.accused()))) {
            wrong.add("accused");
        }
        return wrong;
    }

    private static List<Object> one(Object value) {
        return List.of(String.valueOf(value));
    }

    private static boolean severalSay(Collection<Facts> all, Function<Facts, List<Object>> said) {
        return all.stream()
                        .flatMap(facts -> said.apply(facts).stream())
                        .distinct()
                        .count()
                > 1;
    }
}
