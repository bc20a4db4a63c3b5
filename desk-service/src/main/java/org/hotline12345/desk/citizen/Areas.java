package org.hotline12345.desk.citizen;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Where a matter can be: the areas of the city, as intake tells them, read anew every few minutes. */
@ApplicationScoped
class Areas {
    private final Remembered<Map<String, String>> known;

    Areas(CitizenServices services) {
        this.known = new Remembered<>(Map.of(), () -> services.told("areas"), Areas::choices);
    }

    /** Codes with what is shown of them, each below the area it lies in; none while intake is away, for a form goes without too. */
    Uni<Map<String, String>> choices() {
        return known.now();
    }

    /** A street stands behind its district, with the district's name before its own; what is the city itself gives no name. */
    static Map<String, String> choices(JsonNode areas) {
        var byCode = StreamSupport.stream(areas.spliterator(), false)
                .collect(Collectors.toMap(area -> area.path("code").asText(), area -> area));
        var sorted = new ArrayList<String[]>();
        areas.forEach(area -> {
            String code = area.path("code").asText();
            JsonNode parent = byCode.get(area.path("parents").path(0).asText());
            boolean within = parent != null && parent.path("parents").size() > 0;
            String name = area.path("name").asText();
            sorted.add(
                    within
                            ? new String[] {
                                parent.path("code").asText() + " " + code,
                                code,
                                parent.path("name").asText() + " · " + name
                            }
                            : new String[] {code, code, name});
        });
        sorted.sort((a, b) -> a[0].compareTo(b[0]));
        var choices = new LinkedHashMap<String, String>();
        sorted.forEach(one -> choices.put(one[1], one[2]));
        return choices;
    }
}
