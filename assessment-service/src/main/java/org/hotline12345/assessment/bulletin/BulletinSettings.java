package org.hotline12345.assessment.bulletin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;

/** Settings of bulletins and special reports. */
@ConfigMapping(prefix = "hotline.assessment.bulletin")
public interface BulletinSettings {
    /** The office that issues them, as it stands in the document. */
    @WithDefault("12345政务服务便民热线办公室")
    String office();

    /** The same in English. */
    @WithDefault("12345 Hotline Office")
    String officeInEnglish();

    /** To which level of the tree categories are rolled up, 1 to 3. */
    @WithDefault("2")
    int categoryLevel();

    /** How many rows a table of categories, areas, units or cases has at most. */
    @WithDefault("20")
    int rows();

    /** From where on something stands out. */
    Notable notable();

    /** From where on something stands out. */
    interface Notable {
        /** Change of the number of cases, in per cent. */
        @WithDefault("10")
        BigDecimal change();

        /** Change of a rate, in percentage points. */
        @WithDefault("1")
        BigDecimal points();

        /** Growth of a category or area, in per cent. */
        @WithDefault("50")
        BigDecimal surge();

        /** Cases a category or area must have before its growth is spoken of. */
        @WithDefault("20")
        int surgeCases();

        /** Rounds due or answers a unit must have before its rate is spoken of. */
        @WithDefault("10")
        int rounds();

        /** On-time rate below which a unit is named, in per cent. */
        @WithDefault("95")
        BigDecimal onTimeTarget();

        /** Satisfaction below which a unit is named, in per cent. */
        @WithDefault("95")
        BigDecimal satisfactionTarget();

        /** Share of all overdue rounds from which a unit is named, in per cent. */
        @WithDefault("20")
        BigDecimal overdueShare();

        /** How many units, categories or areas one rule names at most. */
        @WithDefault("3")
        int named();
    }
}
