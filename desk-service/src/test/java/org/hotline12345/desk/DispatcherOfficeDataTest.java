package org.hotline12345.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.desk.People.ADMIN;
import static org.hotline12345.desk.People.DISPATCHER;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the dispatchers' desk keeps: catalogue, units, areas and the router. */
@QuarkusTest
class DispatcherOfficeDataTest extends ScreenTest {
    private static final String ENTRY = "019aa000-0000-7000-8000-000000000701";
    private static final String MODEL = "20261129-0200";

    @BeforeEach
    void city() {
        SmallCity.isToldWithOfficeData(services);
    }

    @ParameterizedTest
    @CsvSource({
        "catalogue, catalogue, 派单目录, Catalogue, #screen tbody tr",
        "units, units, 承办单位, Units, #screen tbody tr",
        "areas, areas, 属地, Areas, #screen tbody tr",
        "router, router, 智能派单, Router, #screen tbody tr",
        "router-model&id=" + MODEL + ", router-model, 模型 20261129-0200, Model 20261129-0200, #screen tbody tr"
    })
    void every_screen_looks_right(String screen, String name, String chinese, String english, String content)
            throws IOException {
        looksRight(DISPATCHER, "dispatcher?screen=" + screen, "dispatcher-" + name, chinese, english, content);
    }

    @ParameterizedTest
    @CsvSource({
        "catalogue-entry&id=" + ENTRY + ", catalogue-entry, 邻里纠纷, 邻里纠纷, #screen form",
        "unit&id=W, unit, 市水务局, 市水务局, #screen form",
        "unit, unit-new, 承办单位, Unit, #screen form",
        "router, router-admin, 智能派单, Router, #screen button"
    })
    void what_the_administrator_writes_looks_right(
            String screen, String name, String chinese, String english, String content) throws IOException {
        looksRight(ADMIN, "dispatcher?screen=" + screen, "dispatcher-" + name, chinese, english, content);
    }

    @Test
    void a_dispatcher_reads_the_catalogue_and_the_administrator_writes_it() {
        signIn(DISPATCHER, "dispatcher?lang=zh&screen=catalogue-entry&id=" + ENTRY);
        assertThat(browser.text("#screen")).contains("市公安局", "噪音、扰民");
        assertThat(browser.all("#screen form")).isEmpty();
    }

    @Test
    void an_entry_keeps_its_words_and_units_when_the_administrator_changes_it() {
        services.answer("dispatch", "PUT", "catalogue/" + ENTRY, 200, "{}");
        signIn(ADMIN, "dispatcher?lang=zh&screen=catalogue-entry&id=" + ENTRY);
        browser.one("[name=keywords]").sendKeys(" 装修，施工");
        browser.one("#screen form button[type=submit]").click();

        browser.awaitText("#done", "已保存");
        assertThat(services.requests("dispatch"))
                .anyMatch(request -> request.startsWith("PUT /api/v1/catalogue/" + ENTRY)
                        && request.contains("[\"噪音\",\"扰民\",\"装修\",\"施工\"]")
                        && request.contains("[\"@STREET\"]"));
    }

    @Test
    void a_model_is_put_in_force_by_the_administrator() {
        services.answer("dispatch", "routing/models/" + MODEL, """
                {"version": "%s", "state": "READY", "active": false, "progress": 1, "wantedPrecision": 0.95, "bytes": 1,
                 "allowed": ["evaluation", "activation"]}""".formatted(MODEL));
        services.answer("dispatch", "POST", "routing/models/" + MODEL + "/activation", 409, """
                {"status": 409, "detail": "新模型不如现用模型"}""");
        signIn(ADMIN, "dispatcher?lang=zh&screen=router-model&id=" + MODEL);
        browser.one("#screen .actions button").click();
        browser.await("dialog button[type=submit]").click();

        browser.awaitText("dialog .error", "新模型不如现用模型");
    }
}
