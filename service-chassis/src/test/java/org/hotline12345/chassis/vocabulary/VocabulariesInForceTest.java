package org.hotline12345.chassis.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.vocabulary.model.Section;
import org.hotline12345.chassis.vocabulary.model.Trial;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class VocabulariesInForceTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String UNREADABLE = "[words]\n读不了";

    @AfterAll
    static void close() {
        VERTX.close();
    }

    private final Words words = new Words();
    private final Kept kept = new Kept();
    private final VocabulariesInForce inForce = new VocabulariesInForce(only(words), kept, VERTX);

    @Test
    void an_earlier_version_that_cannot_be_read_any_more_holds_up_no_other() {
        kept.documents.put(1, UNREADABLE);
        kept.documents.put(2, "[words]\n停水");
        kept.version = 2;
        inForce.follow().await().indefinitely();
        assertThat(words.inForce()).containsExactly("停水");
        assertThat(words.everInForce()).containsExactlyInAnyOrder(List.of("停电"), List.of("停水"));

        kept.documents.put(3, "[words]\n停气");
        kept.version = 3;
        inForce.follow().await().indefinitely();
        assertThat(words.inForce()).containsExactly("停气");
        assertThat(words.tried).as("what cannot be read is tried once").isEqualTo(1);
    }

    @Test
    void a_version_that_cannot_be_read_is_not_tried_again_and_the_one_before_it_stays() {
        kept.documents.put(1, UNREADABLE);
        kept.version = 1;
        inForce.follow().await().indefinitely();
        inForce.follow().await().indefinitely();
        assertThat(words.inForce()).containsExactly("停电");
        assertThat(words.tried).isEqualTo(1);
        assertThat(kept.asked).isEqualTo(1);

        kept.documents.put(2, "[words]\n停水");
        kept.version = 2;
        inForce.follow().await().indefinitely();
        assertThat(words.inForce()).containsExactly("停水");
    }

    /** The one vocabulary of a service. */
    @SuppressWarnings("unchecked")
    private static Instance<Vocabulary<?>> only(Vocabulary<?> vocabulary) {
        return (Instance<Vocabulary<?>>) Proxy.newProxyInstance(
                VocabulariesInForceTest.class.getClassLoader(),
                new Class<?>[] {Instance.class},
                (proxy, method, arguments) -> Stream.of(vocabulary));
    }

    private static final class Words extends Vocabulary<List<String>> {
        private int tried;

        Words() {
            super("words", new Text("词语", "words"), List.of(Section.words("words", "词语", "words", 2)), "[words]\n停电");
        }

        @Override
        protected List<String> compile(Map<String, List<String>> sections, int version) {
            var lines = sections.get("words");
            if (lines.contains("读不了")) {
                tried++;
                throw new IllegalArgumentException("cannot be read");
            }
            return lines;
        }

        @Override
        protected Uni<Trial> compare(List<String> now, List<String> then, int most, List<String> hiddenFrom) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Kept extends VocabularyStore {
        private final Map<Integer, String> documents = new TreeMap<>();
        private int version;
        private int asked;

        Kept() {
            super(null, new ObjectMapper());
        }

        @Override
        Uni<Map<String, Integer>> inForce() {
            return Uni.createFrom().item(Map.of("words", version));
        }

        @Override
        Uni<Map<Integer, String>> documents(String vocabulary) {
            asked++;
            return Uni.createFrom().item(documents);
        }
    }
}
