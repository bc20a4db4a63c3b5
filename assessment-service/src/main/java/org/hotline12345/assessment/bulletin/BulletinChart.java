package org.hotline12345.assessment.bulletin;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xddf.usermodel.PresetColor;
import org.apache.poi.xddf.usermodel.XDDFColor;
import org.apache.poi.xddf.usermodel.XDDFSolidFillProperties;
import org.apache.poi.xddf.usermodel.chart.AxisCrosses;
import org.apache.poi.xddf.usermodel.chart.AxisOrientation;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.BarDirection;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.LegendPosition;
import org.apache.poi.xddf.usermodel.chart.XDDFBarChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFCategoryAxis;
import org.apache.poi.xddf.usermodel.chart.XDDFChart;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xddf.usermodel.chart.XDDFValueAxis;
import org.hotline12345.assessment.bulletin.model.Block;

/** Lying bars of a bulletin in an office document, in the order of the table that they stand under. */
final class BulletinChart {
    private static final List<XDDFColor> COLOURS =
            List.of(XDDFColor.from(new byte[] {0x1f, 0x5f, (byte) 0xa8}), XDDFColor.from(PresetColor.DARK_GRAY));

    /** In points. */
    private static final int HEIGHT_OF_LEGEND = 50;

    private static final int HEIGHT_OF_A_BAR = 14;

    private BulletinChart() {}

    /** How high it is to be, in points. */
    static double height(Block block) {
        return HEIGHT_OF_LEGEND
                + (double) HEIGHT_OF_A_BAR
                        * block.rows().size()
                        * block.columns().size();
    }

    static void draw(XDDFChart chart, Block block) {
        XDDFCategoryAxis names = chart.createCategoryAxis(AxisPosition.LEFT);
        names.setOrientation(AxisOrientation.MAX_MIN);
        XDDFValueAxis numbers = chart.createValueAxis(AxisPosition.BOTTOM);
        numbers.setMinimum(0);
        numbers.setCrosses(AxisCrosses.MAX);
        numbers.setVisible(false);
        var bars = (XDDFBarChartData) chart.createData(ChartTypes.BAR, names, numbers);
        bars.setBarDirection(BarDirection.BAR);
        bars.setVaryColors(false);
        bars.setGapWidth(60);
        int last = block.rows().size();
        var categories = XDDFDataSourcesFactory.fromArray(
                block.rows().stream().map(row -> row.get(0)).toArray(String[]::new),
                chart.formatRange(new CellRangeAddress(1, last, 0, 0)),
                0);
        IntStream.range(1, block.columns().size()).forEach(column -> {
            var values = XDDFDataSourcesFactory.fromArray(
                    block.rows().stream()
                            .map(row -> Double.valueOf(row.get(column)))
                            .toArray(Double[]::new),
                    chart.formatRange(new CellRangeAddress(1, last, column, column)),
                    column);
            var series = (XDDFBarChartData.Series) bars.addSeries(categories, values);
            String name = block.columns().get(column).name();
            series.setTitle(name, chart.setSheetTitle(name, column));
            series.setFillProperties(new XDDFSolidFillProperties(COLOURS.get((column - 1) % COLOURS.size())));
            var labels = series.getCTBarSer().addNewDLbls();
            labels.addNewShowLegendKey().setVal(false);
            labels.addNewShowVal().setVal(true);
            labels.addNewShowCatName().setVal(false);
            labels.addNewShowSerName().setVal(false);
            labels.addNewShowPercent().setVal(false);
            labels.addNewShowBubbleSize().setVal(false);
        });
        chart.plot(bars);
        chart.getOrAddLegend().setPosition(LegendPosition.BOTTOM);
    }
}
