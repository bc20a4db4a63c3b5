package org.hotline12345.assessment.bulletin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.Borders;
import org.apache.poi.xwpf.usermodel.LineSpacingRule;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.TableRowAlign;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFRun.FontCharRange;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.hotline12345.assessment.bulletin.model.Block;
import org.hotline12345.assessment.bulletin.model.Block.Column;
import org.hotline12345.assessment.bulletin.model.BulletinDocument;
import org.hotline12345.chassis.language.Language;
import org.openxmlformats.schemas.drawingml.x2006.main.CTNonVisualDrawingProps;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTInd;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTabStop;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STFldCharType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTabJc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;

/**
 * Lays a bulletin out as an office document of Microsoft Word's format, after GB/T 9704-2012: A4 with margins 37/35/28/26 mm, red
 * head, title of size 2 (22 pt), text of size 3 (16 pt) in 仿宋 on lines of 28 pt with the first line two characters in, headings in
 * 黑体 and 楷体, page numbers of size 4 (14 pt) between dashes on the outer side.
 */
final class BulletinDocx {
    /** Media type of the file. */
    static final String MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private static final String TITLES = "方正小标宋简体";
    private static final String TEXT = "仿宋";
    private static final String HEADINGS = "黑体";
    private static final String SUBHEADINGS = "楷体";
    private static final String PAGE_NUMBERS = "宋体";
    private static final String LATIN = "Times New Roman";

    private static final double SIZE_2 = 22;
    private static final double SIZE_3 = 16;
    private static final double SIZE_4 = 14;
    private static final double SIZE_OF_TABLES = 10.5;
    private static final double SIZE_OF_NOTES = 9;
    private static final double LINE = 28;
    private static final String RED = "E60012";

    /** In twips, twentieths of a point. */
    private static final int PAGE_WIDTH = 11_906;

    private static final int PAGE_HEIGHT = 16_838;
    private static final int TOP = 2_098;
    private static final int BOTTOM = 1_984;
    private static final int LEFT = 1_588;
    private static final int RIGHT = 1_474;
    private static final int TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT;
    private static final int CHARACTER = 320;

    private final XWPFDocument document = new XWPFDocument();
    private final BulletinDocument bulletin;

    private BulletinDocx(BulletinDocument bulletin) {
        this.bulletin = bulletin;
    }

    /** The bulletin as a file. */
    static byte[] of(BulletinDocument bulletin) {
        try {
            return new BulletinDocx(bulletin).write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] write() throws IOException {
        page();
        head();
        title();
        bulletin.blocks().forEach(this::block);
        signature();
        bulletin.annex().forEach(this::block);
        imprint();
        var properties = document.getProperties().getCoreProperties();
        properties.setTitle(bulletin.title());
        properties.setCreator(bulletin.office());
        try (document;
                var out = new ByteArrayOutputStream()) {
            document.write(out);
            return out.toByteArray();
        }
    }

    private void page() {
        var section = document.getDocument().getBody().addNewSectPr();
        CTPageSz size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(PAGE_WIDTH));
        size.setH(BigInteger.valueOf(PAGE_HEIGHT));
        CTPageMar margins = section.addNewPgMar();
        margins.setTop(BigInteger.valueOf(TOP));
        margins.setBottom(BigInteger.valueOf(BOTTOM));
        margins.setLeft(BigInteger.valueOf(LEFT));
        margins.setRight(BigInteger.valueOf(RIGHT));
        margins.setHeader(BigInteger.valueOf(851));
        margins.setFooter(BigInteger.valueOf(1_400));
        margins.setGutter(BigInteger.ZERO);
        document.setEvenAndOddHeadings(true);
        document.createStyles().setEastAsia("zh-CN");
        pageNumber(HeaderFooterType.DEFAULT, ParagraphAlignment.RIGHT);
        pageNumber(HeaderFooterType.EVEN, ParagraphAlignment.LEFT);
    }

    private void pageNumber(HeaderFooterType side, ParagraphAlignment outer) {
        XWPFParagraph paragraph = document.createFooter(side).createParagraph();
        paragraph.setAlignment(outer);
        CTInd indent = properties(paragraph).addNewInd();
        indent.setRight(BigInteger.valueOf(CHARACTER));
        indent.setLeft(BigInteger.valueOf(CHARACTER));
        run(paragraph, "— ", PAGE_NUMBERS, SIZE_4);
        run(paragraph, "", PAGE_NUMBERS, SIZE_4).getCTR().addNewFldChar().setFldCharType(STFldCharType.BEGIN);
        run(paragraph, "", PAGE_NUMBERS, SIZE_4).getCTR().addNewInstrText().setStringValue("PAGE");
        run(paragraph, "", PAGE_NUMBERS, SIZE_4).getCTR().addNewFldChar().setFldCharType(STFldCharType.END);
        run(paragraph, " —", PAGE_NUMBERS, SIZE_4);
    }

    private void head() {
        boolean chinese = bulletin.reader() == Language.ZH;
        XWPFParagraph head = document.createParagraph();
        head.setAlignment(ParagraphAlignment.CENTER);
        head.setSpacingAfter(240);
        XWPFRun words = run(head, bulletin.head(), TITLES, chinese ? 52 : 40);
        words.setBold(true);
        words.setColor(RED);
        if (chinese) {
            words.setCharacterSpacing(200);
        }
        XWPFParagraph number = line(ParagraphAlignment.CENTER);
        run(number, bulletin.number(), TEXT, SIZE_3);
        XWPFParagraph issuer = line(ParagraphAlignment.LEFT);
        CTTabStop right = properties(issuer).addNewTabs().addNewTab();
        right.setVal(STTabJc.RIGHT);
        right.setPos(BigInteger.valueOf(TEXT_WIDTH));
        XWPFRun run = run(issuer, bulletin.office(), TEXT, SIZE_3);
        run.addTab();
        run(issuer, bulletin.date(), TEXT, SIZE_3);
        issuer.setBorderBottom(Borders.SINGLE);
        var border = properties(issuer).getPBdr().getBottom();
        border.setColor(RED);
        border.setSz(BigInteger.valueOf(18));
        border.setSpace(BigInteger.valueOf(6));
    }

    private void title() {
        XWPFParagraph title = document.createParagraph();
        title.setAlignment(ParagraphAlignment.CENTER);
        title.setSpacingBefore(560);
        title.setSpacingAfter(420);
        title.setSpacingBetween(34, LineSpacingRule.EXACT);
        run(title, bulletin.title(), TITLES, SIZE_2);
        properties(title).addNewOutlineLvl().setVal(BigInteger.ZERO);
        run(line(ParagraphAlignment.LEFT), bulletin.salutation(), TEXT, SIZE_3);
    }

    private void block(Block block) {
        switch (block.form()) {
            case HEADING -> heading(block.text(), HEADINGS, 1);
            case SUBHEADING -> heading(block.text(), SUBHEADINGS, 2);
            case PARAGRAPH -> run(indented(), block.text(), TEXT, SIZE_3);
            case NOTE -> note(block.text());
            case TABLE -> table(block);
            case CHART -> chart(block);
        }
    }

    private void heading(String text, String font, int level) {
        XWPFParagraph heading = indented();
        heading.setKeepNext(true);
        properties(heading).addNewOutlineLvl().setVal(BigInteger.valueOf(level));
        run(heading, text, font, SIZE_3);
    }

    private void note(String text) {
        XWPFParagraph note = document.createParagraph();
        note.setAlignment(ParagraphAlignment.BOTH);
        note.setSpacingBefore(60);
        note.setSpacingAfter(120);
        run(note, text, TEXT, SIZE_OF_NOTES);
    }

    private void caption(String text) {
        XWPFParagraph caption = line(ParagraphAlignment.CENTER);
        caption.setSpacingBefore(120);
        caption.setKeepNext(true);
        run(caption, text, HEADINGS, SIZE_4);
    }

    /** A chart of the office program itself, with its numbers: it is drawn in the reader's fonts and can be worked on. */
    private void chart(Block block) {
        caption(block.text());
        XWPFParagraph place = document.createParagraph();
        place.setAlignment(ParagraphAlignment.CENTER);
        XWPFRun run = place.createRun();
        try {
            BulletinChart.draw(
                    document.createChart(run, Units.toEMU(TEXT_WIDTH / 20.0), Units.toEMU(BulletinChart.height(block))),
                    block);
        } catch (IOException | InvalidFormatException e) {
            throw new IllegalStateException("no chart of " + block.text(), e);
        }
        CTNonVisualDrawingProps told =
                run.getCTR().getDrawingArray(0).getInlineArray(0).getDocPr();
        told.setDescr(block.inWords(bulletin.reader()));
        told.setName(block.text());
    }

    private void table(Block block) {
        if (block.text() != null) {
            caption(block.text());
        }
        List<Column> columns = block.columns();
        XWPFTable table = document.createTable(block.rows().size() + 1, columns.size());
        table.setWidth(TEXT_WIDTH);
        table.setTableAlignment(TableRowAlign.CENTER);
        table.setCellMargins(40, 80, 40, 80);
        table.getCTTbl().getTblPr().addNewTblLayout().setType(STTblLayoutType.FIXED);
        int[] widths = widths(columns);
        var grid = table.getCTTbl().addNewTblGrid();
        for (int width : widths) {
            grid.addNewGridCol().setW(BigInteger.valueOf(width));
        }
        XWPFTableRow head = table.getRow(0);
        head.setRepeatHeader(true);
        head.setCantSplitRow(true);
        for (int i = 0; i < columns.size(); i++) {
            cell(head, i, widths[i], columns.get(i).name(), HEADINGS, ParagraphAlignment.CENTER);
        }
        for (int r = 0; r < block.rows().size(); r++) {
            XWPFTableRow row = table.getRow(r + 1);
            row.setCantSplitRow(true);
            for (int i = 0; i < columns.size(); i++) {
                cell(
                        row,
                        i,
                        widths[i],
                        block.rows().get(r).get(i),
                        TEXT,
                        columns.get(i).number() ? ParagraphAlignment.RIGHT : ParagraphAlignment.LEFT);
            }
        }
        XWPFParagraph after = document.createParagraph();
        after.setSpacingBetween(8, LineSpacingRule.EXACT);
    }

    private static void cell(
            XWPFTableRow row, int column, int width, String text, String font, ParagraphAlignment alignment) {
        XWPFTableCell cell = row.getCell(column);
        cell.setWidth(Integer.toString(width));
        cell.setVerticalAlignment(XWPFTableCell.XWPFVertAlign.CENTER);
        XWPFParagraph paragraph = cell.getParagraphs().get(0);
        paragraph.setAlignment(alignment);
        run(paragraph, text, font, SIZE_OF_TABLES);
    }

    private static int[] widths(List<Column> columns) {
        int weights = columns.stream().mapToInt(Column::weight).sum();
        return columns.stream()
                .mapToInt(column -> TEXT_WIDTH * column.weight() / weights)
                .toArray();
    }

    /** Office and date at the end, on one page with what stands before. */
    private void signature() {
        XWPFParagraph office = line(ParagraphAlignment.RIGHT);
        office.setSpacingBefore(560);
        office.setKeepNext(true);
        properties(office).addNewInd().setRight(BigInteger.valueOf(2L * CHARACTER));
        run(office, bulletin.office(), TEXT, SIZE_3);
        XWPFParagraph date = line(ParagraphAlignment.RIGHT);
        properties(date).addNewInd().setRight(BigInteger.valueOf(4L * CHARACTER));
        run(date, bulletin.date(), TEXT, SIZE_3);
    }

    /** 版记: between two lines across the page, size 4. */
    private void imprint() {
        if (bulletin.imprint() != null) {
            XWPFParagraph imprint = line(ParagraphAlignment.LEFT);
            imprint.setSpacingBefore(280);
            imprint.setBorderTop(Borders.SINGLE);
            imprint.setBorderBottom(Borders.SINGLE);
            run(imprint, bulletin.imprint(), TEXT, SIZE_4);
        }
    }

    private XWPFParagraph line(ParagraphAlignment alignment) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setAlignment(alignment);
        paragraph.setSpacingBetween(LINE, LineSpacingRule.EXACT);
        return paragraph;
    }

    private XWPFParagraph indented() {
        XWPFParagraph paragraph = line(ParagraphAlignment.BOTH);
        CTInd indent = properties(paragraph).addNewInd();
        indent.setFirstLineChars(BigInteger.valueOf(200));
        indent.setFirstLine(BigInteger.valueOf(2L * CHARACTER));
        return paragraph;
    }

    private static CTPPr properties(XWPFParagraph paragraph) {
        var ctp = paragraph.getCTP();
        return ctp.isSetPPr() ? ctp.getPPr() : ctp.addNewPPr();
    }

    private static XWPFRun run(XWPFParagraph paragraph, String text, String font, double size) {
        XWPFRun run = paragraph.createRun();
        run.setFontFamily(font, FontCharRange.eastAsia);
        run.setFontFamily(LATIN, FontCharRange.ascii);
        run.setFontFamily(LATIN, FontCharRange.hAnsi);
        run.setFontSize(size);
        if (!text.isEmpty()) {
            run.setText(text);
        }
        return run;
    }
}
