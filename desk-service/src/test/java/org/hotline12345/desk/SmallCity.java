package org.hotline12345.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What the services tell the hotline's own desks about four units and four cases: {@code screens/hotline.json}. */
final class SmallCity {
    /** In hand at the water bureau, which asks to return it and for more time. */
    static final String IN_HAND = "019aa000-0000-7000-8000-000000000001";
    /** In triage, with a risk and two candidates. */
    static final String IN_TRIAGE = "019aa000-0000-7000-8000-000000000003";
    /** In triage after it. */
    static final String NEXT_IN_TRIAGE = "019aa000-0000-7000-8000-000000000004";
    /** The order of {@link #IN_HAND}. */
    static final String ORDER = "019aa000-0000-7000-8000-000000000101";

    /** An order whose reply waits for the centre. */
    static final String AT_CENTRE = "019aa000-0000-7000-8000-000000000102";

    static final String RETURN = "019aa000-0000-7000-8000-000000000201";
    static final String EXTENSION = "019aa000-0000-7000-8000-000000000202";

    private SmallCity() {}

    static void isTold(StandIns services) {
        tell(services, "hotline");
    }

    /** Its vocabularies, catalogue, units and models besides: {@code screens/office-data.json}. */
    static void isToldWithOfficeData(StandIns services) {
        isTold(services);
        tell(services, "office-data");
    }

    private static void tell(StandIns services, String file) {
        read(file)
                .properties()
                .forEach(service -> service.getValue().properties().forEach(answer -> {
                    String[] operation = answer.getKey().split(" ", 2);
                    services.answer(
                            service.getKey(),
                            operation[0],
                            operation[1],
                            200,
                            answer.getValue().toString());
                }));
    }

    private static JsonNode read(String file) {
        try (var in = SmallCity.class.getResourceAsStream("/screens/" + file + ".json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
