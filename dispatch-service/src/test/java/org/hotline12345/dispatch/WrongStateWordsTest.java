package org.hotline12345.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.ProblemTexts;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.reply.model.Reply;
import org.hotline12345.dispatch.routing.RouterModelView;
import org.hotline12345.events.WorkOrderState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** U10: a refusal by the state is told in words and not in codes. */
class WrongStateWordsTest {
    static Stream<String> keys() {
        return Stream.concat(
                Stream.of(WorkOrderState.values(), Reply.State.values(), RouterModelView.State.values())
                        .flatMap(Stream::of)
                        .map(state -> "state." + ((Enum<?>) state).name()),
                Stream.of(WorkOrderCommand.values()).map(WorkOrderCommand::word).map(word -> "command." + word));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void every_state_and_every_command_has_words_in_both_languages(String key) {
        for (var language : Language.values()) {
            assertThat(ProblemTexts.find(language, key, List.of())).as(key).isPresent();
        }
    }
}
