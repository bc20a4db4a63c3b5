package org.hotline12345.intake.correction.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CorrectedFact;
import org.hotline12345.events.FactCorrection;
import org.hotline12345.events.Respondent;
import org.hotline12345.events.Urgency;
import org.hotline12345.intake.contact.model.Contact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisteredFactsTest {
    private static final UUID CITIZEN = UUID.randomUUID();
    private static final RegisteredFacts BEFORE = new RegisteredFacts(
            "停水",
            "C01",
            null,
            Urgency.ORDINARY,
            Anonymity.NAMED,
            new Respondent(null, "供水公司"),
            new Contact("周八", "13900000001"),
            CITIZEN);

    @Test
    void what_differs_is_said_with_what_was_and_what_is_but_of_contacts_neither() {
        var after = new RegisteredFacts(
                "停水三天",
                "C02",
                "220102",
                Urgency.URGENT,
                Anonymity.HIDDEN_FROM_UNIT,
                new Respondent("CC-WATER", null),
                new Contact("周八", "13900000002"),
                UUID.randomUUID());

        assertThat(BEFORE.differences(after))
                .containsExactly(
                        new FactCorrection(CorrectedFact.CONTACT, null, null),
                        new FactCorrection(CorrectedFact.TITLE, "停水", "停水三天"),
                        new FactCorrection(CorrectedFact.CATEGORY, "C01", "C02"),
                        new FactCorrection(CorrectedFact.AREA, null, "220102"),
                        new FactCorrection(CorrectedFact.URGENCY, "ORDINARY", "URGENT"),
                        new FactCorrection(CorrectedFact.ANONYMITY, "NAMED", "HIDDEN_FROM_UNIT"),
                        new FactCorrection(CorrectedFact.RESPONDENT, "供水公司", "CC-WATER"));
    }

    @Test
    void what_is_the_same_is_no_correction() {
        assertThat(BEFORE.differences(BEFORE)).isEmpty();
    }

    @Test
    void whom_nobody_accuses_any_more_is_named_as_what_was() {
        var after = new RegisteredFacts(
                "停水", "C01", null, Urgency.ORDINARY, Anonymity.NAMED, null, BEFORE.contact(), CITIZEN);

        assertThat(BEFORE.differences(after))
                .containsExactly(new FactCorrection(CorrectedFact.RESPONDENT, "供水公司", null));
    }

    @ParameterizedTest
    @CsvSource({"周八,13900000001,周** 139****01", "周八,,周**", ",85551234,****34", ",0431-85551234,043****34", ",123,****23"
    })
    void a_contact_is_shown_so_far_that_one_is_told_from_another(String name, String phone, String shown) {
        assertThat(MaskedContact.of(new Contact(name, phone))).isEqualTo(shown);
    }

    @Test
    void without_a_contact_nothing_is_shown() {
        assertThat(MaskedContact.of(null)).isNull();
        assertThat(MaskedContact.of(new Contact(null, null))).isNull();
    }
}
