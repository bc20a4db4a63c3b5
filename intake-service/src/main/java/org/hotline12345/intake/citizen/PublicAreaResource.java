package org.hotline12345.intake.citizen;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.office.AreaInfo;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.rest.RateLimited;

/** Areas that a citizen may choose as the place of a matter. */
@Path("/api/v1/public/areas")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "public", description = "公众查询 For citizens")
public class PublicAreaResource {
    private final OfficeCopy office;

    PublicAreaResource(OfficeCopy office) {
        this.office = office;
    }

    /** An area. */
    @Schema(name = "PublicArea", description = "可选的属地 An area that may be chosen")
    public record PublicArea(
            @Schema(description = "属地代码 Code") String code,
            @Schema(description = "名称 Name") String name,

            @Schema(description = "上级属地代码 Codes of the areas it lies in")
            List<String> parents) {}

    /** The areas that are in use, by their codes. */
    @GET
    @PermitAll
    @RateLimited
    public Uni<List<PublicArea>> areas() {
        return Uni.createFrom()
                .item(() -> office.areas().stream()
                        .filter(AreaInfo::active)
                        .sorted(Comparator.comparing(AreaInfo::code))
                        .map(area -> new PublicArea(area.code(), area.name(), area.parents()))
                        .toList());
    }
}
