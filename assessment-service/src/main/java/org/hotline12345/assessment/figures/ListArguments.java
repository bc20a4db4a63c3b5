package org.hotline12345.assessment.figures;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.assessment.definition.model.FactSource;

/** Lists of values among the arguments of a statement, each of them once. */
public final class ListArguments implements FactSource.Lists {
    private final List<Object> args;
    private final Map<String, String> known = new HashMap<>();

    public ListArguments(List<Object> args) {
        this.args = args;
    }

    @Override
    public String parameter(String name, Set<?> values) {
        return known.computeIfAbsent(name, key -> {
            args.add(values.stream().map(Object::toString).toArray(String[]::new));
            return "$" + args.size();
        });
    }
}
