package org.hotline12345.assessment.definition;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.chassis.office.AreaInfo;
import org.hotline12345.chassis.office.CategoryInfo;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.ProblemPattern;

/** What people read in place of codes. Names of units, areas and categories are the office's own, in Chinese. */
@ApplicationScoped
public class Names {
    private static final Map<String, String[]> CHANNELS = Map.ofEntries(
            Map.entry("PHONE", new String[] {"12345电话", "Telephone"}),
            Map.entry("WEB", new String[] {"网站", "Web"}),
            Map.entry("WECHAT", new String[] {"微信", "WeChat"}),
            Map.entry("APP", new String[] {"移动应用", "App"}),
            Map.entry("EMAIL", new String[] {"电子邮件", "E-mail"}),
            Map.entry("LETTER", new String[] {"信件", "Letter"}),
            Map.entry("VISIT", new String[] {"来访", "Visit"}),
            Map.entry("PROVINCE", new String[] {"省派", "Province"}),
            Map.entry("CITY", new String[] {"市派", "City"}),
            Map.entry("POLICE_110", new String[] {"110转办", "Police 110"}),
            Map.entry("PEOPLES_DAILY", new String[] {"人民网", "People's Daily"}),
            Map.entry("RATING", new String[] {"好差评", "Service rating"}),
            Map.entry("LEADER", new String[] {"领导交办", "Leaders"}),
            Map.entry("INSPECTOR", new String[] {"监督员上报", "Inspectors"}),
            Map.entry("PROFESSIONAL_LINE", new String[] {"专业热线", "Merged hotline"}));

    private static final Map<CaseType, String> TYPES_IN_ENGLISH = Map.of(
            CaseType.CONSULTATION, "Consultation",
            CaseType.HELP, "Help",
            CaseType.COMPLAINT, "Complaint",
            CaseType.REPORT, "Report",
            CaseType.SUGGESTION, "Suggestion",
            CaseType.PRAISE, "Praise",
            CaseType.OTHER, "Other");

    private static final Map<ProblemPattern, String> PATTERNS_IN_ENGLISH = Map.of(
            ProblemPattern.LONG_TERM, "Long-term",
            ProblemPattern.SUDDEN, "Sudden",
            ProblemPattern.PERIODIC, "Periodic");

    private static final Map<Disposition, String> DISPOSITIONS_IN_ENGLISH = Map.of(
            Disposition.RESOLVED, "Resolved",
            Disposition.PLANNED, "Planned",
            Disposition.EXPLAINED, "Explained",
            Disposition.NOT_ESTABLISHED, "Not established",
            Disposition.LEGAL_ROUTE, "Legal route",
            Disposition.UNREACHABLE, "Unreachable");

    private final OfficeCopy office;

    public Names(OfficeCopy office) {
        this.office = office;
    }

    /** Codes of the channels whose names are known. */
    public static List<String> channels() {
        return CHANNELS.keySet().stream().sorted().toList();
    }

    /** The name of a row; of a code nobody told the name of, the code. */
    public String of(Dimension dimension, String key, boolean english) {
        if (dimension == Dimension.NONE) {
            return english ? "All" : "合计";
        }
        if (key == null) {
            return missing(dimension, english);
        }
        return switch (dimension) {
            case UNIT -> office.unit(key).map(UnitInfo::name).orElse(key);
            case AREA -> office.area(key).map(AreaInfo::name).orElse(key);
            case CATEGORY -> office.category(key).map(CategoryInfo::name).orElse(key);
            case CHANNEL -> CHANNELS.containsKey(key) ? CHANNELS.get(key)[english ? 1 : 0] : key;
            case TYPE -> constant(CaseType.values(), key, english ? TYPES_IN_ENGLISH::get : CaseType::chinese);
            case PATTERN ->
                constant(ProblemPattern.values(), key, english ? PATTERNS_IN_ENGLISH::get : ProblemPattern::chinese);
            case DISPOSITION ->
                constant(Disposition.values(), key, english ? DISPOSITIONS_IN_ENGLISH::get : Disposition::chinese);
            case GROUP, NONE -> key;
        };
    }

    private static <E extends Enum<E>> String constant(E[] constants, String key, Function<E, String> name) {
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equals(key))
                .findFirst()
                .map(name)
                .orElse(key);
    }

    private static String missing(Dimension dimension, boolean english) {
        return switch (dimension) {
            case UNIT -> english ? "(no unit)" : "未派单";
            case GROUP -> english ? "(no group)" : "未派单或未分组";
            case PATTERN -> english ? "(none)" : "未标注";
            case DISPOSITION -> english ? "(no reply)" : "无办理结论";
            default -> english ? "(not given)" : "未填写";
        };
    }
}
