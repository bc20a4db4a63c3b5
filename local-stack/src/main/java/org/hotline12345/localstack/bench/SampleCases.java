package org.hotline12345.localstack.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SplittableRandom;
import org.hotline12345.localstack.api.HotlineClient;

/**
 * Invented cases for loads: a matter with its category, a place of Changchun, a telephone that no other case has. About
 * three hundred characters of text, as agents write them.
 */
final class SampleCases {
    private static final List<String> ROADS = List.of(
            "人民大街", "自由大路", "解放大路", "同志街", "延安大街", "卫星路", "东盛大街", "吉林大路", "亚泰大街", "红旗街", "西安大路", "前进大街", "硅谷大街", "光谷大街",
            "南环城路", "飞跃路", "普阳街", "青年路", "凯旋路", "北人民大街");
    private static final List<String> AREAS = List.of(
            "220102", "220103", "220104", "220105", "220106", "220112", "220113", "220171", "220172", "220173",
            "220174");
    private static final List<Matter> MATTERS = List.of(
            new Matter("C010216", "停水", "从昨天傍晚起家里没有自来水，楼上楼下都一样，打过自来水公司的电话没有说什么时候来水"),
            new Matter("C010208", "暖气不热", "室温只有十五度，老人孩子都穿着棉衣，供热公司来看过一次说是管道的问题，之后没有再来"),
            new Matter("C010215", "经常停电", "这一周已经停电三次，每次两个多小时，冰箱里的东西都坏了，希望供电公司查清原因"),
            new Matter("C010213", "燃气安装", "小区交房一年多了，燃气管道一直没有开通，业主只能用电做饭，物业说是燃气公司没有验收"),
            new Matter("C010204", "路灯不亮", "路段两侧的路灯有一半不亮，晚上行人看不见路面的坑洼，前天有老人摔倒，请尽快修复"),
            new Matter("C010202", "占道经营", "每天下午开始有流动摊贩占住人行道，油烟很大，行人只能走机动车道，城管来了就走，走了又来"),
            new Matter("C010214", "垃圾清运", "小区门口的垃圾箱三四天没有清运，已经堆到路面上，气味很大，请安排清运并增加次数"),
            new Matter("C010206", "公交车次", "早高峰等车要半个多小时，来了也挤不上去，希望公交公司增加车次，调整间隔"),
            new Matter("C011003", "物业服务", "物业费照收，电梯坏了两个月没人修，楼道卫生也没有人打扫，业主多次反映没有结果"),
            new Matter("C040203", "施工噪音", "工地夜里十二点以后还在施工，机器声很大，家里有考生没法休息，请有关部门制止"),
            new Matter("C1503", "拖欠工资", "在工地干了三个月，工程完了工资一直没有发，包工头说等开发商拨款，一共十二个人"),
            new Matter("C1502", "社保缴费", "单位说已经缴费，查询显示断缴两个月，去窗口问说要单位来办，请问应该怎么办理"));

    /** A matter that the shipped catalogue knows. */
    private record Matter(String category, String word, String text) {}

    private final SplittableRandom random;
    private final long firstPhone;
    private int made;

    /**
     * A source of cases.
     *
     * @param seed The same seed makes the same cases.
     * @param firstPhone Telephone of the first case; the next ones count on.
     */
    SampleCases(long seed, long firstPhone) {
        this.random = new SplittableRandom(seed);
        this.firstPhone = firstPhone;
    }

    /** The body of a registration. */
    ObjectNode next() {
        int number = made++;
        Matter matter = MATTERS.get(random.nextInt(MATTERS.size()));
        String road = ROADS.get(random.nextInt(ROADS.size()));
        String house = (1 + random.nextInt(3_000)) + "号";
        ObjectNode body = HotlineClient.json().createObjectNode();
        body.put("channel", random.nextInt(10) < 7 ? "PHONE" : "WEB")
                .put("type", random.nextInt(10) < 2 ? "CONSULTATION" : random.nextBoolean() ? "HELP" : "COMPLAINT")
                .put("urgency", "ORDINARY")
                .put("title", road + house + matter.word() + "问题")
                .put(
                        "text",
                        "来电人反映：" + road + house + "一带" + matter.text() + "。该情况已持续" + (1 + random.nextInt(60))
                                + "天，周围约有" + (5 + random.nextInt(400)) + "户居民受到影响，曾于" + (1 + random.nextInt(28))
                                + "日向社区反映，至今没有得到明确答复。诉求：请承办单位到现场核实情况，说明原因，给出解决办法和完成时间，并告知来电人处理结果。"
                                + "编号" + Long.toString(random.nextLong() >>> 20, 36) + "。")
                .put("category", matter.category())
                .put("area", AREAS.get(random.nextInt(AREAS.size())))
                .put("address", road + house)
                .put("anonymity", random.nextInt(10) < 4 ? "HIDDEN_FROM_UNIT" : "NAMED");
        body.putObject("citizen").put("name", "来电人").put("phone", String.valueOf(firstPhone + number));
        return body;
    }

    /** A reply that says what was done, by whom, when and on what basis. */
    static ObjectNode reply() {
        return HotlineClient.json()
                .createObjectNode()
                .put("disposition", "RESOLVED")
                .put(
                        "text",
                        "经我单位工作人员当日到现场核实，来电人反映的情况属实，系设备老化所致。已于现场更换损坏部件并试运行正常，"
                                + "同时安排专人每周巡查一次，连续一个月。已将处理结果当面告知来电人，来电人表示认可。如再有问题可直接联系我单位值班室。")
                .put("basis", "《长春市12345热线办理规则》第十二条");
    }
}
