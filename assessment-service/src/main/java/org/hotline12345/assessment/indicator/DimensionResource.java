package org.hotline12345.assessment.indicator;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.definition.Names;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.figures.FigureScope;
import org.hotline12345.assessment.figures.OfficeTrees;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.office.AreaInfo;
import org.hotline12345.chassis.office.CategoryInfo;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.events.CaseType;

/** By what figures can be narrowed: the groups, units, areas, categories, channels and types of the city. */
@Path("/api/v1/indicators/dimensions")
@Tag(name = "indicators")
@RolesAllowed({Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.SUPERVISOR, Roles.UNIT_LEADER})
public class DimensionResource {
    private final OfficeCopy office;
    private final OfficeTrees trees;
    private final FigureScope scope;
    private final Names names;
    private final Command command;

    public DimensionResource(OfficeCopy office, OfficeTrees trees, FigureScope scope, Names names, Command command) {
        this.office = office;
        this.trees = trees;
        this.scope = scope;
        this.names = names;
        this.command = command;
    }

    /** A code and what people read in its place. */
    public record CodeName(String code, String name) {}

    /** A unit; the group may be null. */
    public record UnitView(String code, String name, String group) {}

    /** An area or category at its level of the tree, from 1; the parent of the outermost is null. */
    public record NodeView(String code, String name, String parent, int level) {}

    /** All that there is; of units those the caller may see. */
    public record DimensionsView(
            List<String> groups,
            List<UnitView> units,
            List<NodeView> areas,
            List<NodeView> categories,
            List<CodeName> channels,
            List<CodeName> types) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public DimensionsView dimensions() {
        Language language = command.language();
        var units = office.units().stream()
                .filter(unit -> unit.active() && scope.covers(unit.code()))
                .sorted(Comparator.comparing(UnitInfo::code))
                .toList();
        return new DimensionsView(
                units.stream()
                        .map(UnitInfo::group)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .toList(),
                units.stream()
                        .map(unit -> new UnitView(unit.code(), unit.name(), unit.group()))
                        .toList(),
                office.areas().stream()
                        .filter(AreaInfo::active)
                        .sorted(Comparator.comparing(AreaInfo::code))
                        .map(area -> node(area.code(), area.name(), trees.areaPath(area.code())))
                        .toList(),
                office.categories().stream()
                        .filter(CategoryInfo::active)
                        .sorted(Comparator.comparing(CategoryInfo::code))
                        .map(category -> node(category.code(), category.name(), trees.categoryPath(category.code())))
                        .toList(),
                Names.channels().stream()
                        .map(code -> new CodeName(
                                code, names.of(Dimension.CHANNEL, code).in(language)))
                        .toList(),
                Arrays.stream(CaseType.values())
                        .map(type -> new CodeName(
                                type.name(),
                                names.of(Dimension.TYPE, type.name()).in(language)))
                        .toList());
    }

    private static NodeView node(String code, String name, List<String> path) {
        return new NodeView(code, name, path.size() > 1 ? path.get(path.size() - 2) : null, path.size());
    }
}
