package org.hotline12345.assessment.reading;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.definition.Names;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.reading.model.CaseFile;
import org.hotline12345.assessment.reading.model.Step;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.TextBundle;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.time.ShanghaiTime;

/** The case behind a figure. */
@Path("/api/v1/cases/{caseId}")
@Tag(name = "cases")
@Produces(MediaType.APPLICATION_JSON)
public class CaseFileResource {
    private static final TextBundle WORDS = TextBundle.of("reading/words");

    private final ReadCase reading;
    private final Names names;
    private final Command command;

    public CaseFileResource(ReadCase reading, Names names, Command command) {
        this.reading = reading;
        this.names = names;
        this.command = command;
    }

    /** Something that happened to the case, in words. */
    public record CourseStep(OffsetDateTime at, String what, String unit, String unitName, String text) {}

    /**
     * A case: what the citizen said, what was answered, its course. Numbers of persons are masked; who the citizen is stands in
     * intake alone.
     */
    public record CaseFileView(
            UUID caseId,
            String caseNumber,
            OffsetDateTime registeredAt,
            String channel,
            String channelName,
            String type,
            String typeName,
            String urgency,
            String urgencyName,
            String anonymity,
            String anonymityName,
            String category,
            String categoryName,
            String area,
            String areaName,
            String address,
            String respondent,
            String title,
            String text,
            List<CourseStep> answers,
            List<CourseStep> course) {}

    @GET
    @RolesAllowed({Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.SUPERVISOR})
    @Operation(
            summary = "查阅诉求 The case behind a figure",
            description =
                    "标题、内容、答复和办理过程；每次查阅均有记录，诉求人身份信息只在受理系统"
                            + " Title, text, answers and course; every reading is written down, and who the citizen is stands in intake alone")
    public Uni<CaseFileView> one(@PathParam("caseId") UUID caseId) {
        Language language = command.language();
        return reading.read(caseId).map(file -> view(file, language));
    }

    private CaseFileView view(CaseFile file, Language language) {
        var said = file.registered();
        String respondent = said.respondent() == null
                ? null
                : said.respondent().unit() == null
                        ? said.respondent().name()
                        : name(Dimension.UNIT, said.respondent().unit(), language);
        return new CaseFileView(
                said.caseId(),
                said.caseNumber(),
                ShanghaiTime.of(said.registeredAt()),
                said.channel(),
                name(Dimension.CHANNEL, said.channel(), language),
                said.type().name(),
                name(Dimension.TYPE, said.type().name(), language),
                said.urgency().name(),
                word("urgency", said.urgency(), language),
                said.anonymity().name(),
                word("anonymity", said.anonymity(), language),
                said.category(),
                name(Dimension.CATEGORY, said.category(), language),
                said.area(),
                name(Dimension.AREA, said.area(), language),
                said.address(),
                respondent,
                said.title(),
                said.text(),
                steps(file.answers(), language),
                steps(file.course(), language));
    }

    private List<CourseStep> steps(List<Step> steps, Language language) {
        return steps.stream()
                .map(step -> new CourseStep(
                        ShanghaiTime.of(step.at()),
                        step.what().in(language),
                        step.unit(),
                        name(Dimension.UNIT, step.unit(), language),
                        step.text()))
                .toList();
    }

    private String name(Dimension dimension, String code, Language language) {
        return code == null ? null : names.of(dimension, code).in(language);
    }

    private static String word(String group, Enum<?> constant, Language language) {
        return WORDS.get(group + "." + constant.name()).in(language);
    }
}
