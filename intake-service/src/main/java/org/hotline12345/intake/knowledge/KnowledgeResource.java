package org.hotline12345.intake.knowledge;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.intake.input.Needed;
import org.hotline12345.intake.input.Told;
import org.hotline12345.intake.knowledge.model.ArticleState;

/** The knowledge base 知识库: everybody who signs in reads what is published, the office writes it. */
@Path("/api/v1/knowledge")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "knowledge", description = "知识库 Knowledge base")
public class KnowledgeResource {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");

    private final KnowledgeQueries queries;
    private final FindArticles articles;
    private final EditArticles edit;
    private final Idempotency idempotency;
    private final Command command;

    KnowledgeResource(
            KnowledgeQueries queries,
            FindArticles articles,
            EditArticles edit,
            Idempotency idempotency,
            Command command) {
        this.queries = queries;
        this.articles = articles;
        this.edit = edit;
        this.idempotency = idempotency;
        this.command = command;
    }

    /** What a citizen asks. */
    @Schema(description = "诉求人问的 What a citizen asks")
    public record Question(
            @Told(Told.TITLE) @Schema(description = "标题 Title")
            String title,

            @Told(value = Told.TEXT, required = true) @Schema(description = "内容 Text", required = true)
            String text,

            @Told(value = Told.CODE, oneLine = true) @Schema(description = "事项类别 Category code")
            String category,

            @Told(value = Told.CODE, oneLine = true) @Schema(description = "属地 Area code")
            String area) {}

    /** Why an article is retired. */
    @Schema(description = "停用 Retirement of an article")
    public record ArticleRetirement(
            @Told(value = Told.LINE, required = true) @Schema(description = "停用原因 Why", required = true)
            String reason) {}

    /** Articles by their codes. */
    @GET
    @Consumes(MediaType.WILDCARD)
    @RequestHeaders(Name.LANGUAGE)
    @Operation(
            summary = "知识条目清单 List of articles",
            description = "管理员和热线办领导看到全部条目的最新版本，其他人员看到有效的已发布版本 Administrators and office leaders see the latest"
                    + " versions of all, everybody else what is published and holds")
    public Uni<Page<ArticleView>> list(
            @QueryParam("state") ArticleState state,
            @QueryParam("q") @Told(Told.TITLE) String q,
            @QueryParam("category") @Told(Told.CODE) String category,
            @QueryParam("area") @Told(Told.CODE) String area,
            @QueryParam("reviewBy") LocalDate reviewBy,
            @BeanParam PageRequest page) {
        return queries.list(new KnowledgeQueries.Wanted(state, q, category, area, reviewBy), page, command.language());
    }

    /** Articles that may answer what a citizen asks, the best first. */
    @POST
    @Path("/search")
    @Operation(
            summary = "查找可用的知识条目 Find articles that answer",
            description =
                    "按诉求的文字、类别和属地，最多5条，最相关的在前 By the words of a case, its category and its area; at most 5, the best"
                            + " first")
    public Uni<Page<OfferedArticle>> search(@Needed @Valid Question body) {
        return articles.answering(body.title(), body.text(), body.category(), body.area())
                .map(found -> new Page<>(found, null));
    }

    /** One article. */
    @GET
    @Path("/{code}")
    @Consumes(MediaType.WILDCARD)
    @RequestHeaders(Name.LANGUAGE)
    @Operation(
            summary = "查看知识条目 An article",
            description = "管理员和热线办领导看到最新版本，其他人员看到已发布版本 Administrators and office leaders see the latest version,"
                    + " everybody else the published one")
    @APIResponseSchema(value = ArticleView.class, responseCode = "200", responseDescription = "知识条目 The article")
    public Uni<Response> find(@PathParam("code") String code) {
        return queries.find(code, command.language()).map(KnowledgeResource::answer);
    }

    /** Its versions. */
    @GET
    @Path("/{code}/versions")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.OFFICE_LEADER, Roles.ADMIN})
    @Operation(
            summary = "知识条目的版本 Versions of an article",
            description = "最新的在前，含编写、发布、停用的人和时间 The latest first, with who wrote, published and ended each and when")
    public Uni<Page<ArticleVersionView>> versions(@PathParam("code") String code, @BeanParam PageRequest page) {
        return queries.versions(code, page);
    }

    /** Writes a version. */
    @PUT
    @Path("/{code}")
    @RolesAllowed({Roles.OFFICE_LEADER, Roles.ADMIN})
    @RequestHeaders({Name.LANGUAGE, Name.KEY, Name.IF_MATCH})
    @Operation(
            summary = "编写知识条目 Write an article",
            description = "新建，或写成下一版本，发布前为草稿；与最新版本相同的不变，本市已有的知识库可以定期推送 A new article, or the next version,"
                    + " a draft until it is published; what equals the latest version changes nothing, so that a knowledge base of the"
                    + " city may send all it has")
    @APIResponseSchema(value = ArticleView.class, responseCode = "200", responseDescription = "知识条目 The article")
    public Uni<Response> write(@PathParam("code") String code, @Needed @Valid ArticleInput body) {
        if (!CODE.matcher(code).matches()) {
            throw Problem.invalid("code", "violation.intake.article-code");
        }
        var now = command.now();
        return run(code, body, now, session -> edit.write(session, code, body.content(), now));
    }

    /** Publishes the latest version. */
    @POST
    @Path("/{code}/publication")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.OFFICE_LEADER, Roles.ADMIN})
    @RequestHeaders({Name.LANGUAGE, Name.KEY, Name.IF_MATCH})
    @Operation(
            summary = "发布知识条目 Publish an article",
            description =
                    "发布最新版本，取代原已发布的版本；须由编写人以外的人发布 The latest version takes the place of the published one; by somebody"
                            + " who did not write it")
    @APIResponseSchema(value = ArticleView.class, responseCode = "200", responseDescription = "知识条目 The article")
    public Uni<Response> publish(@PathParam("code") String code) {
        var now = command.now();
        return run(code, "publication", now, session -> edit.publish(session, code, now));
    }

    /** Retires the published version. */
    @POST
    @Path("/{code}/retirement")
    @RolesAllowed({Roles.OFFICE_LEADER, Roles.ADMIN})
    @RequestHeaders({Name.LANGUAGE, Name.KEY, Name.IF_MATCH})
    @Operation(
            summary = "停用知识条目 Retire an article",
            description = "停用后不再提示，未发布的新版本仍为草稿 It is offered no more; a newer version stays a draft")
    @APIResponseSchema(value = ArticleView.class, responseCode = "200", responseDescription = "知识条目 The article")
    public Uni<Response> retire(@PathParam("code") String code, @Needed @Valid ArticleRetirement body) {
        var now = command.now();
        return run(code, body, now, session -> edit.retire(session, code, body.reason(), now));
    }

    /** Takes a step and answers the article as it is then. */
    private Uni<Response> run(
            String code, Object body, CommandContext now, Function<Mutiny.Session, Uni<Article>> step) {
        return idempotency.run(
                body,
                session -> step.apply(session)
                        .chain(() -> queries.find(session, code, now.language()))
                        .map(KnowledgeResource::answer));
    }

    private static Response answer(KnowledgeQueries.Found found) {
        return Command.ok(found.view(), found.version());
    }
}
