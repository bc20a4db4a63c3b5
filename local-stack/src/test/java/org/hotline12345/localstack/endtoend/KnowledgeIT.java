package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.demo.KnowledgeArticles;
import org.hotline12345.localstack.token.Identity;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo's knowledge base on the real suite: what citizens say finds the article that answers it. */
@ExtendWith(SharedSuite.class)
class KnowledgeIT {
    private static final String ARTICLES = "/knowledge?limit=200";

    @BeforeAll
    static void file() {
        KnowledgeArticles.file(SharedSuite.client());
    }

    private static List<JsonNode> articles() {
        return SharedSuite.client()
                .as(Identity.of("管理员-01", "admin"))
                .list(ServiceName.INTAKE, ARTICLES)
                .join();
    }

    @Test
    void filing_them_again_changes_nothing() {
        var before = articles();

        KnowledgeArticles.file(SharedSuite.client());

        assertThat(articles()).hasSizeGreaterThanOrEqualTo(20).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "楼上邻居半夜还在装修，电钻声太吵了，噪音影响孩子睡觉，找谁管, ZY-ZX-001",
        "我是外地来的，想问居住证怎么办，要住多久, HJ-JZZ-003",
        "身份证丢了，老家在外省，能不能在这边补办, HJ-SFZ-002",
        "想提取公积金付房租，需要什么手续, GJJ-TQ-001",
        "我们小区物业收了物业费什么都不管，电梯坏了半个月, WY-FW-001",
        "家里暖气不热，室温只有十五度，供热站说正常, GN-WD-001",
        "老板拖欠工资三个月了，一共十二个农民工, LD-GZ-001",
        "孩子刚出生，新生儿医保什么时候办, YB-XSE-001",
        "整栋楼突然停电了，什么时候来电, GD-TD-001",
        "每天晚上广场舞的音响特别大, ZY-GCW-002"
    })
    void what_citizens_say_finds_the_article_that_answers_it(String said, String code) {
        JsonNode found = SharedSuite.client()
                .as(Identity.of("受理员-01", "agent"))
                .post(
                        ServiceName.INTAKE,
                        "/knowledge/search",
                        Map.of("text", said),
                        UUID.randomUUID().toString())
                .join()
                .json()
                .path("items");

        assertThat(found.path(0).path("code").asText()).isEqualTo(code);
    }
}
