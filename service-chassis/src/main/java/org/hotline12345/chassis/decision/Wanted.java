package org.hotline12345.chassis.decision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which decisions a list is to show: conditions on {@code d}, in the query language of Hibernate. */
public final class Wanted {
    final List<String> conditions = new ArrayList<>();
    final Map<String, Object> values = new LinkedHashMap<>();

    /** Those for which it is so; the condition names the value {@code :name}. Nothing is asked if the value is null. */
    public Wanted with(String condition, String name, Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
        return this;
    }
}
