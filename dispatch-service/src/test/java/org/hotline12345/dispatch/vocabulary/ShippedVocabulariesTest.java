package org.hotline12345.dispatch.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.hotline12345.chassis.vocabulary.Vocabulary;
import org.hotline12345.chassis.vocabulary.model.VocabularyCheck;
import org.hotline12345.chassis.vocabulary.model.VocabularyText;
import org.hotline12345.dispatch.phrases.PhraseFiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedVocabulariesTest {
    static Stream<Vocabulary<?>> vocabularies() {
        var files = PhraseFiles.shipped();
        return Stream.of(new RiskVocabulary(files, null, null), new ReplyVocabulary(files, null, null, null));
    }

    /** What the office starts from can be stored again after a word was changed. */
    @ParameterizedTest
    @MethodSource("vocabularies")
    void what_is_shipped_has_no_flaws(Vocabulary<?> vocabulary) {
        var text = VocabularyText.parse(vocabulary.shipped());
        assertThat(VocabularyCheck.of(vocabulary.sections(), vocabulary.id().equals("risk-words"), text))
                .isEmpty();
    }
}
