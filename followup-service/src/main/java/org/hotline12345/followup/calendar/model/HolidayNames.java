package org.hotline12345.followup.calendar.model;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** English for the holidays that the State Council's notices name. */
public final class HolidayNames {
    private static final Map<String, String> ENGLISH = Map.ofEntries(
            Map.entry("元旦", "New Year's Day"),
            Map.entry("春节", "Spring Festival"),
            Map.entry("清明节", "Qingming Festival"),
            Map.entry("劳动节", "Labour Day"),
            Map.entry("“五一”", "Labour Day"),
            Map.entry("“五一”国际劳动节", "Labour Day"),
            Map.entry("端午节", "Dragon Boat Festival"),
            Map.entry("中秋节", "Mid-Autumn Festival"),
            Map.entry("国庆节", "National Day"),
            Map.entry("“十一”", "National Day"),
            Map.entry("抗日战争暨世界反法西斯战争胜利70周年纪念日", "70th anniversary of victory day"));

    private HolidayNames() {}

    /** English for a name, joined names one by one; a name not known stays as it is. */
    public static String english(String chinese) {
        return Stream.of(chinese.split("、"))
                .map(name -> ENGLISH.getOrDefault(name, name))
                .collect(Collectors.joining(" and "));
    }
}
