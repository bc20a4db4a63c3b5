package org.hotline12345.assessment.figures;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;
import org.hotline12345.chassis.office.AreaInfo;
import org.hotline12345.chassis.office.OfficeCopy;

/** Where areas and categories stand in their trees, the outermost first and themselves last. */
@ApplicationScoped
public class OfficeTrees {
    private final OfficeCopy office;

    OfficeTrees(OfficeCopy office) {
        this.office = office;
    }

    /** The areas an area lies in; of a division and a zone that both hold it the division counts. */
    public List<String> areaPath(String code) {
        var path = new LinkedList<String>();
        for (String next = code; next != null && !path.contains(next); next = areaAbove(next)) {
            path.addFirst(next);
        }
        return path;
    }

    /** The categories above a category. */
    public List<String> categoryPath(String code) {
        var path = new ArrayList<>(List.of(code));
        path.addAll(office.categoryAncestors(code));
        Collections.reverse(path);
        return path;
    }

    /** What stands on a path at a level from 1, or its end if that comes earlier. */
    static String at(List<String> path, int level) {
        return path.get(Math.min(level, path.size()) - 1);
    }

    private String areaAbove(String code) {
        List<String> parents = office.area(code).map(AreaInfo::parents).orElse(List.of());
        return parents.stream()
                .filter(parent -> office.area(parent).filter(AreaInfo::zone).isEmpty())
                .findFirst()
                .orElse(parents.isEmpty() ? null : parents.get(0));
    }
}
