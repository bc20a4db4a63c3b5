package org.hotline12345.localstack.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hotline12345.localstack.home.ProjectFolder;
import org.junit.jupiter.api.Test;

/** From the descriptions of the services as they are. */
class RequestMakerTest {
    private static final List<Operation> OPERATIONS = Descriptions.read(ProjectFolder.find());

    @Test
    void the_same_seed_makes_the_same_requests_and_another_others() {
        var one = requests(1).map(RequestMakerTest::text).toList();
        var again = requests(1).map(RequestMakerTest::text).toList();
        var other = requests(2).map(RequestMakerTest::text).toList();

        assertThat(again).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
    }

    @Test
    void every_operation_is_asked_and_gaps_of_paths_are_filled() {
        Set<String> asked = Stream.concat(requests(1), requests(2))
                .map(request -> request.operation().title())
                .collect(Collectors.toSet());

        assertThat(asked).containsAll(OPERATIONS.stream().map(Operation::title).toList());
        assertThat(requests(1).map(request -> request.head().lines().findFirst().orElseThrow()))
                .noneMatch(line -> line.contains("{id}") || line.contains("{code}"));
    }

    @Test
    void some_requests_are_as_described_and_some_are_no_http() {
        assertThat(requests(1).filter(Request::described)).hasSizeGreaterThan(2_000);
        assertThat(requests(1).filter(request -> !request.wellFormed())).hasSizeGreaterThan(200);
    }

    @Test
    void a_percent_sign_that_escapes_nothing_is_no_http() {
        assertThat(requests(1)
                        .filter(request ->
                                request.head().lines().findFirst().orElseThrow().matches(".*%zz.*")))
                .isNotEmpty()
                .noneMatch(Request::wellFormed);
    }

    @Test
    void two_strokes_alone_are_no_address() {
        var draft = new Draft(OPERATIONS.get(0));

        draft.rawPath("//");

        assertThat(draft.finish(1, "here").wellFormed()).isFalse();
    }

    private static Stream<Request> requests(long seed) {
        var maker = new RequestMaker(
                OPERATIONS,
                new KnownValues(),
                who -> "token-of-" + who.roles(),
                "here",
                LocalDate.of(2026, 11, 30),
                seed);
        return IntStream.range(0, 6_000).mapToObj(maker::make);
    }

    private static String text(Request request) {
        return request.head() + new String(request.body(), StandardCharsets.UTF_8);
    }
}
