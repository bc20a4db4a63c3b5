package org.hotline12345.chassis.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemTexts;
import org.hotline12345.chassis.problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {
    private static final String SCHEMA = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "additionalProperties": false,
              "required": ["id", "steps"],
              "properties": {
                "id": {"type": "string", "pattern": "^[a-z]+$", "minLength": 1, "maxLength": 5},
                "steps": {
                  "type": "array",
                  "minItems": 1,
                  "maxItems": 2,
                  "uniqueItems": true,
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": {
                      "days": {"type": "integer", "minimum": 1, "maximum": 9},
                      "share": {"type": "number", "exclusiveMinimum": 0},
                      "unit": {"enum": ["DAYS", "HOURS"]}
                    }
                  }
                },
                "names": {"type": "object", "propertyNames": {"enum": ["zh", "en"]}}
              }
            }
            """;

    private static final String SOUND = """
            id: plan
            steps:
              - days: 3
                share: 2.50
              - unit: HOURS
            names:
              zh: 方案
            """;

    private final DocumentReader reader = new DocumentReader(SCHEMA);

    @Test
    void a_sound_document_is_read_and_knows_the_lines_of_its_fields() {
        Document document = reader.read(SOUND);
        assertThat(document.tree().at("/steps/1/unit").asText()).isEqualTo("HOURS");
        assertThat(document.tree().at("/steps/0/share").decimalValue()).isEqualByComparingTo("2.5");
        assertThat(document.violation("steps[1].unit", "some.text", 7)).satisfies(found -> {
            assertThat(found.line()).isEqualTo(5);
            assertThat(found.args()).containsExactly(7);
        });
        // of what is missing the line of what should hold it
        assertThat(document.violation("steps[0].unit.deep", "some.text").line()).isEqualTo(3);
        assertThat(document.violation("nothing", "some.text").line()).isEqualTo(1);
    }

    @Test
    void json_is_a_document_too() {
        assertThat(reader.read("{\"id\": \"plan\",\n \"steps\": [{\"days\": 1}]}")
                        .tree())
                .isEqualTo(reader.tree("id: plan\nsteps: [{days: 1}]"));
        assertThat(faults("{\"id\": \"plan\",\n \"steps\": [\n  {\"days\": 0}]}"))
                .extracting(Violation::line)
                .containsExactly(3);
    }

    @ParameterizedTest(name = "{1} -> {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "id: plan | id: Plan | id | pattern | 1",
                "id: plan | id: planning | id | maxLength | 1",
                "id: plan | id: '' | id | minLength | 1",
                "id: plan | id: 5 | id | type | 1",
                "days: 3 | days: 0 | steps[0].days | minimum | 3",
                "days: 3 | days: 10 | steps[0].days | maximum | 3",
                "days: 3 | day: 3 | steps[0].day | unknown | 3",
                "share: 2.50 | share: 0 | steps[0].share | exclusiveMinimum | 4",
                "unit: HOURS | unit: MOONS | steps[1].unit | enum | 5",
                "zh: 方案 | fr: plan | names.fr | unknown | 7",
                "id: plan | idea: plan | id | required | 1",
                "id: plan | idea: plan | idea | unknown | 1"
            })
    void a_fault_is_named_with_its_field_and_line(String right, String wrong, String field, String text, int line) {
        String key = text.equals("required") ? "violation.required" : "violation.document." + text;
        assertThat(faults(SOUND.replace(right, wrong)))
                .extracting(Violation::field, Violation::message, Violation::line)
                .contains(tuple(field, key, line));
    }

    @Test
    void lists_have_their_faults() {
        assertThat(faults("id: plan\nsteps: []"))
                .extracting(Violation::message)
                .containsExactly("violation.document.minItems");
        assertThat(faults("id: plan\nsteps: [{days: 1}, {days: 1}, {days: 2}]"))
                .extracting(Violation::message)
                .containsExactlyInAnyOrder("violation.document.maxItems", "violation.document.uniqueItems");
    }

    @Test
    void a_field_that_stands_twice_is_named_with_the_line_of_the_second() {
        assertThat(faults(SOUND + "id: again\n"))
                .extracting(Violation::field, Violation::message, Violation::line)
                .containsExactly(tuple("id", "violation.document.twice", 8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "just words", "- a\n- b", "id: [\nsteps: bar", "id: plan\nid: {", "a: &x {b: 1}\nc: *x"})
    void what_is_no_document_is_refused(String text) {
        assertThat(faults(text)).singleElement().satisfies(found -> {
            assertThat(found.field()).isEqualTo("document");
            assertThat(found.message()).isEqualTo("violation.document.unreadable");
            assertThat(found.line()).isPositive();
        });
    }

    @Test
    void a_kind_of_document_may_have_words_of_its_own() {
        var own = new DocumentReader(SCHEMA, Map.of("enum", "violation.own", "const", "violation.never"));
        assertThat(catchThrowableOfType(Problem.class, () -> own.read(SOUND.replace("HOURS", "MOONS")))
                        .violations())
                .extracting(Violation::message)
                .containsExactly("violation.own");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_fault_has_its_words(Language language) {
        assertThat(Stream.of("unreadable twice unknown enum type minimum exclusiveMinimum maximum pattern minLength"
                                + " maxLength minItems maxItems uniqueItems schema")
                        .flatMap(all -> Stream.of(all.split(" "))))
                .allSatisfy(name -> assertThat(ProblemTexts.find(language, "violation.document." + name, List.of()))
                        .isPresent());
    }

    private List<Violation> faults(String document) {
        return catchThrowableOfType(Problem.class, () -> reader.read(document)).violations();
    }
}
