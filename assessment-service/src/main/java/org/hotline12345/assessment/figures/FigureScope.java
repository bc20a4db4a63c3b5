package org.hotline12345.assessment.figures;

import jakarta.enterprise.context.RequestScoped;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.problem.Problem;

/** Whose figures the caller may see: the office sees all, a unit's leader the unit and its subordinates. */
@RequestScoped
public class FigureScope {
    private static final List<String> OFFICE = List.of(Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.SUPERVISOR);

    private final Caller caller;
    private final OfficeCopy office;

    public FigureScope(Caller caller, OfficeCopy office) {
        this.caller = caller;
        this.office = office;
    }

    /** Whether the caller sees one unit and its subordinates only. */
    public boolean confined() {
        return !caller.isOfOffice(OFFICE);
    }

    /** Whether the caller may see the unit's figures. */
    public boolean covers(String unit) {
        return !confined() || caller.covers(unit);
    }

    /** 404 for a unit that is unknown or not the caller's. */
    public void require(String unit) {
        if (!covers(unit) || office.unit(unit).isEmpty() && confined()) {
            throw Problem.notFound();
        }
    }

    /**
     * The units whose figures are asked for, subordinates included; null for all.
     *
     * @param unit Code of a unit. May be null.
     * @param group A comparison group. May be null.
     */
    public Collection<String> units(String unit, String group) {
        String root = unit(unit);
        Collection<String> units = root == null ? null : office.withSubordinates(root);
        String wanted = blankToNull(group);
        if (wanted == null) {
            return units;
        }
        return office.units().stream()
                .filter(u -> Objects.equals(u.group(), wanted))
                .map(UnitInfo::code)
                .filter(code -> units == null || units.contains(code))
                .toList();
    }

    /** The unit asked for; without one the caller's own, or null for those who see all. */
    public String unit(String asked) {
        String root = blankToNull(asked);
        if (root == null && confined()) {
            root = caller.unit();
            if (root == null) {
                throw Problem.forbidden();
            }
        }
        if (root != null && !covers(root)) {
            throw Problem.notFound();
        }
        return root;
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
