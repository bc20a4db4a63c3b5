package org.hotline12345.intake.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.intake.IntakeTest;
import org.hotline12345.intake.knowledge.model.ArticleContent;
import org.hotline12345.intake.knowledge.model.Relevance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many articles: a search looks at a bounded number of them, by index. */
@QuarkusTest
class LargeKnowledgeTest extends IntakeTest {
    private static final int ARTICLES = 3_000;
    private static final int AT_ONCE = 1_000;

    /** More than are looked at. */
    private static final int MANY = 120;

    private static final String[] OBJECTS =
            ("公积金 社保 医保 户口 身份证 居住证 物业费 供暖 燃气 自来水 电费 公交卡 垃圾分类 噪音 停车位 加装电梯 维修资金 婚姻登记 欠薪 低保 残疾证 养老金 生育津贴 失业金 "
                            + "营业执照 食品摊位 犬只登记 广场舞 违章建筑 路灯 井盖 积水 校车 入学 转学 疫苗 体检 献血 殡葬 墓地")
                    .split(" ");
    private static final String[] MATTERS = "办理 查询 投诉 补办 变更 注销 转移 缴费 退费 材料 条件 流程 时间 地点 预约 进度 标准 优惠 补贴 处罚".split(" ");
    private static final String QUESTION = "您好，我想咨询一下，我在外地工作，请问%s%s需要什么材料，到哪里%s，大概需要多长时间，谢谢。";

    @Inject
    FindArticles articles;

    private final Random random = new Random(12_345);

    @BeforeEach
    void fill() {
        List<UUID> ids = ids(ARTICLES);
        var contents = new ArrayList<ArticleContent>();
        for (int i = 0; i < ARTICLES; i++) {
            contents.add(article(i));
        }
        for (int from = 0; from < ARTICLES; from += AT_ONCE) {
            write(ids.subList(from, from + AT_ONCE), contents.subList(from, from + AT_ONCE), from);
        }
        count();
    }

    private void count() {
        rows("insert into knowledge_pair_count (pair, articles) select pair, count(*) from knowledge_pair group by pair"
                + " on conflict (pair) do update set articles = excluded.articles");
        rows("analyze knowledge_article, knowledge_version, knowledge_pair, knowledge_pair_count");
    }

    private ArticleContent article(int number) {
        String object = one(OBJECTS);
        String title = number + "号" + object + one(MATTERS) + one(MATTERS);
        return article(title, List.of(object, object + one(MATTERS)), null, List.of());
    }

    private static ArticleContent article(String title, List<String> keywords, LocalDate validTo, List<String> areas) {
        return new ArticleContent(
                title,
                (title + "，请带身份证和有关材料到窗口办理，也可以网上预约。").repeat(8),
                keywords,
                List.of(),
                areas,
                null,
                null,
                LocalDate.of(2020, 1, 1),
                validTo,
                null);
    }

    private String one(String[] words) {
        return words[random.nextInt(words.length)];
    }

    /** Publishes articles that hold on the same days in the same areas. */
    private void write(List<UUID> ids, List<ArticleContent> contents, int from) {
        var all = contents.get(0);
        rows("""
                insert into knowledge_article (article_id, code, state, latest, latest_by, published, made_by, made_at, version)
                select id, 'LARGE-' || nth, 'PUBLISHED', 1, 'a', 1, 'a', now(), 0
                from unnest($1::uuid[]) with ordinality as t (id, nth_row)
                cross join lateral (select nth_row + $2::int as nth) n
                """, ids, from);
        rows(
                """
                insert into knowledge_version (article_id, number, title, text, keywords, categories, areas, valid_from,
                  valid_to, folded, pairs, written_by, written_at, published_by, published_at)
                select id, 1, title, text, string_to_array(keywords, ' '), '{}', $5, $6, $7, text, '{}', 'a', now(), 'b', now()
                from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as t (id, title, text, keywords)
                """,
                ids,
                contents.stream().map(ArticleContent::title).toList(),
                contents.stream().map(ArticleContent::text).toList(),
                contents.stream()
                        .map(content -> String.join(" ", content.keywords()))
                        .toList(),
                all.areas(),
                all.validFrom(),
                all.validTo());
        var pairs = new ArrayList<Integer>();
        var of = new ArrayList<UUID>();
        for (int i = 0; i < ids.size(); i++) {
            UUID id = ids.get(i);
            Arrays.stream(contents.get(i).headPairs()).forEach(pair -> {
                pairs.add(pair);
                of.add(id);
            });
        }
        rows(
                "insert into knowledge_pair (pair, article_id, valid_from, valid_to, areas)"
                        + " select pair, id, $3, $4, $5 from unnest($1::int[], $2::uuid[]) as head (pair, id)",
                pairs,
                of,
                all.validFrom(),
                all.validTo(),
                all.areas());
    }

    @AfterEach
    void empty() {
        rows("truncate knowledge_article, knowledge_version, knowledge_pair, knowledge_pair_count");
    }

    @Test
    void a_search_among_many_articles_reads_few_of_them() {
        String question = QUESTION.formatted("公积金", "转移", "办理");
        var pairs = Relevance.to(null, question).pairs();
        List<String> plan = Sql.on(pool)
                .select(
                        "explain (analyze, costs off, timing off) " + KnowledgeQueries.CANDIDATES_FOR,
                        pairs,
                        LocalDate.now(),
                        new String[0],
                        new String[0])
                .await()
                .indefinitely()
                .stream()
                .map(row -> row.getString(0))
                .toList();

        assertThat(plan).noneMatch(line -> line.contains("Seq Scan on knowledge"));
        assertThat(articles.answering(null, question, null, null).await().indefinitely())
                .hasSize(5)
                .allMatch(found -> found.title().contains("公积金"));
    }

    @ParameterizedTest
    @CsvSource({"2020-12-31,", ", 220103"})
    void articles_of_another_day_or_area_take_no_place_of_one_that_holds(LocalDate validTo, String area) {
        var others = article("冰灯游园门票优惠", List.of("冰灯"), validTo, area == null ? List.of() : List.of(area));
        var holds = article("冰灯游园须知", List.of("游园"), null, List.of());
        write(ids(MANY), Collections.nCopies(MANY, others), ARTICLES);
        write(ids(1), List.of(holds), ARTICLES + MANY);
        count();

        assertThat(articles.answering(null, "冰灯游园门票优惠", null, "220102").await().indefinitely())
                .extracting(OfferedArticle::title)
                .containsExactly("冰灯游园须知");
    }

    private static List<UUID> ids(int many) {
        return Stream.generate(UuidV7::next).limit(many).toList();
    }
}
