package org.hotline12345.chassis.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hotline12345.chassis.page.PageRequest;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParametersTest {
    enum State {
        OPEN,
        CLOSED
    }

    static class Sample {
        void list(
                @PathParam("unit") String unit,
                @QueryParam("state") List<State> state,
                @RestQuery UUID caseId,
                @QueryParam("on") LocalDate on,
                @RestQuery OffsetDateTime dueBefore,
                @QueryParam("years") int years,
                @RestQuery boolean late,
                @QueryParam("q") String words,
                @BeanParam PageRequest page) {}

        @Operation(hidden = true)
        void table(@QueryParam("q") String words) {}
    }

    @ParameterizedTest(name = "{0}?{1}: {2}")
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "list | state=OPEN&state=CLOSED&limit=5&after=abc&q=路灯 | -",
                "list | caseId=019ab3c2-7d10-7a41-9c5e-3f0b6d2a8e11&on=2026-11-30&years=3&late=true | -",
                "list | dueBefore=2026-11-30T09:00:00+08:00 | -",
                "list | stat=OPEN | stat violation.unknownParameter [after, caseId, dueBefore, late, limit, on, q, state, years]",
                "list | unit=X | unit violation.unknownParameter [after, caseId, dueBefore, late, limit, on, q, state, years]",
                "list | state=OPEN&state=open | state violation.oneOf [open, OPEN, CLOSED]",
                "list | caseId=7 | caseId violation.wrongType [type.uuid]",
                "list | on=30.11.2026 | on violation.wrongType [type.date]",
                "list | dueBefore=2026-11-30 | dueBefore violation.wrongType [type.time]",
                "list | on=+999999999-12-31 | on violation.wrongType [type.date]",
                "list | on=+10000-01-01 | on violation.wrongType [type.date]",
                "list | on=-0001-12-31 | on violation.wrongType [type.date]",
                "list | on=9999-12-31 | -",
                "list | dueBefore=+294277-01-09T04:00:54Z | dueBefore violation.wrongType [type.time]",
                "list | years=many | years violation.wrongType [type.number]",
                "list | limit=10.5 | limit violation.wrongType [type.number]",
                "list | late=yes | late violation.wrongType [type.boolean]",
                "table | limit=5&q=x | -",
                "table | state=OPEN | state violation.unknownParameter [after, limit, q]"
            })
    void what_an_operation_does_not_know_or_cannot_read_is_named(String operation, String query, String wrong) {
        var method = Arrays.stream(Sample.class.getDeclaredMethods())
                .filter(each -> each.getName().equals(operation))
                .findFirst()
                .orElseThrow();
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (String part : query.split("&")) {
            String[] pair = part.split("=", 2);
            given.merge(pair[0], List.of(pair[1]), (one, two) -> List.of(one.get(0), two.get(0)));
        }

        assertThat(QueryParameters.of(method).violations(given))
                .extracting(violation -> violation.field() + " " + violation.message() + " " + violation.args())
                .containsExactlyElementsOf(wrong == null ? List.of() : List.of(wrong));
    }
}
