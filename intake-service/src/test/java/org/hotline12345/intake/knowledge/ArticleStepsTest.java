package org.hotline12345.intake.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.ProblemTexts;
import org.hotline12345.intake.knowledge.model.ArticleState;
import org.hotline12345.testing.CommandRoles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArticleStepsTest {
    /** Its operation is of the article itself, without a word in the path. */
    private static final Set<String> WITHOUT_A_WORD = Set.of("edit");

    static Stream<String> keys() {
        return Stream.concat(
                Stream.of(ArticleState.values()).map(state -> "state." + state),
                Article.STEPS.byWord().keySet().stream().map(word -> "command." + word));
    }

    @Test
    void the_operations_let_in_whom_the_table_names() {
        var roles = Article.STEPS.byWord();
        roles.keySet().removeAll(WITHOUT_A_WORD);
        CommandRoles.agree(roles, KnowledgeResource.class);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void a_refusal_by_the_state_is_told_in_words(String key) {
        for (var language : Language.values()) {
            assertThat(ProblemTexts.find(language, key, List.of())).as(key).isPresent();
        }
    }
}
