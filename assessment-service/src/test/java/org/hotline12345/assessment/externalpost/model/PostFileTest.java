package org.hotline12345.assessment.externalpost.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hotline12345.assessment.externalpost.model.PostFile.Content;
import org.hotline12345.assessment.externalpost.model.PostFile.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostFileTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final String HEAD = "source,id,postedAt,title,text,url,area,category\n";

    @Test
    void quoted_cells_keep_their_commas_and_line_breaks() {
        Content content = read(HEAD + "人民网,7,2026-11-23 09:05,\"标题,\"\"一\"\"\",\"第一行\n第二行\",,220103,C01\n");
        assertThat(content.refused()).isEmpty();
        var post = content.posts().get(0);
        assertThat(post.title()).isEqualTo("标题,\"一\"");
        assertThat(post.text()).isEqualTo("第一行\n第二行");
        assertThat(post.area()).isEqualTo("220103");
        assertThat(post.url()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:05:00+08:00, 2026-11-23T01:05:00Z",
        "2026-11-23T01:05:00Z, 2026-11-23T01:05:00Z",
        "2026-11-23 09:05, 2026-11-23T01:05:00Z",
        "2026-11-23 09:05:30, 2026-11-23T01:05:30Z",
        "2026/11/3 9:05, 2026-11-03T01:05:00Z",
        "2026-11-23, 2026-11-22T16:00:00Z"
    })
    void times_without_an_offset_are_those_of_shanghai(String written, Instant meant) {
        assertThat(read(HEAD + "a,1," + written + ",t,x\n").posts().get(0).postedAt())
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",1,2026-11-23,t,x|source|violation.required",
                "a:b,1,2026-11-23,t,x|source|violation.post.colon",
                "a,,2026-11-23,t,x|id|violation.required",
                "a,1,gestern,t,x|postedAt|violation.post.time",
                "a,1,2026-11-25,t,x|postedAt|violation.PastOrPresent",
                "a,1,2026-11-23,,x|title|violation.required",
                "a,1,2026-11-23,t,|text|violation.required",
                "a,1,2026-11-23,t,x,javascript:1|url|violation.post.url",
                "a,1,2026-11-23,t,x,,nowhere|area|violation.post.area",
                "a,1,2026-11-23,t,x,,,nothing|category|violation.post.category",
                "a,1,2026-11-23,t,x,,,,more|id|violation.post.cells"
            })
    void a_wrong_row_is_refused_with_its_reason_and_the_others_are_taken(String row, String column, String message) {
        Content content = read(HEAD + row + "\na,2,2026-11-23,t,x\n");
        assertThat(content.refused())
                .extracting(Refused::line, Refused::column, Refused::message)
                .containsExactly(tuple(2, column, message));
        assertThat(content.posts()).hasSize(1);
    }

    @Test
    void a_post_stands_in_a_file_once() {
        Content content = read(HEAD + "a,1,2026-11-23,t,x\nb,1,2026-11-23,t,x\n\na,1,2026-11-23,other,x\n");
        assertThat(content.posts()).hasSize(2);
        assertThat(content.refused()).extracting(Refused::line).containsExactly(5);
    }

    @Test
    void a_file_without_its_columns_or_with_too_many_rows_is_not_read() {
        assertThat(read("来源,编号\na,1\n").missing()).containsExactly("postedAt", "title", "text");
        assertThat(read("").missing()).hasSize(5);
        String many = IntStream.rangeClosed(0, PostFile.MOST_ROWS)
                .mapToObj(i -> "a," + i + ",2026-11-23,t,x")
                .collect(Collectors.joining("\n"));
        assertThat(read(HEAD + many).tooLong()).isTrue();
    }

    @Test
    void the_fingerprint_tells_a_changed_post() {
        var one = read(HEAD + "a,1,2026-11-23,t,x\n").posts().get(0);
        var same = read("\uFEFF内容,来源,编号,发布时间,标题\nx,a,1,2026-11-23,t\n").posts().get(0);
        var other = read(HEAD + "a,1,2026-11-23,t,y\n").posts().get(0);
        assertThat(same.fingerprint()).isEqualTo(one.fingerprint());
        assertThat(other.fingerprint()).isNotEqualTo(one.fingerprint());
    }

    private static Content read(String csv) {
        return PostFile.read(csv, NOW, "220103"::equals, "C01"::equals);
    }
}
