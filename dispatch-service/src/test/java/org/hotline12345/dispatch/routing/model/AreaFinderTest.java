package org.hotline12345.dispatch.routing.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hotline12345.dispatch.masterdata.areas.model.Area;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaFinderTest {
    private final AreaFinder finder = new AreaFinder(List.of(
            area("2201", "长春市", "长春"),
            area("220102", "南关区", "南关", "2201"),
            area("220106", "绿园区", null, "2201"),
            area("220182", "榆树市", null, "2201"),
            area("220173", "长春高新技术产业开发区", "高新区", "2201"),
            area("220102001", "南岭街道", null, "220102"),
            area("220106001", "正阳街道", null, "220106"),
            area("220182002", "正阳街道", null, "220182")));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "长春市南关区人民大街, 220102",
                "南关的路灯, 220102",
                "南关区南岭街道, 220102001",
                "南岭街道, 220102001",
                "长春市, 2201",
                "长春高新技术产业开发区, 220173",
                "高新区硅谷大街, 220173",
                "正阳街道, -",
                "榆树市正阳街道, 220182002",
                "绿园区正阳街道, 220106001",
                "南关区和绿园区之间, -",
                "没有说在哪里, -",
                "-, -"
            })
    void an_area_is_found_where_it_is_plainly_named(String text, String code) {
        assertThat(finder.find(text)).isEqualTo(Optional.ofNullable(code));
    }

    @Test
    void an_area_out_of_use_is_not_found() {
        var gone = new Area("1", "旧区", List.of(), false, List.of(), false, Instant.EPOCH);
        assertThat(new AreaFinder(List.of(gone)).find("旧区")).isEmpty();
    }

    private static Area area(String code, String name, String alias, String... parents) {
        return new Area(
                code,
                name,
                Arrays.asList(parents),
                false,
                alias == null ? List.of() : List.of(alias),
                true,
                Instant.EPOCH);
    }
}
