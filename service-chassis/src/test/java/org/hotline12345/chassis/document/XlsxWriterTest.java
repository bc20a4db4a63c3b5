package org.hotline12345.chassis.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.hotline12345.chassis.language.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlsxWriterTest {
    private static final Saved SAVED = new Saved("kao & ping", OffsetDateTime.parse("2026-11-27T09:05:00+08:00"));
    private static final Table TABLE = new Table("t", "考核成绩", List.of("单位", "总分", "时间"), Language.ZH);

    @TempDir
    Path folder;

    @Test
    void numbers_and_times_are_such_and_text_stays_text() throws Exception {
        try (var book = written(
                1_000,
                Arrays.asList("=1+1", new BigDecimal("89.82"), OffsetDateTime.parse("2026-11-01T16:30:00Z")),
                Arrays.asList("住建局", 12L, null))) {
            var sheet = book.getSheetAt(0);
            var first = sheet.getRow(2);
            assertThat(first.getCell(0).getCellType()).isEqualTo(CellType.STRING);
            assertThat(first.getCell(0).getStringCellValue()).isEqualTo("=1+1");
            assertThat(first.getCell(0).getCellStyle().getQuotePrefixed()).isTrue();
            assertThat(first.getCell(1).getNumericCellValue()).isEqualTo(89.82);
            assertThat(first.getCell(1).getCellStyle().getDataFormatString()).isEqualTo("0.00");
            assertThat(DateUtil.isCellDateFormatted(first.getCell(2))).isTrue();
            assertThat(first.getCell(2).getLocalDateTimeCellValue())
                    .isEqualTo(LocalDateTime.parse("2026-11-02T00:30:00"));
            assertThat(sheet.getRow(3).getCell(0).getCellStyle().getQuotePrefixed())
                    .isFalse();
            assertThat(sheet.getRow(3).getCell(1).getNumericCellValue()).isEqualTo(12);
            assertThat(sheet.getRow(3).getCell(2)).isNull();
        }
    }

    @Test
    void who_saved_it_stands_above_the_table_and_at_the_foot_of_each_page() throws Exception {
        try (var book = written(1_000, List.of("住建局"))) {
            var sheet = book.getSheetAt(0);
            assertThat(sheet.getRow(0).getCell(0).getStringCellValue())
                    .isEqualTo("考核成绩。导出人：kao & ping，导出时间：2026-11-27 09:05（北京时间）");
            assertThat(sheet.getRow(1).getCell(1).getStringCellValue()).isEqualTo("总分");
            assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
            assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 2);
            assertThat(sheet.getFooter().getLeft()).contains("kao && ping").contains("2026-11-27 09:05");
            assertThat(sheet.getHeader().getCenter()).isEqualTo("考核成绩");
            assertThat(sheet.getRepeatingRows().formatAsString()).isEqualTo("1:2");
            assertThat(book.getProperties().getCoreProperties().getCreator()).isEqualTo("kao & ping");
        }
    }

    @Test
    void a_table_longer_than_a_sheet_goes_on_in_the_next() throws Exception {
        try (var book = written(3, List.of("a"), List.of("b"), List.of("c"))) {
            assertThat(book.getNumberOfSheets()).isEqualTo(2);
            assertThat(book.getSheetAt(0).getLastRowNum()).isEqualTo(3);
            assertThat(book.getSheetAt(1).getRow(1).getCell(0).getStringCellValue())
                    .isEqualTo("单位");
            assertThat(book.getSheetAt(1).getRow(2).getCell(0).getStringCellValue())
                    .isEqualTo("c");
        }
    }

    private XSSFWorkbook written(int lastRow, List<?>... rows) throws Exception {
        Path file = folder.resolve("table.xlsx");
        try (var writer = new XlsxWriter(file, TABLE, SAVED, lastRow)) {
            for (List<?> row : rows) {
                writer.row(row);
            }
            writer.finish();
        }
        return new XSSFWorkbook(file.toFile());
    }
}
