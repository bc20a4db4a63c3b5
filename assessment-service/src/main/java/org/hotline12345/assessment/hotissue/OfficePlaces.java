package org.hotline12345.assessment.hotissue;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hotline12345.assessment.hotissue.model.Places;
import org.hotline12345.chassis.office.AreaInfo;
import org.hotline12345.chassis.office.OfficeCopy;

/** Districts and zones as the office knows them. */
@ApplicationScoped
class OfficePlaces {
    private static final int DISTRICT = 6;

    private final OfficeCopy office;
    private volatile Known known = new Known(-1, Map.of());

    OfficePlaces(OfficeCopy office) {
        this.office = office;
    }

    private record Pair(String place, String other) {}

    /** What was found out of two places, as long as the office's data stay as they are. */
    private record Known(long revision, Map<Pair, Boolean> one) {}

    /** The district of an area: a street lies in its district, and a case names the one or the other. */
    String place(String area) {
        return area == null || area.isBlank() ? null : area.substring(0, Math.min(DISTRICT, area.length()));
    }

    /** Which can be one as the office's data are now; for one batch of cases, each of which asks often. */
    Places now() {
        long revision = office.revision();
        if (known.revision() != revision) {
            known = new Known(revision, new ConcurrentHashMap<>());
        }
        Map<Pair, Boolean> one = known.one();
        return (place, other) -> place.equals(other) || one.computeIfAbsent(new Pair(place, other), this::share);
    }

    private boolean share(Pair pair) {
        return office.areas().stream()
                .map(AreaInfo::code)
                .anyMatch(area -> office.isAreaWithin(area, pair.place()) && office.isAreaWithin(area, pair.other()));
    }
}
