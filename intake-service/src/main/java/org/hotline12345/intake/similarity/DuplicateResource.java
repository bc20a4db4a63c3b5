package org.hotline12345.intake.similarity;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.contact.Covering;
import org.hotline12345.intake.contact.Telephone;
import org.hotline12345.intake.contact.model.PhoneNumber;
import org.hotline12345.intake.input.Needed;
import org.hotline12345.intake.input.Told;
import org.hotline12345.intake.knowledge.FindArticles;
import org.hotline12345.intake.knowledge.OfferedArticle;

/** Candidates for duplicates before a case is registered. */
@Path("/api/v1/cases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "cases", description = "诉求 Cases")
public class DuplicateResource {
    private final SimilarCases duplicates;
    private final FindArticles articles;
    private final Contacts contacts;

    public DuplicateResource(SimilarCases duplicates, FindArticles articles, Contacts contacts) {
        this.duplicates = duplicates;
        this.articles = articles;
        this.contacts = contacts;
    }

    /** What an agent sees while typing, on one page. */
    @Schema(
            name = "PossibleDuplicates",
            description = "疑似重复的诉求和可用的知识条目 Possible duplicates, and articles that may answer")
    public record Hints(
            List<SimilarCases.Candidate> items,

            String next,

            @Schema(description = "可能用得上的知识条目，最多5条 Articles that may answer, at most 5")
            List<OfferedArticle> articles) {}

    /** What is about to be registered. */
    public record Draft(
            @Told(value = Told.TITLE, required = true) @Schema(description = "标题 Title")
            String title,

            @Told(Told.TEXT) @Schema(description = "内容 Text")
            String text,

            @Told(value = Told.CODE, oneLine = true) @Schema(description = "事项类别 Category code")
            String category,

            @Told(value = Told.CODE, oneLine = true) @Schema(description = "属地 Area code")
            String area,

            @Telephone @Schema(description = "电话，按电话查询会留痕 Telephone; looking by it is logged")
            String phone) {}

    /** Candidates, the most likely first. */
    @POST
    @Path("/duplicates")
    @RolesAllowed(Roles.AGENT)
    @Operation(
            summary = "疑似重复 Possible duplicates",
            description = "30天内同一诉求人、标题或内容相似的诉求，以及可以补充、催办、并单或关联的建议；并附可用的知识条目 Cases of the same citizen, or"
                    + " with a similar title or text, within 30 days, and what is offered: SUPPLEMENT, URGE, MERGE or LINK;"
                    + " with articles of the knowledge base that may answer")
    public Uni<Hints> find(@Needed @Valid Draft body) {
        PhoneNumber phone = contacts.phone(body.phone()).orElse(null);
        var covering = new Covering(phone);
        return duplicates
                .find(covering.said(body.title()), covering.said(body.text()), body.category(), body.area(), phone)
                .chain(found -> articles.answering(body.title(), body.text(), body.category(), body.area())
                        .map(offered -> new Hints(found, null, offered)));
    }
}
