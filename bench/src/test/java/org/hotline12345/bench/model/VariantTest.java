package org.hotline12345.bench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VariantTest {
    @Test
    void a_variant_is_a_folder_or_settings_or_both_or_neither() {
        assertThat(Variant.of("../before")).isEqualTo(new Variant("../before", Map.of()));
        assertThat(Variant.of("A=1,B=x=y")).isEqualTo(new Variant(null, Map.of("A", "1", "B", "x=y")));
        assertThat(Variant.of("../before,A=1")).isEqualTo(new Variant("../before", Map.of("A", "1")));
        assertThat(Variant.of("-")).isEqualTo(new Variant(null, Map.of()));
    }

    @Test
    void a_value_may_have_commas_and_a_setting_of_postgresql_its_dot() {
        assertThat(Variant.of("JAVA_TOOL_OPTIONS=-Xlog:gc,safepoint,postgres.max_wal_size=8GB")
                        .settings())
                .containsEntry("JAVA_TOOL_OPTIONS", "-Xlog:gc,safepoint")
                .containsEntry("postgres.max_wal_size", "8GB");
    }

    @Test
    void a_comma_before_what_is_no_setting_belongs_to_the_value_and_nothing_is_refused() {
        assertThat(Variant.of("a,A=1,b,B=2").settings()).isEqualTo(Map.of("A", "1,b", "B", "2"));
        assertThatThrownBy(() -> Variant.of(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
