package org.hotline12345.chassis.document;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.time.ShanghaiTime;

/**
 * Writes a workbook of Microsoft Excel's format: a first line that tells what it is and who saved it, the head under it, both
 * frozen, and the rows; numbers and times are numbers and times to the spreadsheet, text is text whatever it begins with. A few rows
 * are in memory at a time; a table longer than a sheet goes on in the next one.
 */
public final class XlsxWriter implements TableWriter {
    private static final int ROWS_IN_MEMORY = 200;
    private static final int ROWS_ABOVE = 2;
    private static final int WIDEST = 48;
    private static final int NARROWEST = 8;

    /** Excel's measure of a column: 1/256 of a character. */
    private static final int CHARACTER = 256;

    private static final String TIME = "yyyy-mm-dd hh:mm:ss";
    private static final int WIDTH_OF_TIME = 19;
    private static final int MOST_DECIMALS = 6;

    private final SXSSFWorkbook workbook = new SXSSFWorkbook(null, ROWS_IN_MEMORY, true);
    private final Map<String, CellStyle> styles = new HashMap<>();
    private final List<SXSSFSheet> sheets = new ArrayList<>();
    private final Path file;
    private final Table table;
    private final Saved saved;
    private final int lastRow;
    private final int[] widths;
    private SXSSFSheet sheet;
    private int next;

    public XlsxWriter(Path file, Table table, Saved saved) {
        this(file, table, saved, SpreadsheetVersion.EXCEL2007.getLastRowIndex());
    }

    /** A workbook whose sheets end at a row, for a table that needs several. */
    XlsxWriter(Path file, Table table, Saved saved, int lastRow) {
        this.file = file;
        this.table = table;
        this.saved = saved;
        this.lastRow = lastRow;
        this.widths = new int[table.head().size()];
        var properties = workbook.getXSSFWorkbook().getProperties().getCoreProperties();
        properties.setTitle(table.title());
        properties.setCreator(saved.by());
        nextSheet();
    }

    @Override
    public void row(List<?> cells) {
        if (next > lastRow) {
            nextSheet();
        }
        Row row = sheet.createRow(next++);
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i) != null) {
                fill(row.createCell(i), i, cells.get(i));
            }
        }
    }

    @Override
    public void finish() throws IOException {
        for (SXSSFSheet written : sheets) {
            for (int i = 0; i < widths.length; i++) {
                written.setColumnWidth(i, (Math.min(WIDEST, Math.max(NARROWEST, widths[i])) + 2) * CHARACTER);
            }
        }
        try (var out = Files.newOutputStream(file)) {
            workbook.write(out);
        }
    }

    /** Drops the rows that lay on the disk. */
    @Override
    public void close() throws IOException {
        workbook.close();
    }

    private void nextSheet() {
        String name = Text.in(table.language(), "表", "Table");
        sheet = workbook.createSheet(sheets.isEmpty() ? name : name + (sheets.size() + 1));
        sheets.add(sheet);
        sheet.createFreezePane(0, ROWS_ABOVE);
        sheet.setRepeatingRows(CellRangeAddress.valueOf("1:" + ROWS_ABOVE));
        sheet.getPrintSetup().setLandscape(true);
        sheet.getHeader().setCenter(plain(table.title()));
        sheet.getFooter().setLeft(plain(saved.text(table.language())));
        sheet.getFooter().setRight("&P / &N");
        var note = sheet.createRow(0).createCell(0);
        note.setCellValue(table.title() + Text.in(table.language(), "。", ". ") + saved.text(table.language()));
        note.setCellStyle(styles.computeIfAbsent("note", key -> note()));
        var head = sheet.createRow(1);
        for (int i = 0; i < table.head().size(); i++) {
            String text = table.head().get(i);
            var cell = head.createCell(i);
            cell.setCellValue(text);
            cell.setCellStyle(styles.computeIfAbsent("head", key -> head()));
            widen(i, width(text));
        }
        next = ROWS_ABOVE;
    }

    private void fill(Cell cell, int column, Object value) {
        if (value instanceof Number number) {
            cell.setCellValue(number.doubleValue());
            if (number instanceof BigDecimal decimal && decimal.scale() > 0) {
                int decimals = Math.min(MOST_DECIMALS, decimal.scale());
                cell.setCellStyle(format("0." + "0".repeat(decimals)));
            }
        } else if (value instanceof OffsetDateTime time) {
            cell.setCellValue(time.atZoneSameInstant(ShanghaiTime.ZONE).toLocalDateTime());
            cell.setCellStyle(format(TIME));
            widen(column, WIDTH_OF_TIME);
        } else {
            String text = value.toString();
            cell.setCellValue(text);
            if (Csv.startsFormula(text)) {
                cell.setCellStyle(styles.computeIfAbsent("quoted", key -> quoted()));
            }
            widen(column, width(text));
        }
    }

    private CellStyle format(String format) {
        return styles.computeIfAbsent(format, key -> {
            var style = workbook.createCellStyle();
            style.setDataFormat(workbook.createDataFormat().getFormat(format));
            return style;
        });
    }

    /** Text stays text when somebody edits the cell. */
    private CellStyle quoted() {
        var style = workbook.createCellStyle();
        style.setQuotePrefixed(true);
        return style;
    }

    private CellStyle head() {
        var style = workbook.createCellStyle();
        var font = workbook.createFont();
        font.setBold(true);
        style.setFont(font);
        style.setFillForegroundColor(IndexedColors.GREY_25_PERCENT.getIndex());
        style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        return style;
    }

    private CellStyle note() {
        var style = workbook.createCellStyle();
        var font = workbook.createFont();
        font.setItalic(true);
        font.setColor(IndexedColors.GREY_50_PERCENT.getIndex());
        style.setFont(font);
        return style;
    }

    private void widen(int column, int width) {
        if (column < widths.length) {
            widths[column] = Math.max(widths[column], width);
        }
    }

    /** In characters of the Latin alphabet; Chinese ones take two. */
    private static int width(String text) {
        return text.codePoints().map(c -> c < 0x2E80 ? 1 : 2).sum();
    }

    /** Text in headers and footers, where {@code &} begins a command. */
    private static String plain(String text) {
        return text.replace("&", "&&");
    }
}
