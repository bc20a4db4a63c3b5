package org.hotline12345.assessment.export;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.awaitility.Awaitility;
import org.hotline12345.assessment.Folding;
import org.hotline12345.assessment.OwnDatabase;
import org.hotline12345.assessment.fact.model.Lives;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.rest.TableFiles;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.testing.KafkaProbe;
import org.hotline12345.testing.TestServers;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tables saved as files, read again by what reads such files; everything lies in the year 2011. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
@WithTestResource(TestServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportTest {
    private static final int LATE = 3;
    private static final int ROUNDS = 1_203;
    private static final String CASES = "/api/v1/scores/EXPORT-A/items/on-time/cases?period=2011-05";

    @Inject
    Folding folding;

    @Inject
    OfficeCopy office;

    @BeforeAll
    void handle() {
        try (var kafka = KafkaProbe.open()) {
            unit(kafka, "EXPORT-A", "=HYPERLINK(\"x\")");
            unit(kafka, "EXPORT-B", "乙局");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> office.unit("EXPORT-A").isPresent()
                            && office.unit("EXPORT-B").isPresent());
        }
        var day = Instant.parse("2011-05-09T02:00:00Z");
        var events = new ArrayList<CaseEvent>();
        for (int i = 0; i < ROUNDS; i++) {
            finished(events, "EXPORT-A", day.plusSeconds(i), i < LATE);
        }
        events.add(Lives.registered(UUID.randomUUID(), IntakeOutcome.TO_DISPATCH, day));
        finished(events, "EXPORT-B", day, false);
        folding.fold(events);
    }

    @Test
    void indicators_are_a_sheet_with_numbers_and_the_viewers_name() throws IOException {
        var answer = xlsx(as("evaluator"), "/api/v1/indicators?period=2011-05&by=unit")
                .header(
                        "Content-Disposition",
                        matchesPattern(
                                "attachment; filename=\"indicators-2011-05-by-unit-kao-ping-\\d{8}-\\d{4}\\.xlsx\""))
                .header("Content-Language", "zh-CN");
        try (var book = book(answer)) {
            var sheet = book.getSheetAt(0);
            assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).startsWith("考评指标 2011年5月。导出人：kao-ping，导出时间：");
            assertThat(sheet.getFooter().getLeft()).contains("kao-ping");
            assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 2);
            Row a = row(sheet, 0, "EXPORT-A");
            assertThat(a.getCell(1).getCellType()).isEqualTo(CellType.STRING);
            assertThat(a.getCell(1).getStringCellValue()).isEqualTo("=HYPERLINK(\"x\")");
            assertThat(cell(sheet, a, "应办结").getNumericCellValue()).isEqualTo(ROUNDS);
            assertThat(cell(sheet, a, "按时办结率(%)").getNumericCellValue()).isEqualTo(99.75);
            assertThat(cell(sheet, a, "群众满意率(%)")).isNull();
            assertThat(cell(sheet, row(sheet, 1, "未派单"), "受理诉求量").getNumericCellValue())
                    .isEqualTo(1);
        }
        try (var book = book(xlsx(
                as("evaluator").header("Accept-Language", "en"),
                "/api/v1/indicators?period=2011-05&by=unit&compare=year"))) {
            var sheet = book.getSheetAt(0);
            assertThat(sheet.getRow(0).getCell(0).getStringCellValue())
                    .startsWith("Indicators, 2011-05. Exported by kao-ping at ");
            assertThat(cell(sheet, row(sheet, 0, "EXPORT-A"), "Due change").getNumericCellValue())
                    .isEqualTo(ROUNDS);
        }
    }

    @Test
    void a_units_leader_finds_no_other_unit_in_the_ranking() throws IOException {
        try (var book = book(xlsx(as("evaluator"), "/api/v1/scores?period=2011-05"))) {
            assertThat(texts(book.getSheetAt(0), 2)).contains("EXPORT-A", "EXPORT-B");
            var sheet = book.getSheetAt(0);
            assertThat(cell(sheet, row(sheet, 2, "EXPORT-B"), "总分").getNumericCellValue())
                    .isPositive();
        }
        try (var book = book(xlsx(leader("EXPORT-B"), "/api/v1/scores?period=2011-05"))) {
            assertThat(texts(book.getSheetAt(0), 2)).containsExactly("单位代码", "EXPORT-B");
        }
        try (var book = book(xlsx(leader("EXPORT-B"), "/api/v1/indicators?period=2011-05&by=unit"))) {
            assertThat(texts(book.getSheetAt(0), 0)).contains("EXPORT-B").doesNotContain("EXPORT-A");
        }
        leader("EXPORT-B").accept(TableFiles.XLSX).get(CASES).then().statusCode(404);
        as("agent").accept(TableFiles.XLSX).get(CASES).then().statusCode(403);
        as("supervisor")
                .accept(TableFiles.XLSX)
                .get("/api/v1/scores?period=2011-05")
                .then()
                .statusCode(403);
        given().accept(TableFiles.XLSX).get(CASES).then().statusCode(401);
    }

    @Test
    void all_cases_behind_an_item_are_saved_those_against_the_unit_first() throws IOException {
        try (var book = book(xlsx(leader("EXPORT-A"), CASES))) {
            var sheet = book.getSheetAt(0);
            assertThat(sheet.getLastRowNum()).isEqualTo(ROUNDS + 1);
            assertThat(IntStream.range(0, LATE + 1)
                            .mapToObj(i ->
                                    cell(sheet, sheet.getRow(i + 2), "是否计入分子").getStringCellValue()))
                    .containsExactly("否", "否", "否", "是");
            var due = cell(sheet, sheet.getRow(2), "答复时限");
            assertThat(DateUtil.isCellDateFormatted(due)).isTrue();
            assertThat(due.getLocalDateTimeCellValue()).isEqualTo(LocalDateTime.parse("2011-05-12T10:00:00"));
            assertThat(cell(sheet, sheet.getRow(2), "承办单位").getStringCellValue())
                    .isEqualTo("=HYPERLINK(\"x\")");
            assertThat(cell(sheet, sheet.getRow(2), "指标").getStringCellValue()).isEqualTo("按时办结率");
            assertThat(new HashSet<>(texts(sheet, sheet.getRow(1).getLastCellNum() - 2)))
                    .hasSize(ROUNDS + 1);
        }
        try (var book = book(xlsx(as("evaluator"), CASES + "&counted=false"))) {
            assertThat(book.getSheetAt(0).getLastRowNum()).isEqualTo(LATE + 1);
        }
        String csv = as("evaluator")
                .header("Accept-Language", "en")
                .accept("text/csv")
                .get(CASES)
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("cases-EXPORT-A-on-time-2011-05-kao-ping-"))
                .extract()
                .asString();
        assertThat(csv.split("\r\n"))
                .hasSize(ROUNDS + 1)
                .satisfies(lines -> assertThat(lines[0]).startsWith("\uFEFFCase number,Round,Counted,"))
                .satisfies(lines -> assertThat(lines[1])
                        .contains(",1,no,On-time rate,EXPORT-A,\"'=HYPERLINK(\"\"x\"\")\",2011-05-12T10:00+08:00,"));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> saved().isEmpty());
    }

    @Test
    void the_cases_behind_a_figure_of_the_city_are_saved_without_pages() throws IOException {
        String path = "/api/v1/indicators/onTimeRate/cases?period=2011-05";
        try (var book = book(xlsx(as("supervisor").header("Accept-Language", "en"), path))) {
            var sheet = book.getSheetAt(0);
            assertThat(sheet.getLastRowNum()).isEqualTo(ROUNDS + 2);
            assertThat(sheet.getRow(0).getCell(0).getStringCellValue())
                    .startsWith("Cases behind On-time rate, 2011-05. Exported by kao-ping at ");
        }
        try (var book = book(xlsx(leader("EXPORT-B"), path))) {
            assertThat(book.getSheetAt(0).getLastRowNum()).isEqualTo(2);
        }
        leader("EXPORT-B")
                .accept(TableFiles.XLSX)
                .get(path + "&unit=EXPORT-A")
                .then()
                .statusCode(404);
        as("evaluator")
                .accept("text/csv")
                .get(path)
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString(".csv"));
    }

    @Test
    void a_question_that_is_wrong_is_a_problem_not_a_file() {
        as("evaluator")
                .accept(TableFiles.XLSX)
                .get("/api/v1/indicators?period=2011-13")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        as("evaluator")
                .accept(TableFiles.XLSX)
                .get("/api/v1/scores/EXPORT-A/items/nothing/cases?period=2011-05")
                .then()
                .statusCode(404);
    }

    /** Files of tables that lie about. */
    private static List<Path> saved() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith(TableFiles.FILES))
                    .toList();
        }
    }

    private static void finished(List<CaseEvent> events, String unit, Instant at, boolean late) {
        var id = UUID.randomUUID();
        var order = UUID.randomUUID();
        Instant due = at.plus(Duration.ofDays(3));
        events.add(Lives.registered(id, IntakeOutcome.TO_DISPATCH, at));
        events.add(Lives.dispatched(id, order, 1, DispatchCause.FIRST, unit, at));
        events.add(Lives.deadline(id, order, 1, DeadlineKind.REPLY, due));
        events.add(Lives.replied(id, order, 1, unit, late ? due.plusSeconds(1) : due));
    }

    private static void unit(KafkaProbe kafka, String code, String name) {
        kafka.produce(Lives.unit(code, name, null, "导出组"), Instant.now());
    }

    private static ValidatableResponse xlsx(RequestSpecification who, String path) {
        return who.accept(TableFiles.XLSX)
                .get(path)
                .then()
                .statusCode(200)
                .contentType(TableFiles.XLSX)
                .header("Cache-Control", "private, no-store");
    }

    private static XSSFWorkbook book(ValidatableResponse answer) throws IOException {
        return new XSSFWorkbook(new ByteArrayInputStream(answer.extract().asByteArray()));
    }

    private static Row row(XSSFSheet sheet, int column, String text) {
        for (Row row : sheet) {
            Cell cell = row.getCell(column);
            if (cell != null && cell.getCellType() == CellType.STRING && text.equals(cell.getStringCellValue())) {
                return row;
            }
        }
        throw new AssertionError("no row " + text);
    }

    private static Cell cell(XSSFSheet sheet, Row row, String column) {
        for (Cell head : sheet.getRow(1)) {
            if (column.equals(head.getStringCellValue())) {
                return row.getCell(head.getColumnIndex());
            }
        }
        throw new AssertionError("no column " + column);
    }

    private static List<String> texts(XSSFSheet sheet, int column) {
        return IntStream.rangeClosed(1, sheet.getLastRowNum())
                .mapToObj(i -> sheet.getRow(i).getCell(column))
                .filter(cell -> cell != null)
                .map(Cell::getStringCellValue)
                .toList();
    }

    private static RequestSpecification leader(String unit) {
        return given().header(
                        "Authorization",
                        "Bearer "
                                + TestTokens.role("unit-leader")
                                        .unit(unit)
                                        .subject("leader-" + unit)
                                        .build());
    }

    private static RequestSpecification as(String role) {
        return given().header(
                        "Authorization",
                        "Bearer " + TestTokens.role(role).subject("kao-ping").build());
    }
}
