package org.hotline12345.intake.knowledge.model;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.hotline12345.intake.lookup.model.SearchText;

/**
 * What a version of an article says.
 *
 * @param text Paragraphs of plain text.
 * @param keywords What citizens call it: an article is offered where one of them is said.
 * @param categories Codes of the categories it is about.
 * @param areas Codes of the areas where it holds; empty: in the whole city.
 * @param unit Code of the unit that answers for it. May be null.
 * @param source The document it goes back to, or its address. May be null.
 * @param validFrom Its first day, Asia/Shanghai.
 * @param validTo Its last day. May be null.
 * @param reviewOn When somebody is to look whether it still holds. May be null.
 */
public record ArticleContent(
        String title,
        String text,
        List<String> keywords,
        List<String> categories,
        List<String> areas,
        String unit,
        String source,
        LocalDate validFrom,
        LocalDate validTo,
        LocalDate reviewOn) {
    /** The form in which words are looked for in it. */
    public String folded() {
        return SearchText.fold(
                Stream.concat(Stream.of(title, text), keywords.stream()).toArray(String[]::new));
    }

    /** The pairs of characters of title and keywords, by which it is offered. */
    public int[] headPairs() {
        return SearchText.grams(SearchText.letters(
                Stream.concat(Stream.of(title), keywords.stream()).toArray(String[]::new)));
    }
}
