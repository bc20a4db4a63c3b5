package org.hotline12345.intake.knowledge;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.SqlBuilder;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.office.AreaInfo;
import org.hotline12345.chassis.office.CategoryInfo;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.intake.knowledge.model.ArticleContent;
import org.hotline12345.intake.knowledge.model.ArticleState;
import org.hotline12345.intake.lookup.model.SearchText;

/** Reads the knowledge base: lists, single articles, what became of them, and what may answer a question. */
@ApplicationScoped
public class KnowledgeQueries {
    /** So many of the articles that share the most with a question are looked at. */
    static final int CANDIDATES = 30;

    private static final int RECENT_DAYS = 30;

    private static final String CONTENT =
            "v.title, v.text, v.keywords, v.categories, v.areas, v.unit, v.source, v.valid_from, v.valid_to, v.review_on";

    private static final String COLUMNS = """
            select a.code, a.state, a.published, a.latest_by, a.version as lock_version, v.number, v.written_by,
              v.written_at, v.published_by, v.published_at, %s,
              exists (
                select
                from knowledge_version p
                where p.article_id = a.article_id
                  and p.number = a.published
                  and p.valid_from <= $?::date
                  and (p.valid_to is null or p.valid_to >= $?::date)) as offered
            """.formatted(CONTENT);

    private static final String RECENT_USES = """
            , (select coalesce(sum(u.uses), 0)::int
                from knowledge_use u
                where u.code = a.code
                  and u.day > $?::date) as recent_uses
            """;

    private static final String VERSIONS = """
            select v.number as version, v.written_by, v.written_at, v.published_by, v.published_at, v.ended_by, v.ended_at,
              v.end_reason, %s
            from knowledge_article a
            join knowledge_version v on v.article_id = a.article_id
            where a.code = $1
              and v.number < $2
            order by v.number desc
            limit $3
            """.formatted(CONTENT);

    private static final String PUBLISHED = """
            select a.published, v.valid_from, v.valid_to
            from knowledge_article a
            left join knowledge_version v on v.article_id = a.article_id and v.number = a.published
            where a.code = $1
            """;

    /**
     * The articles that share most with a question, of those that hold on the day in the area. The rarest pairs are read first, and no
     * more when two thousand entries have been read: what stands in every other title says nothing.
     */
    static final String CANDIDATES_FOR = """
            with asked as materialized (
              select c.pair, c.articles, sum(c.articles) over (order by c.articles, c.pair) - c.articles as before
              from unnest($1::int[]) as question (pair)
              cross join lateral (
                select *
                from knowledge_pair_count known
                where known.pair = question.pair
                limit 1) c
              where c.articles > 0),
            sharing as materialized (
              select p.article_id, sum(1 / ln(1 + asked.articles)) as rarity
              from asked
              cross join lateral (
                select *
                from knowledge_pair known
                where known.pair = asked.pair
                  and known.valid_from <= $2
                  and (known.valid_to is null or known.valid_to >= $2)
                  and (known.areas = '{}' or cardinality($3::text[]) = 0 or known.areas && $3::text[])
                offset 0) p
              where asked.before < 2000
              group by p.article_id
              order by rarity desc, p.article_id
              limit 100)
            select sharing.rarity, a.code, a.published, %s
            from sharing
            cross join lateral (
              select *
              from knowledge_article known
              where known.article_id = sharing.article_id
              limit 1) a
            cross join lateral (
              select *
              from knowledge_version known
              where known.article_id = sharing.article_id
                and known.number = a.published
              limit 1) v
            order by sharing.rarity * case when v.categories && $4::text[] then 2 else 1 end desc, a.code
            limit %d
            """.formatted(CONTENT, CANDIDATES);

    private static final Function<Row, ArticleContent> CONTENTS = Rows.as(ArticleContent.class);

    private static final RecordReader<ArticleVersionView> VERSION_VIEWS = RecordReader.of(ArticleVersionView.class);

    private final Pool pool;
    private final OfficeCopy office;
    private final Caller caller;
    private final Clock clock;

    KnowledgeQueries(Pool pool, OfficeCopy office, Caller caller, Clock clock) {
        this.pool = pool;
        this.office = office;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Which articles are listed; null does not matter.
     *
     * @param q Words, all of which stand in title, text or keywords.
     * @param category Category, with those below it.
     * @param area Where it holds.
     * @param reviewBy To be looked at again by this day.
     */
    record Wanted(ArticleState state, String q, String category, String area, LocalDate reviewBy) {}

    /** An article with the version of its entity. */
    record Found(ArticleView view, int version) {}

    /** An article that shares something with a question, and what that weighs. */
    record Candidate(String code, int version, ArticleContent content, double rarity) {}

    /** Articles by their codes: to editors all, with their latest versions; to others what is offered today. */
    Uni<Page<ArticleView>> list(Wanted wanted, PageRequest page, Language language) {
        List<String> words = wanted.q() == null ? List.of() : SearchText.words(wanted.q());
        if (words.stream().anyMatch(word -> word.codePointCount(0, word.length()) < SearchText.SHORTEST)) {
            throw Problem.invalid("q", "violation.intake.word-too-short", SearchText.SHORTEST);
        }
        boolean editor = isEditor();
        SqlBuilder statement = select(editor);
        statement.and("a.state = $?", wanted.state());
        if (!words.isEmpty()) {
            statement.and("v.pairs @> $?::int[]", (Object) words.stream()
                    .flatMapToInt(word -> Arrays.stream(SearchText.grams(word)))
                    .distinct()
                    .toArray());
            words.forEach(word -> statement.and("v.folded like $?", SearchText.pattern(word)));
        }
        statement.and(
                "v.categories && $?::text[]", wanted.category() == null ? null : (Object) within(wanted.category()));
        statement.and(
                "(v.areas = '{}' or v.areas && $?::text[])",
                wanted.area() == null ? null : (Object) areasAround(wanted.area()));
        statement.and("a.published = v.number and v.review_on <= $?::date", wanted.reviewBy());
        if (!editor) {
            statement.and("v.valid_from <= $?::date", today());
            statement.and("(v.valid_to is null or v.valid_to >= $?::date)", today());
        }
        Cursor after = page.cursor();
        statement.and("a.code > $?", after == null ? null : after.text(0));
        statement.add("order by a.code\nlimit " + (page.limit() + 1) + "\n");
        return statement
                .select(Sql.on(pool))
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(row.getString("code")),
                        row -> view(row, editor, language)));
    }

    /** One article; 404 if there is none, or none that was published for whoever does not edit. */
    Uni<Found> find(String code, Language language) {
        return find(Sql.on(pool), code, language);
    }

    /** The same as it is in the transaction of the session. */
    Uni<Found> find(Mutiny.Session session, String code, Language language) {
        return find(Sql.on(session), code, language);
    }

    private Uni<Found> find(Sql sql, String code, Language language) {
        boolean editor = isEditor();
        SqlBuilder statement = select(editor);
        statement.and("a.code = $?", code);
        return statement
                .select(sql)
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new Found(view(row, editor, language), row.getInteger("lock_version")))
                        .orElseThrow(Problem::notFound));
    }

    /** All versions of an article, the latest first; 404 if there is no article. */
    Uni<Page<ArticleVersionView>> versions(String code, PageRequest page) {
        Cursor after = page.cursor();
        return Sql.on(pool)
                .select(VERSIONS, code, after == null ? Integer.MAX_VALUE : (int) after.number(0), page.limit() + 1)
                .invoke(rows -> {
                    if (rows.isEmpty() && after == null) {
                        throw Problem.notFound();
                    }
                })
                .map(rows ->
                        Page.of(rows, page.limit(), row -> Cursor.encode(row.getInteger("version")), VERSION_VIEWS));
    }

    /**
     * The problem of this field unless citizens are answered with this version today; without an article there is none.
     *
     * @param used may be null
     */
    public Uni<Void> requireOffered(String field, ArticleRef used) {
        if (used == null) {
            return Uni.createFrom().voidItem();
        }
        return Sql.on(pool)
                .first(PUBLISHED, used.code())
                .invoke(row -> {
                    if (row == null) {
                        throw Problem.invalid(field + ".code", "violation.intake.unknown-article");
                    }
                    Integer published = row.getInteger("published");
                    if (published == null || !holdsToday(row)) {
                        throw Problem.invalid(field + ".code", "violation.intake.article-not-offered");
                    }
                    if (!published.equals(used.version())) {
                        throw Problem.invalid(field + ".version", "violation.intake.article-version", published);
                    }
                })
                .replaceWithVoid();
    }

    /** Articles that share something with a question, of those that hold today in the area; area and category may be null. */
    Uni<List<Candidate>> candidates(int[] pairs, String area, String category) {
        return Sql.on(pool)
                .select(CANDIDATES_FOR, pairs, today(), areasAround(area), above(category))
                .map(rows -> rows.stream()
                        .map(row -> new Candidate(
                                row.getString("code"),
                                row.getInteger("published"),
                                CONTENTS.apply(row),
                                row.getDouble("rarity")))
                        .toList());
    }

    /** The category and those above it. */
    String[] above(String category) {
        if (category == null) {
            return new String[0];
        }
        var codes = new ArrayList<>(office.categoryAncestors(category));
        codes.add(category);
        return codes.toArray(String[]::new);
    }

    private String[] within(String category) {
        return office.categories().stream()
                .map(CategoryInfo::code)
                .filter(code ->
                        code.equals(category) || office.categoryAncestors(code).contains(category))
                .toArray(String[]::new);
    }

    /** The area and those it lies in; an unknown one is itself. */
    private String[] areasAround(String area) {
        if (area == null) {
            return new String[0];
        }
        return Stream.concat(
                        Stream.of(area),
                        office.areas().stream()
                                .map(AreaInfo::code)
                                .filter(code -> !code.equals(area) && office.isAreaWithin(area, code)))
                .toArray(String[]::new);
    }

    private SqlBuilder select(boolean editor) {
        var statement = new SqlBuilder().add(COLUMNS, today(), today());
        if (editor) {
            statement.add(RECENT_USES, today().minusDays(RECENT_DAYS));
        }
        return statement.add(
                "from knowledge_article a\njoin knowledge_version v on v.article_id = a.article_id and v.number = "
                        + (editor ? "a.latest" : "a.published") + "\nwhere true\n");
    }

    private ArticleView view(Row row, boolean editor, Language language) {
        ArticleState state = ArticleState.valueOf(row.getString("state"));
        ArticleContent content = CONTENTS.apply(row);
        return new ArticleView(
                row.getString("code"),
                state,
                state.words().in(language),
                row.getInteger("number"),
                row.getInteger("published"),
                row.getBoolean("offered"),
                content,
                unitName(content.unit()),
                row.getString("written_by"),
                Rows.time(row, "written_at"),
                row.getString("published_by"),
                Rows.time(row, "published_at"),
                editor ? row.getInteger("recent_uses") : null,
                Article.allowed(state, row.getString("latest_by"), caller));
    }

    /** Name of the unit by its code; null for none. */
    String unitName(String unit) {
        return office.unit(unit).map(UnitInfo::name).orElse(null);
    }

    private boolean holdsToday(Row row) {
        LocalDate from = row.getLocalDate("valid_from");
        LocalDate to = row.getLocalDate("valid_to");
        return !from.isAfter(today()) && (to == null || !to.isBefore(today()));
    }

    private boolean isEditor() {
        return caller.hasAny(Article.EDITORS);
    }

    private LocalDate today() {
        return ShanghaiTime.day(clock.instant());
    }
}
