package org.hotline12345.assessment.scoring;

import java.util.ArrayList;
import java.util.List;
import org.hotline12345.assessment.evidence.CaseTable;
import org.hotline12345.assessment.export.model.Table;
import org.hotline12345.assessment.scoring.ReadScores.Ground;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.assessment.scoring.model.UnitSheet;

/** The ranking, and the cases behind an item, as tables to be saved. */
final class ScoreTables {
    private ScoreTables() {}

    static Table ranking(Ground ground, boolean english) {
        var rules = ground.rules();
        var head = new ArrayList<String>(
                english
                        ? List.of("Group", "Rank", "Code", "Unit", "Total")
                        : List.of("考核分组", "名次", "单位代码", "承办单位", "总分"));
        rules.items().forEach(item -> {
            String name = item.name().in(english);
            head.add(item.count() == null ? name + "(%)" : name);
            head.add(name + (english ? " numerator" : "分子"));
            head.add(name + (english ? " denominator" : "分母"));
            head.add(name + (english ? " points" : "得分"));
        });
        head.add(english ? "Grade" : "等次");
        String period = ground.period().text();
        return new Table(
                "scores-" + rules.id() + "-" + period.replace("..", "_"),
                english
                        ? "Scores, " + period + ", " + rules.name().in(true)
                        : "考核成绩 " + ground.period().chinese() + " "
                                + rules.name().in(false),
                head,
                english);
    }

    /** A unit in the ranking. */
    static List<Object> row(UnitSheet sheet) {
        var row = new ArrayList<Object>();
        row.add(sheet.group());
        row.add(sheet.rank());
        row.add(sheet.unit());
        row.add(sheet.name());
        row.add(sheet.total());
        sheet.items().forEach(item -> {
            row.add(item.value());
            row.add(item.numerator());
            row.add(item.denominator());
            row.add(item.points());
        });
        row.add(sheet.grade());
        return row;
    }

    /** The table of the cases behind an item. */
    static Table cases(Ground ground, String unit, String nameOfUnit, RuleSet.Item item, boolean english) {
        String period = ground.period().text();
        String name = item.name().in(english);
        return new Table(
                "cases-" + unit + "-" + item.item() + "-" + period.replace("..", "_"),
                english
                        ? "Cases behind " + name + ", " + period + ", " + nameOfUnit
                        : name + "涉及诉求 " + ground.period().chinese() + " " + nameOfUnit,
                CaseTable.head(english),
                english);
    }
}
