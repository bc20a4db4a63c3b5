package org.hotline12345.intake.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.intake.IntakeTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PrivacyTest extends IntakeTest {
    private static final class Ear extends Handler {
        private final List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord log) {
            heard.add(log.getMessage() + " " + java.util.Arrays.toString(log.getParameters()) + " " + log.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void no_registered_telephone_and_no_name_is_found_in_events_tables_or_log() {
        var ear = new Ear();
        Logger.getLogger("").addHandler(ear);
        var phones = new ArrayList<String>();
        var ids = new ArrayList<UUID>();
        try {
            for (int i = 0; i < 20; i++) {
                String phone = i % 4 == 3 ? "0431" + (20_000_000 + i * 1_000_003) : phone();
                phones.add(phone);
                String spaced = phone.substring(0, 4) + " " + phone.substring(4, 8) + "－" + phone.substring(8);
                String wide = phone.chars()
                        .mapToObj(c -> String.valueOf((char) (c - '0' + '０')))
                        .reduce("", String::concat);
                var draft = draft("隐私" + phone + "测试");
                draft.put("text", "打" + phone + "或" + spaced + "或" + wide + "都行");
                draft.put("address", "门口写着" + phone);
                draft.put("respondent", Map.of("name", "老板" + phone));
                draft.put("citizen", Map.of("name", "欧阳暮雪" + i, "phone", phone));
                if (i % 3 == 0) {
                    draft.put("directAnswer", Map.of("text", "稍后回" + phone, "by", "AGENT"));
                }
                UUID id = UUID.fromString(register(draft).path("caseId"));
                ids.add(id);
                if (i % 3 == 1) {
                    as("agent")
                            .body(Map.of("text", "换号了，" + spaced))
                            .post("/api/v1/cases/" + id + "/supplements")
                            .then()
                            .statusCode(200);
                    as("agent")
                            .body(Map.of("text", "催，" + phone))
                            .post("/api/v1/cases/" + id + "/urges")
                            .then()
                            .statusCode(200);
                    as("agent")
                            .body(Map.of("reason", "不用了" + phone))
                            .post("/api/v1/cases/" + id + "/withdrawal")
                            .then()
                            .statusCode(200);
                }
                as("agent")
                        .body(Map.of("phone", phone, "purpose", "核对" + phone))
                        .post("/api/v1/cases/search")
                        .then()
                        .statusCode(200);
                as("service")
                        .body(Map.of("purpose", "核对" + phone))
                        .post("/api/v1/cases/" + id + "/contact")
                        .then()
                        // a case taken back is over as soon as its own event has come back
                        .statusCode(i % 3 == 1 ? oneOf(200, 403) : equalTo(200));
            }
            ids.forEach(id -> probe.await(id, CaseRegistered.class));
        } finally {
            Logger.getLogger("").removeHandler(ear);
        }

        String events = probe.events().toString();
        var tables = new StringBuilder();
        rows("select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")
                .forEach(table -> rows("select t::text as line from " + table.getString("table_name") + " t")
                        .forEach(row ->
                                tables.append(digits(row.getString("line"))).append('\n')));
        for (String phone : phones) {
            assertThat(digits(events)).doesNotContain(phone);
            assertThat(tables).doesNotContain(phone);
            assertThat(digits(ear.heard.toString())).doesNotContain(phone);
        }
        assertThat(events).doesNotContain("欧阳暮雪");
        assertThat(tables).doesNotContain("欧阳暮雪");
        assertThat(ear.heard.toString()).doesNotContain("欧阳暮雪");
        assertThat(ids).hasSize(20);
    }

    /** Full-width digits made plain and separators between digits left out. */
    private static String digits(String text) {
        return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC)
                .replaceAll("(?<=\\d)[ \\-－]{1,2}(?=\\d)", "");
    }
}
