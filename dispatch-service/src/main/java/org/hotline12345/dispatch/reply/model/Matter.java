package org.hotline12345.dispatch.reply.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a text is about: its Chinese words without those that stand in any hotline text, as pairs of neighbouring characters.
 * Two texts about one matter share pairs: the measure is the cosine of the two sets (Ochiai), 0 to 1.
 */
final class Matter {
    /** Characters that join words. */
    private static final BitSet JOINING =
            characters("的了是在和有我你他她它们这那不就都而及与或但也还要会能可到去来上下中为于以被把从对向并很再又才吗呢吧啊么之其此该各等将已请让给由所如若因则且个年月日时号您");

    /** Words of every letter and every answer; they say nothing of the matter. */
    private static final Map<Character, List<String>> EVERYWHERE = words("""
            您好 你好 网友 市民 朋友 同志 留言 收悉 来信 来电 回复 如下 现将 有关 情况 相关 问题 反映 答复 具体 感谢 谢谢 您对
            我们 工作 支持 理解 监督 关心 关注 特此 高度 重视 领导 书记 县长 市长 区长 镇长 局长 尊敬 希望 请求 咨询 投诉 建议
            呼吁 举报 政府 部门 单位 解决 处理 办理 调查 核实 了解 经查 据查 目前 现在 已经 正在 进行 可以 需要 应该 没有 不能
            这个 一个 我们 他们 你们 自己 什么 怎么 为什么 如何 是否 能否 因为 所以 但是 如果 由于 根据 按照 规定 要求 平台 栏目
            百姓 群众 居民 老百姓 业主 村民 人民 国家 社会 今年 去年 时间 地方 安排 组织 人员 工作人员 积极 加强 进一步 尽快 及时
            落实 服务 联系 电话 生活 影响 存在 方面 很多 非常 多次 一直 还有 以及 并且 为了 通过 实际 管理 申请 诉求 热线 市委
            县委 区委 省委 办事处 街道 社区 城市
            """);

    private static final BitSet STARTS = new BitSet();

    static {
        EVERYWHERE.keySet().forEach(STARTS::set);
    }

    private final String text;
    private final List<int[]> runs;
    private final int[] pairs;

    private Matter(String text, List<int[]> runs) {
        this.text = text;
        this.runs = runs;
        int count = 0;
        for (int[] run : runs) {
            count += Math.max(0, run[1] - run[0] - 1);
        }
        int[] all = new int[count];
        int next = 0;
        for (int[] run : runs) {
            for (int i = run[0]; i < run[1] - 1; i++) {
                all[next++] = text.charAt(i) << 16 | text.charAt(i + 1);
            }
        }
        Arrays.sort(all);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                all[distinct++] = all[i];
            }
        }
        pairs = Arrays.copyOf(all, distinct);
    }

    static Matter of(String text) {
        List<int[]> runs = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            int skip = i == text.length() ? 1 : everywhere(text, i);
            boolean joined = skip > 0 || !isHan(text.charAt(i)) || JOINING.get(text.charAt(i));
            if (joined && start >= 0) {
                if (i - start > 1) {
                    runs.add(new int[] {start, i});
                }
                start = -1;
            } else if (!joined && start < 0) {
                start = i;
            }
            if (skip > 1) {
                i += skip - 1;
            }
        }
        return new Matter(text, runs);
    }

    /** How many different pairs of characters it has. */
    int size() {
        return pairs.length;
    }

    /** How much the two have in common, 0 to 1. */
    double shared(Matter other) {
        if (pairs.length == 0 || other.pairs.length == 0) {
            return 0;
        }
        int common = 0;
        for (int i = 0, k = 0; i < pairs.length && k < other.pairs.length; ) {
            int order = Integer.compare(pairs[i], other.pairs[k]);
            if (order == 0) {
                common++;
            }
            if (order <= 0) {
                i++;
            }
            if (order >= 0) {
                k++;
            }
        }
        return common / Math.sqrt((double) pairs.length * other.pairs.length);
    }

    /** The longest of the words that the other text has not, in the order of this text. */
    List<Words> missingFrom(Matter other, Words.Where where, int most) {
        Set<String> seen = new HashSet<>();
        return runs.stream()
                .filter(run -> run[1] - run[0] <= 12 && !other.text.contains(text.substring(run[0], run[1])))
                .filter(run -> seen.add(text.substring(run[0], run[1])))
                .sorted(Comparator.comparingInt(run -> run[0] - run[1]))
                .limit(most)
                .sorted(Comparator.comparingInt(run -> run[0]))
                .map(run -> Words.of(where, text, run[0], run[1]))
                .toList();
    }

    static boolean isHan(char c) {
        return c >= '\u4e00' && c <= '\u9fff';
    }

    private static int everywhere(String text, int at) {
        if (STARTS.get(text.charAt(at))) {
            for (String word : EVERYWHERE.get(text.charAt(at))) {
                if (text.startsWith(word, at)) {
                    return word.length();
                }
            }
        }
        return 0;
    }

    private static Map<Character, List<String>> words(String list) {
        Map<Character, List<String>> byStart = new HashMap<>();
        for (String word : new HashSet<>(List.of(list.strip().split("\\s+")))) {
            byStart.computeIfAbsent(word.charAt(0), key -> new ArrayList<>()).add(word);
        }
        byStart.values().forEach(words -> words.sort(Comparator.comparingInt(word -> -word.length())));
        return byStart;
    }

    private static BitSet characters(String list) {
        var set = new BitSet();
        list.chars().forEach(set::set);
        return set;
    }
}
