package org.hotline12345.assessment.scoring;

import java.util.ArrayList;
import java.util.List;
import org.hotline12345.assessment.evidence.CaseTable;
import org.hotline12345.assessment.scoring.ScoreQueries.Ground;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.chassis.document.Table;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;

/** The ranking, and the cases behind an item, as tables to be saved. */
final class ScoreTables {
    private ScoreTables() {}

    static Table ranking(Ground ground, Language language) {
        var rules = ground.rules();
        var head = new ArrayList<String>(List.of(Text.in(language, "考核分组|名次|单位代码|承办单位|总分", "Group|Rank|Code|Unit|Total")
                .split("\\|")));
        rules.items().forEach(item -> {
            String name = item.name().in(language);
            head.add(item.count() == null ? name + "(%)" : name);
            head.add(name + (Text.in(language, "分子", " numerator")));
            head.add(name + (Text.in(language, "分母", " denominator")));
            head.add(name + (Text.in(language, "得分", " points")));
        });
        head.add(Text.in(language, "等次", "Grade"));
        String period = ground.period().text();
        return new Table(
                "scores-" + rules.id() + "-" + period.replace("..", "_"),
                Text.in(
                        language,
                        "考核成绩 " + ground.period().chinese() + " " + rules.name().zh(),
                        "Scores, " + period + ", " + rules.name().en()),
                head,
                language);
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
    static Table cases(Ground ground, String unit, String nameOfUnit, RuleSet.Item item, Language language) {
        String period = ground.period().text();
        String name = item.name().in(language);
        return new Table(
                "cases-" + unit + "-" + item.item() + "-" + period.replace("..", "_"),
                Text.in(
                        language,
                        name + "涉及诉求 " + ground.period().chinese() + " " + nameOfUnit,
                        "Cases behind " + name + ", " + period + ", " + nameOfUnit),
                CaseTable.head(language),
                language);
    }
}
