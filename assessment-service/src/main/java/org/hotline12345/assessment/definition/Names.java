package org.hotline12345.assessment.definition;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.language.TextBundle;
import org.hotline12345.chassis.office.AreaInfo;
import org.hotline12345.chassis.office.CategoryInfo;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;

/** What people read in place of codes. Names of units, areas and categories are the office's own, in Chinese. */
@ApplicationScoped
public class Names {
    private static final TextBundle TEXTS = TextBundle.of("names");
    private static final String CHANNEL = "channel.";

    private final OfficeCopy office;

    public Names(OfficeCopy office) {
        this.office = office;
    }

    /** Codes of the channels whose names are known. */
    public static List<String> channels() {
        return TEXTS.in(Language.ZH).keySet().stream()
                .filter(key -> key.startsWith(CHANNEL))
                .map(key -> key.substring(CHANNEL.length()))
                .sorted()
                .toList();
    }

    /** What stands for a constant, as {@code satisfaction.SATISFIED}; a word, as {@code yes}. */
    public static Text of(String key) {
        return TEXTS.get(key);
    }

    /** The name of a row; of a code nobody told the name of, the code. */
    public Text of(Dimension dimension, String key) {
        if (dimension == Dimension.NONE) {
            return TEXTS.get("all");
        }
        String kind = dimension.name().toLowerCase(Locale.ROOT) + ".";
        if (key == null) {
            return TEXTS.find(kind + "none").orElseGet(() -> TEXTS.get("none"));
        }
        return switch (dimension) {
            case UNIT -> same(office.unit(key).map(UnitInfo::name).orElse(key));
            case AREA -> same(office.area(key).map(AreaInfo::name).orElse(key));
            case CATEGORY -> same(office.category(key).map(CategoryInfo::name).orElse(key));
            default -> TEXTS.find(kind + key).orElseGet(() -> same(key));
        };
    }

    private static Text same(String name) {
        return new Text(name, name);
    }
}
