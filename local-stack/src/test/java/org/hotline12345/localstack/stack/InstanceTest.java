package org.hotline12345.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceTest {
    @ParameterizedTest
    @CsvSource({"intake, INTAKE, 1", "dispatch-2, DISPATCH, 2", "kafka, KAFKA, 1"})
    void a_short_name_names_one_process(String code, Part part, int number) {
        assertThat(Instance.named(code)).isEqualTo(new Instance(part, number));
        assertThat(new Instance(part, number).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka-2", "intake-0", "intake-x", "nobody"})
    void what_names_none_is_refused(String code) {
        assertThatThrownBy(() -> Instance.named(code)).isInstanceOf(IllegalArgumentException.class);
    }
}
