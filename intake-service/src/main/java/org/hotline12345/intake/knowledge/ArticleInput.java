package org.hotline12345.intake.knowledge;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.problem.Checked;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.intake.input.KnownCode;
import org.hotline12345.intake.input.Needed;
import org.hotline12345.intake.input.Told;
import org.hotline12345.intake.knowledge.model.ArticleContent;
import org.hotline12345.intake.lookup.model.SearchText;

/** A version of an article, as it is written or comes from the city's own knowledge base. */
@Schema(name = "ArticleInput", description = "知识条目的内容 What an article says")
public record ArticleInput(
        @Told(value = Told.TITLE, required = true, oneLine = true)
        @Schema(description = "标题，不超过200字 Title, at most 200 characters", required = true)
        String title,

        @Told(value = Told.TEXT, required = true)
        @Schema(description = "内容，纯文本，分段，不超过10000字 Plain paragraphs, at most 10,000 characters", required = true)
        String text,

        @Schema(
                description = "关键词，诉求人的说法，2至30字，最多20个；说到其中之一即提示 What citizens call it, at most 20 of 2 to 30"
                        + " characters; where one is said the article is offered")
        List<@Told(value = LONGEST_KEYWORD, required = true, oneLine = true) String> keywords,

        @Schema(description = "事项类别，最多20个 Category codes, at most 20")
        List<@KnownCode(of = KnownCode.List.CATEGORY) String> categories,

        @Schema(description = "适用的属地，最多50个；空为全市 Areas where it holds, at most 50; none: the whole city")
        List<@KnownCode(of = KnownCode.List.AREA) String> areas,

        @KnownCode(of = KnownCode.List.UNIT) @Schema(description = "负责解释的单位 Unit that answers for it")
        String unit,

        @Told(Told.LINE) @Schema(description = "依据的文件或网址 The document it goes back to, or its address")
        String source,

        @Needed @Schema(description = "有效期起（含） First day", required = true)
        LocalDate validFrom,

        @Schema(description = "有效期止（含），不填为长期有效 Last day; absent: without end")
        LocalDate validTo,

        @Schema(description = "复核日期 When somebody is to look whether it still holds")
        LocalDate reviewOn)
        implements Checked {
    static final int LONGEST_KEYWORD = 30;
    private static final int MOST_KEYWORDS = 20;
    private static final int MOST_CATEGORIES = 20;
    private static final int MOST_AREAS = 50;

    @Override
    public void check(Violations violations) {
        violations
                .unless(size(keywords) <= MOST_KEYWORDS, "keywords", "violation.intake.too-many", MOST_KEYWORDS)
                .unless(
                        given(keywords).stream()
                                .allMatch(word -> word == null
                                        || SearchText.letters(word).strip().length() >= SearchText.SHORTEST),
                        "keywords",
                        "violation.intake.word-too-short",
                        SearchText.SHORTEST)
                .unless(size(categories) <= MOST_CATEGORIES, "categories", "violation.intake.too-many", MOST_CATEGORIES)
                .unless(size(areas) <= MOST_AREAS, "areas", "violation.intake.too-many", MOST_AREAS)
                .unless(
                        validTo == null || validFrom == null || !validTo.isBefore(validFrom),
                        "validTo",
                        "violation.intake.ends-before-it-begins");
    }

    ArticleContent content() {
        return new ArticleContent(
                title.strip(),
                text.strip(),
                given(keywords).stream().map(String::strip).distinct().toList(),
                codes(categories),
                codes(areas),
                blankIsNone(unit),
                blankIsNone(source),
                validFrom,
                validTo,
                reviewOn);
    }

    private static List<String> codes(List<String> list) {
        return given(list).stream().filter(Objects::nonNull).distinct().toList();
    }

    private static int size(List<String> list) {
        return given(list).size();
    }

    private static List<String> given(List<String> list) {
        return list == null ? List.of() : list;
    }

    private static String blankIsNone(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
