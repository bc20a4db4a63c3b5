package org.hotline12345.dispatch.masterdata.people.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.hotline12345.dispatch.masterdata.people.model.Person.SignIn;
import org.hotline12345.events.SignOffLevel;
import org.junit.jupiter.api.Test;

class PersonTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);

    private static Person filed(LocalDate to) {
        return new Person(
                "li", "李明", List.of("unit-handler"), "W", "0431-1", null, TODAY.minusYears(1), to, true, false, null);
    }

    private static SignIn with(String name, String unit, String... roles) {
        return new SignIn("li", name, List.of(roles), unit, null);
    }

    @Test
    void who_signs_in_for_the_first_time_is_kept_as_the_provider_names_them() {
        var person = Person.after(null, with("李明", "W", "unit-handler"), TODAY);

        assertThat(person.name()).isEqualTo("李明");
        assertThat(person.unit()).isEqualTo("W");
        assertThat(person.validFrom()).isEqualTo(TODAY);
        assertThat(person.filed()).isFalse();
    }

    @Test
    void who_has_no_role_and_is_not_known_is_not_kept() {
        assertThat(Person.after(null, with("李明", "W"), TODAY)).isNull();
    }

    @Test
    void the_name_and_telephone_that_the_office_filed_stay_unit_and_roles_follow_the_provider() {
        var now = new SignIn("li", "Li Ming", List.of("unit-leader"), "V", SignOffLevel.PRINCIPAL);

        var person = Person.after(filed(null), now, TODAY);

        assertThat(person.name()).isEqualTo("李明");
        assertThat(person.phone()).isEqualTo("0431-1");
        assertThat(person.unit()).isEqualTo("V");
        assertThat(person.level()).isEqualTo(SignOffLevel.PRINCIPAL);
        assertThat(person.filed()).isTrue();
    }

    @Test
    void nobody_comes_back_by_signing_in_whom_the_office_has_ended() {
        var ended = filed(TODAY.minusDays(3));

        var person = Person.after(ended, with(null, "W", "unit-handler"), TODAY);

        assertThat(person.isValidOn(TODAY)).isFalse();
        assertThat(person.validTo()).isEqualTo(TODAY.minusDays(3));
    }

    @Test
    void who_signs_in_without_a_role_ends_and_is_back_with_one() {
        var gone = Person.after(filed(null), with(null, null), TODAY);
        var back = Person.after(gone, with(null, "W", "unit-handler"), TODAY.plusDays(1));

        assertThat(gone.isValidOn(TODAY)).isFalse();
        assertThat(gone.lapsed()).isTrue();
        assertThat(back.isValidOn(TODAY.plusDays(1))).isTrue();
        assertThat(back.lapsed()).isFalse();
    }

    @Test
    void who_came_and_went_on_the_same_day_has_a_period_that_can_be_kept() {
        var came = Person.after(null, with("李明", "W", "unit-handler"), TODAY);

        var gone = Person.after(came, with("李明", "W"), TODAY);

        assertThat(gone.validTo()).isEqualTo(TODAY.minusDays(1));
        assertThat(gone.isValidOn(TODAY)).isFalse();
    }

    @Test
    void a_sign_in_that_says_nothing_new_is_no_news() {
        var before = Person.after(filed(null), with(null, "W", "unit-handler"), TODAY);

        var after = Person.after(before, with(null, "W", "unit-handler"), TODAY.plusDays(1));

        assertThat(after).isNotEqualTo(before);
        assertThat(after.saysMoreThan(before)).isFalse();
        assertThat(after.saysMoreThan(filed(TODAY))).isTrue();
    }
}
