package org.hotline12345.chassis.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.hotline12345.events.AreaChanged;
import org.hotline12345.events.CategoryChanged;
import org.hotline12345.events.PolicyActivated;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.UnitChanged;
import org.hotline12345.events.UnitLevel;
import org.junit.jupiter.api.Test;

class OfficeSnapshotTest {
    private static final Instant JANUARY = Instant.parse("2025-12-31T16:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-02-28T16:00:00Z");

    private static UnitChanged unit(String code, String name, String parent, Instant from) {
        return new UnitChanged(
                code, name, UnitLevel.DISTRICT, parent, "G", List.of(), 1, SignOffLevel.DEPUTY, false, true, from);
    }

    @Test
    void a_change_counts_from_its_date_on() {
        var snapshot = OfficeSnapshot.of(
                List.of(unit("A", "old", null, JANUARY), unit("A", "new", null, MARCH)),
                Instant.parse("2026-02-01T00:00:00Z"),
                1);
        assertThat(snapshot.units().get("A").name()).isEqualTo("old");
        assertThat(snapshot.isOutdated(MARCH.minusSeconds(1))).isFalse();
        assertThat(snapshot.isOutdated(MARCH)).isTrue();
        assertThat(snapshot.at(MARCH).units().get("A").name()).isEqualTo("new");
    }

    @Test
    void units_stand_below_each_other_and_a_circle_does_no_harm() {
        var snapshot = OfficeSnapshot.of(
                List.of(
                        unit("A", "a", null, JANUARY),
                        unit("B", "b", "A", JANUARY),
                        unit("C", "c", "B", JANUARY),
                        unit("X", "x", "Y", JANUARY),
                        unit("Y", "y", "X", JANUARY)),
                MARCH,
                1);
        assertThat(snapshot.unitIsWithin("C", "A")).isTrue();
        assertThat(snapshot.unitIsWithin("A", "C")).isFalse();
        assertThat(snapshot.unitIsWithin("X", "A")).isFalse();
        assertThat(snapshot.withSubordinates("A")).containsExactlyInAnyOrder("A", "B", "C");
        assertThat(snapshot.withSubordinates("X")).containsExactlyInAnyOrder("X", "Y");
    }

    @Test
    void a_name_means_units_of_any_place() {
        var snapshot = OfficeSnapshot.of(
                List.of(
                        new AreaChanged("NA", "农安县", List.of(), false, List.of(), true, JANUARY),
                        new AreaChanged("CC", "长春市", List.of(), false, List.of(), true, JANUARY),
                        unit("WATER", "长春市水务局", null, JANUARY),
                        unit("WATER-N", "农安县水务局", null, JANUARY)),
                MARCH,
                1);
        assertThat(snapshot.unitNames().meant("水务局王科长")).containsExactlyInAnyOrder("WATER", "WATER-N");
        assertThat(snapshot.unitNames().meant("长春市水务局")).containsExactly("WATER");
    }

    @Test
    void an_area_can_lie_in_several() {
        var snapshot = OfficeSnapshot.of(
                List.of(
                        new AreaChanged("ZONE", "长春新区", List.of(), true, List.of(), true, JANUARY),
                        new AreaChanged("DIV", "朝阳区", List.of(), false, List.of(), true, JANUARY),
                        new AreaChanged("ST", "街道", List.of("ZONE", "DIV"), false, List.of(), true, JANUARY),
                        new CategoryChanged("1", "民生", null, 1, true, JANUARY),
                        new CategoryChanged("11", "供水", "1", 2, true, JANUARY),
                        new CategoryChanged("111", "停水", "11", 3, true, JANUARY),
                        new PolicyActivated("P", 1, JANUARY, "a", "admin"),
                        new PolicyActivated("Q", 1, MARCH, "b", "admin")),
                Instant.parse("2026-02-01T00:00:00Z"),
                1);
        assertThat(snapshot.areaIsWithin("ST", "ZONE")).isTrue();
        assertThat(snapshot.areaIsWithin("ST", "DIV")).isTrue();
        assertThat(snapshot.areaIsWithin("DIV", "ZONE")).isFalse();
        assertThat(snapshot.categoryAncestors("111")).containsExactly("11", "1");
        assertThat(snapshot.policy().policyId()).isEqualTo("P");
        assertThat(snapshot.at(MARCH).policy().policyId()).isEqualTo("Q");
    }
}
