package org.hotline12345.chassis.office.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitNamesTest {
    private final UnitNames names = new UnitNames(
            Map.of(
                    "WATER", "长春市水务局",
                    "WATER-N", "农安县水务局",
                    "URBAN-K", "长春市宽城区城市管理局",
                    "POLICE", "长春市公安局",
                    "POLICE-K", "长春市公安局宽城区分局"),
            List.of("长春市", "农安县", "宽城区"));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "长春市水务局, WATER",
                "长春市水务局供水科王科长, WATER",
                "长春市 水务局。, WATER",
                "水务局, WATER WATER-N",
                "县水务局, WATER WATER-N",
                "水务局的人, WATER WATER-N",
                "城市管理局, URBAN-K",
                "宽城区城市管理局执法队, URBAN-K",
                "管理局, URBAN-K",
                "公园管理局, -",
                "公安局宽城区分局, POLICE-K",
                "长春市公安局, POLICE",
                "某某公司, -",
                "局, -",
                "-, -"
            })
    void a_name_means_the_units_that_are_called_so(String said, String units) {
        assertThat(names.meant(said)).isEqualTo(units == null ? Set.of() : Set.of(units.split(" ")));
    }

    @Test
    void only_a_name_of_one_unit_tells_which() {
        assertThat(names.only("长春市水务局")).contains("WATER");
        assertThat(names.only("水务局")).isEmpty();
    }
}
