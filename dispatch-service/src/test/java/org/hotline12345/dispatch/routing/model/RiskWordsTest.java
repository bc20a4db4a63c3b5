package org.hotline12345.dispatch.routing.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.hotline12345.dispatch.phrases.PhraseFiles;
import org.hotline12345.dispatch.routing.model.RiskFlag.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RiskWordsTest {
    static final RiskWords WORDS = new RiskWords(PhraseFiles.shipped().read("risk-words.v1"));

    @ParameterizedTest
    @CsvSource({
        "再不给钱我就跳楼, SELF_HARM, 跳楼",
        "老人不想活了, SELF_HARM, 不想活",
        "多次想自杀, SELF_HARM, 自杀",
        "I will kill myself, SELF_HARM, kill myself",
        "他拿刀威胁邻居, VIOLENCE, 拿刀",
        "长期家暴无人管, VIOLENCE, 家暴",
        "要和他们同归于尽, VIOLENCE, 同归于尽",
        "楼道里煤气泄漏, DANGER, 煤气泄漏",
        "电梯里有人被困, DANGER, 被困",
        "a gas leak in the kitchen, DANGER, gas leak",
        "业主聚集在售楼处, CROWD, 业主聚集",
        "工人准备集体上访, CROWD, 集体上访"
    })
    void words_of_risk_are_found(String text, Kind kind, String word) {
        assertThat(WORDS.find("", text)).containsExactly(new RiskFlag(kind, java.util.List.of(word)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "商场打出跳楼价促销",
                "公园的跳楼机收费",
                "自杀式降价",
                "小区该杀虫了",
                "杀毒软件",
                "信息爆炸的时代",
                "需要购买火灾险",
                "消除火灾隐患",
                "深受其被困扰",
                "楼顶落水管坏了",
                "安装漏电保护器",
                "电梯罢工三天",
                "电脑中毒",
                "打死也不买",
                "减轻生产成本",
                "旅游行业",
                "坐着火车来",
                "道德绑架",
                "不能抹杀了成绩",
                "家里停水了",
                ""
            })
    void words_that_only_look_like_it_are_not(String text) {
        assertThat(WORDS.find("", text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"跳楼价的房子漏电, DANGER", "自杀式卖房有人要跳楼, SELF_HARM"})
    void a_harmless_word_hides_only_itself(String text, Kind kind) {
        assertThat(WORDS.find(text, "")).extracting(RiskFlag::kind).containsExactly(kind);
    }
}
