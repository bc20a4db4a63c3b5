package org.hotline12345.assessment.bulletin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.XWPFChart;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.hotline12345.assessment.bulletin.model.Block.Form;
import org.hotline12345.assessment.bulletin.model.BulletinDocument;
import org.hotline12345.assessment.bulletin.model.BulletinText;
import org.hotline12345.assessment.bulletin.model.IssueNumber;
import org.hotline12345.assessment.bulletin.model.Samples;
import org.hotline12345.chassis.language.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The office document, opened again by POI and turned into PDF by LibreOffice. */
class BulletinDocxTest {
    @Test
    void it_says_what_the_bulletin_says() throws IOException {
        var bulletin = bulletin(Language.ZH);
        try (var document = open(bulletin)) {
            var texts = document.getParagraphs().stream()
                    .map(XWPFParagraph::getText)
                    .filter(text -> !text.isBlank())
                    .toList();

            assertThat(texts)
                    .startsWith(
                            "情况通报",
                            "〔2026〕第47期",
                            "市12345热线办公室\t2026年11月24日",
                            "关于2026年第47周（11月16日至11月22日）12345热线工作情况的通报",
                            "各承办单位：",
                            "一、总体情况")
                    .containsSequence("七、存在问题", "个别单位超期。", "八、改进措施", "限期办结。", "逐件说明。", "市12345热线办公室", "2026年11月24日")
                    .endsWith("市12345热线办公室　　2026年11月24日印发");
            var printed =
                    document.getTables().stream().map(BulletinDocxTest::cells).toList();
            var written = Stream.concat(bulletin.blocks().stream(), bulletin.annex().stream())
                    .filter(block -> block.form() == Form.TABLE)
                    .toList();
            assertThat(printed).hasSameSizeAs(written);
            for (int i = 0; i < written.size(); i++) {
                assertThat(printed.get(i).subList(1, printed.get(i).size()))
                        .isEqualTo(written.get(i).rows());
            }
            assertThat(printed.get(2))
                    .contains(
                            List.of("性质", "件数", "占比", "上期", "环比"),
                            List.of("名CONSULTATION", "33,523", "47.09%", "0", "–"));
            assertThat(document.getProperties().getCoreProperties().getTitle()).isEqualTo(bulletin.title());
        }
    }

    @Test
    void it_draws_what_its_tables_say_as_bars_with_words_for_who_cannot_see_them()
            throws IOException, InvalidFormatException {
        var bulletin = bulletin(Language.ZH);
        try (var document = open(bulletin)) {
            assertThat(document.getCharts()).hasSize(2);
            XWPFChart chart = document.getCharts().get(0);
            var bars = chart.getCTChart().getPlotArea().getBarChartArray(0);
            assertThat(bars.sizeOfSerArray()).isEqualTo(2);
            var cases = bars.getSerArray(0).getVal().getNumRef().getNumCache();
            assertThat(cases.getPtArray()).extracting(point -> point.getV()).containsExactly("700.0", "300.0");
            try (var sheet = chart.getWorkbook()) {
                assertThat(sheet.getSheetAt(0).getRow(2).getCell(2).getNumericCellValue())
                        .as("its numbers can be worked on")
                        .isEqualTo(400);
            }
            assertThat(document.getParagraphs().stream()
                            .flatMap(paragraph -> paragraph.getRuns().stream())
                            .filter(run -> run.getCTR().sizeOfDrawingArray() > 0)
                            .map(run -> run.getCTR()
                                    .getDrawingArray(0)
                                    .getInlineArray(0)
                                    .getDocPr()
                                    .getDescr()))
                    .first()
                    .isEqualTo("主要事项类别（件）：名WATER，本期 700，上期 0；名ROADS，本期 300，上期 400");
        }
    }

    @Test
    void it_is_laid_out_as_offices_expect() throws IOException {
        try (var document = open(bulletin(Language.ZH))) {
            var section = document.getDocument().getBody().getSectPr();
            assertThat(section.getPgSz().getW()).isEqualTo(BigInteger.valueOf(11_906));
            assertThat(section.getPgSz().getH()).isEqualTo(BigInteger.valueOf(16_838));
            assertThat(section.getPgMar().getTop()).isEqualTo(BigInteger.valueOf(2_098));
            assertThat(section.getPgMar().getLeft()).isEqualTo(BigInteger.valueOf(1_588));

            assertThat(document.getParagraphs().get(0).getRuns().get(0).getColor())
                    .isEqualTo("E60012");
            assertThat(font(paragraph(document, "一、总体情况"))).isEqualTo("黑体");
            assertThat(font(paragraph(document, "（一）诉求去向"))).isEqualTo("楷体");
            XWPFParagraph text = paragraph(document, "个别单位超期。");
            assertThat(font(text)).isEqualTo("仿宋");
            assertThat(text.getRuns().get(0).getFontSizeAsDouble()).isEqualTo(16);
            assertThat(text.getCTP().getPPr().getInd().getFirstLineChars()).isEqualTo(BigInteger.valueOf(200));
            assertThat(text.getSpacingBetween()).isEqualTo(28);

            assertThat(document.getTables()).allSatisfy(table -> {
                assertThat(table.getRow(0).isRepeatHeader()).isTrue();
                assertThat(table.getRow(1).isRepeatHeader()).isFalse();
            });
            for (var side : List.of(HeaderFooterType.DEFAULT, HeaderFooterType.EVEN)) {
                var footer = side == HeaderFooterType.DEFAULT
                        ? document.getHeaderFooterPolicy().getDefaultFooter()
                        : document.getHeaderFooterPolicy().getEvenPageFooter();
                assertThat(footer.getParagraphs().get(0).getCTP().xmlText()).contains("PAGE", "—");
            }
        }
    }

    @Test
    void libre_office_prints_it(@TempDir Path folder) throws IOException, InterruptedException {
        var pages = LibreOffice.printed(BulletinDocx.of(bulletin(Language.ZH)), folder)
                .split("\f");
        UnaryOperator<String> closed = page -> page.replaceAll("\\s", "");
        String all = closed.apply(String.join("", pages));

        assertThat(pages).hasSizeGreaterThan(2);
        assertThat(closed.apply(pages[0]))
                .startsWith("情况通报〔2026〕第47期市12345热线办公室2026年11月24日")
                .endsWith("—1—");
        assertThat(closed.apply(pages[1])).endsWith("—2—");
        assertThat(all)
                .contains(
                        "共受理诉求71,184件，日均10,169件",
                        "37,527件，占52.72%",
                        "名CONSULTATION33,52347.09%0–",
                        "个别单位超期。",
                        "八、改进措施");
        assertThat(Arrays.stream(pages).map(closed).filter(page -> page.contains("指标本期上期环比上年同期同比")))
                .as("a table that goes on repeats its head")
                .hasSize(2);
    }

    @Test
    void libre_office_prints_it_in_english(@TempDir Path folder) throws IOException, InterruptedException {
        String printed = LibreOffice.printed(BulletinDocx.of(bulletin(Language.EN)), folder)
                .replaceAll("\\s+", " ");

        assertThat(printed)
                .contains(
                        "Bulletin",
                        "No. 47 of 2026",
                        "71,184 cases, 10,169 a day",
                        "All handling units:",
                        "8. Measures");
    }

    private static BulletinDocument bulletin(Language language) {
        return BulletinText.write(
                Samples.header(new IssueNumber(2026, 47)),
                Samples.COMPOSITION.of(Samples.publishedWeek()),
                Samples.paragraphs(),
                language);
    }

    private static XWPFDocument open(BulletinDocument bulletin) throws IOException {
        return new XWPFDocument(new ByteArrayInputStream(BulletinDocx.of(bulletin)));
    }

    private static XWPFParagraph paragraph(XWPFDocument document, String text) {
        return document.getParagraphs().stream()
                .filter(paragraph -> paragraph.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static String font(XWPFParagraph paragraph) {
        return paragraph.getRuns().get(0).getFontFamily(XWPFRun.FontCharRange.eastAsia);
    }

    private static List<List<String>> cells(XWPFTable table) {
        return table.getRows().stream()
                .map(row ->
                        row.getTableCells().stream().map(cell -> cell.getText()).toList())
                .toList();
    }
}
