package org.hotline12345.intake.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.hotline12345.intake.IntakeTest;
import org.hotline12345.intake.similarity.SimilarCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Phrases that count for nothing when duplicates are looked for, as data of the office. */
@QuarkusTest
class VocabularyTest extends IntakeTest {
    private static final String PATH = "/api/v1/vocabularies/duplicate-phrases";
    private static final String SAID = "诉求人表示曾经多次拨打热线电话反映下列情况但是始终没有人员上门查看也没有收到任何书面答复希望有关单位尽快安排人员到达现场进行处理并将结果告知本人";

    @Inject
    SimilarCases similar;

    @AfterEach
    void backToTheShippedOne() {
        as("dispatcher").body(Map.of("version", 0, "reason", "试验结束")).post(PATH + "/activation");
    }

    private static Map<String, Object> told(String matter) {
        var draft = new HashMap<>(draft(matter));
        draft.put("text", SAID + matter);
        return draft;
    }

    private String similarity(String matter) {
        return similar.of(AREA, matter, SAID + matter).sketch();
    }

    @Test
    void what_everybody_writes_is_tried_and_put_in_force_and_counts_for_nothing_then() {
        String first = register(told("自强街车库积水半米深水泵坏了")).path("caseNumber");
        register(told("解放大路路灯不亮学生看不见路"));
        String before = similarity("自强街车库积水半米深水泵坏了");
        String document = as("dispatcher").get(PATH).then().extract().path("document");
        int version = as("dispatcher")
                .body(Map.of("document", document + SAID + "\n", "note", "本地套话"))
                .put(PATH)
                .then()
                .statusCode(200)
                .body("state", equalTo("DRAFT"))
                .extract()
                .path("version");

        as("dispatcher")
                .body(Map.of("version", version))
                .post(PATH + "/trial")
                .then()
                .statusCode(200)
                .body("lessTexts", greaterThan(1))
                .body("less.caseNumber", hasItem(first))
                .body("less[0].flags.flag", contains("REPEAT"));
        as("supervisor")
                .body(Map.of("version", version, "reason", "本地套话"))
                .post(PATH + "/activation")
                .then()
                .statusCode(200)
                .body("versionInForce", equalTo(version));

        assertThat(similarity("自强街车库积水半米深水泵坏了"))
                .isNotEqualTo(before)
                .isEqualTo(similar.of(AREA, "标题", "自强街车库积水半米深水泵坏了").sketch());
    }

    @Test
    void agents_and_units_keep_no_vocabularies() {
        as("agent").get(PATH).then().statusCode(403);
        as("unit-handler").get(PATH).then().statusCode(403);
        as("dispatcher").get("/api/v1/vocabularies").then().body("items.id", contains("duplicate-phrases"));
    }
}
