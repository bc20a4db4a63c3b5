package org.hotline12345.dispatch.routing.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Words that speak of self-harm, violence, danger or a gathering crowd (风险提示). The longest word at a place counts, so
 * that 跳楼价 is not 跳楼: a harmless word hides the risky one in it.
 */
public final class RiskWords {
    private static final Map<RiskFlag.Kind, String> RISKY = new EnumMap<>(Map.of(
            RiskFlag.Kind.SELF_HARM,
                    "自杀 轻生 寻短见 不想活 活不下去 想死 以死相逼 以死抗争 跳楼 跳河 跳江 跳桥 割腕 喝农药 服毒 喝药自尽 上吊 自焚 自残 自尽 自缢 结束生命 遗书 "
                            + "suicide kill·myself self-harm",
            RiskFlag.Kind.VIOLENCE,
                    "杀人 砍人 捅人 持刀 拿刀 行凶 杀了 砍死 砍伤 捅伤 打死 打伤 殴打 报复社会 同归于尽 家暴 家庭暴力 绑架 劫持 非法拘禁 纵火 放火 投毒 "
                            + "炸弹 炸掉 人身威胁 生命威胁 性侵 猥亵 强奸 bomb murder stabbed",
            RiskFlag.Kind.DANGER,
                    "爆炸 爆燃 燃气泄漏 燃气泄露 煤气泄漏 煤气泄露 天然气泄漏 天然气泄露 燃气漏气 煤气漏气 天然气漏气 着火 起火 失火 火灾 坍塌 塌方 倒塌 "
                            + "塌陷 触电 漏电 被困 溺水 落水 中毒 生命危险 救命 高空坠物 高压线断 决堤 泥石流 explosion gas·leak on·fire collapsed",
            RiskFlag.Kind.CROWD,
                    "聚众 聚集闹事 人员聚集 群众聚集 业主聚集 村民聚集 工人聚集 家长聚集 集体上访 群体性事件 群体事件 拉横幅 围堵 静坐 罢工 罢运 罢市 "
                            + "罢课 游行 示威 集体维权 riot protest·march"));

    private static final String HARMLESS =
            "自杀式 自杀性 跳楼价 跳楼机 跳楼大 想死你 笑死 累死 杀虫 杀毒 杀菌 杀价 打死也 打死都 打死不 杀了价 爆炸式 爆炸性 爆炸头 信息爆炸 知识爆炸 "
                    + "火灾险 火灾保险 火灾隐患 预防火灾 防火灾 火灾报警 火灾演练 火灾事故调查 预防中毒 电子游戏中毒 病毒中毒 电脑中毒 手机中毒 "
                    + "落水管 雨落水 落水口 漏电保护 漏电开关 漏电断路 防漏电 电梯罢工 空调罢工 手机罢工 设备罢工 路灯罢工 机器罢工 示威胁 "
                    + "放火锅 上吊灯 上吊顶 上吊牌 上吊车 安上吊 被困扰 救命钱 救命药 救命恩人 指示威 塌陷区 游行程 "
                    + "持刀具 家暴露 减轻生 旅游行 着火车 抹杀了 定时炸弹 道德绑架 强奸民意 一棍子打死 一棒子打死 官府放火 州官放火 防落水 bombard";

    private static final Map<Character, List<Word>> BY_START = byStart();
    private static final BitSet STARTS =
            BY_START.keySet().stream().mapToInt(Character::charValue).collect(BitSet::new, BitSet::set, BitSet::or);

    private RiskWords() {}

    /** The risks of a message; empty for most. */
    public static List<RiskFlag> find(String title, String text) {
        String all = (title + "\n" + text).toLowerCase(Locale.ROOT);
        Map<RiskFlag.Kind, Set<String>> found = new EnumMap<>(RiskFlag.Kind.class);
        for (int i = 0; i < all.length(); ) {
            if (!STARTS.get(all.charAt(i))) {
                i++;
                continue;
            }
            Word longest = null;
            for (Word word : BY_START.get(all.charAt(i))) {
                if ((longest == null || word.text().length() > longest.text().length())
                        && all.startsWith(word.text(), i)) {
                    longest = word;
                }
            }
            if (longest == null) {
                i++;
                continue;
            }
            if (longest.kind() != null) {
                found.computeIfAbsent(longest.kind(), kind -> new LinkedHashSet<>())
                        .add(longest.text());
            }
            i += longest.text().length();
        }
        return found.entrySet().stream()
                .map(entry -> new RiskFlag(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    private static Map<Character, List<Word>> byStart() {
        Map<Character, List<Word>> words = new HashMap<>();
        RISKY.forEach((kind, list) -> add(words, list, kind));
        add(words, HARMLESS, null);
        return words;
    }

    private static void add(Map<Character, List<Word>> words, String list, RiskFlag.Kind kind) {
        for (String text : list.split(" ")) {
            String word = text.replace('·', ' ');
            words.computeIfAbsent(word.charAt(0), c -> new ArrayList<>()).add(new Word(word, kind));
        }
    }

    /** A word; without a kind it is harmless. */
    private record Word(String text, RiskFlag.Kind kind) {}
}
