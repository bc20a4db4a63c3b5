package org.hotline12345.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SplittableRandom;
import org.hotline12345.localstack.api.HotlineClient;

/**
 * Invented cases for loads: a matter with its category, a place of Changchun, a telephone that no other case has. About
 * two hundred characters of text, as agents write them, put together of many parts: texts that are all alike make the search for
 * duplicates and the check of replies work more than citizens and units do.
 */
final class SampleCases {
    private static final List<String> ROADS = List.of(
            "人民大街", "自由大路", "解放大路", "同志街", "延安大街", "卫星路", "东盛大街", "吉林大路", "亚泰大街", "红旗街", "西安大路", "前进大街", "硅谷大街", "光谷大街",
            "南环城路", "飞跃路", "普阳街", "青年路", "凯旋路", "北人民大街");
    private static final List<String> AREAS = List.of(
            "220102", "220103", "220104", "220105", "220106", "220112", "220113", "220171", "220172", "220173",
            "220174");
    private static final List<Matter> MATTERS = List.of(
            new Matter(
                    "C010216",
                    "停水",
                    "从昨天傍晚起家里没有自来水，楼上楼下都一样，打过自来水公司的电话没有说什么时候来水",
                    "水压低得洗不了澡，六楼以上白天基本没有水，物业说是二次供水的泵坏了",
                    "门前挖沟以后自来水发黄，烧开了还有一层沉淀，不敢给孩子喝"),
            new Matter(
                    "C010208",
                    "暖气不热",
                    "室温只有十五度，老人孩子都穿着棉衣，供热公司来看过一次说是管道的问题，之后没有再来",
                    "卧室的暖气片一半是凉的，放过几次气也没有用，报修单已经压了一个星期",
                    "同一栋楼只有我们单元不热，换热站说压力正常，让我们找物业，物业又让找供热公司"),
            new Matter(
                    "C010215",
                    "经常停电",
                    "这一周已经停电三次，每次两个多小时，冰箱里的东西都坏了，希望供电公司查清原因",
                    "一到晚上用电多的时候就跳闸，整个楼道漆黑一片，上下楼要打手电",
                    "通知说停电检修到中午，结果到晚上九点才送电，没有人解释为什么"),
            new Matter(
                    "C010213",
                    "燃气安装",
                    "小区交房一年多了，燃气管道一直没有开通，业主只能用电做饭，物业说是燃气公司没有验收",
                    "预约了三次开通燃气都改期，装修好的厨房一直用不上，客服只说排队",
                    "旧表换新表以后不能充值，营业厅和线上互相推，家里已经四天没有燃气"),
            new Matter(
                    "C010204",
                    "路灯不亮",
                    "路段两侧的路灯有一半不亮，晚上行人看不见路面的坑洼，前天有老人摔倒，请尽快修复",
                    "小区外面的人行道新修了，路灯杆立着没有接电，学生晚自习回家摸黑走",
                    "路灯白天亮着晚上反而灭，像是时间调反了，已经有半个月"),
            new Matter(
                    "C010202",
                    "占道经营",
                    "每天下午开始有流动摊贩占住人行道，油烟很大，行人只能走机动车道，城管来了就走，走了又来",
                    "早市收摊以后菜叶和污水留在路上，一直堆到中午，公交车都绕着停",
                    "店铺把桌椅摆到盲道上，轮椅和婴儿车过不去，说了几次不听"),
            new Matter(
                    "C010214",
                    "垃圾清运",
                    "小区门口的垃圾箱三四天没有清运，已经堆到路面上，气味很大，请安排清运并增加次数",
                    "装修垃圾倒在绿化带里没有人管，刮风时塑料袋满天飞",
                    "垃圾车凌晨四点在窗下装车，声音很响，希望把时间往后调"),
            new Matter(
                    "C010206",
                    "公交车次",
                    "早高峰等车要半个多小时，来了也挤不上去，希望公交公司增加车次，调整间隔",
                    "末班车提前到晚上八点，下夜班的人回不了家，只能打车",
                    "改线以后两站之间要走一公里多，老人去医院很不方便"),
            new Matter(
                    "C011003",
                    "物业服务",
                    "物业费照收，电梯坏了两个月没人修，楼道卫生也没有人打扫，业主多次反映没有结果",
                    "地下车库漏水，车位上常年积水，物业说维修基金批不下来",
                    "监控坏了大半，电动车丢了几辆，物业只贴了一张提醒"),
            new Matter(
                    "C040203",
                    "施工噪音",
                    "工地夜里十二点以后还在施工，机器声很大，家里有考生没法休息，请有关部门制止",
                    "打桩机早上五点就开始响，周末也不停，窗户都跟着震",
                    "渣土车整夜进出不盖篷布，喇叭声不断，路面全是泥"),
            new Matter(
                    "C1503",
                    "拖欠工资",
                    "在工地干了三个月，工程完了工资一直没有发，包工头说等开发商拨款，一共十二个人",
                    "饭店转让以后前老板不接电话，两个月工资没有着落",
                    "单位每月只发一半，说年底补，到现在离职半年还没有结清"),
            new Matter(
                    "C1502",
                    "社保缴费",
                    "单位说已经缴费，查询显示断缴两个月，去窗口问说要单位来办，请问应该怎么办理",
                    "从外地转来的缴费年限没有合并，网上显示审核中已经六十天",
                    "灵活就业的缴费基数选错了，想知道本年度还能不能更改"));
    private static final List<String> BEGINNINGS =
            List.of("来电人反映：%s一带", "市民来电称，家住%s附近，", "来电咨询并投诉，%s：", "网友留言说路过%s时看到，", "代家中老人反映%s的情况，", "业主群里推举来电人说明，%s");
    private static final List<String> TITLES = List.of("%s问题", "%s", "反映%s", "关于%s的诉求", "%s无人管", "请解决%s");
    private static final List<String> EXTENTS = List.of(
            "该情况已持续%1$d天，周围约有%2$d户居民受到影响",
            "前后算来有%1$d天，楼里%2$d家都这样",
            "最早是%1$d天前发现的，问过的%2$d个邻居说法一致",
            "两个多月里出现了%1$d回，涉及%2$d人",
            "%1$d天过去了还是老样子，%2$d户都在等消息");
    private static final List<String> BEFORE = List.of(
            "曾于%d日向社区反映，至今没有得到明确答复",
            "%d日打过一次热线，说会处理，之后没有消息",
            "本月%d日找过物业，物业说不归他们管",
            "已经等了%d天，没有人来看过",
            "先后拨过%d次维修电话，都在占线",
            "属地街道来人拍过照，已是%d日的事",
            "为此请假%d次，误工费也没有着落");
    private static final List<String> WISHES = List.of(
            "请承办单位到现场核实情况，说明原因，给出解决办法和完成时间，并告知来电人处理结果",
            "希望尽快有人上门查看，能解决的当场解决，一时解决不了的说清楚到什么时候",
            "请问由哪个部门负责，需要居民配合做什么，请给一个明确的答复",
            "要求查清责任，恢复原样，今后避免再发生，并电话告知结果",
            "盼有关部门别再推诿，给个准信",
            "如需补交材料请一次讲清，另请书面回复",
            "恳请安排专业队伍彻底整治，而不是临时应付");

    private static final List<String> FOUND = List.of(
            "经我单位工作人员当日到%s现场核实，来电人反映的情况属实，系%s所致。",
            "接到工单后，我单位片区负责人次日上午赶到%s查看，查明原因为%s。",
            "我单位已与来电人取得联系，对%s周边逐户走访，问题出在%s。",
            "我单位执法队员在%s蹲守两天，确认由%s引起。",
            "调取监控和维修记录后，我单位认定%s出现的故障源于%s。",
            "就%s一事，我单位会同街道开了协调会，各方同意是%s造成的。");
    private static final List<String> ENDS = List.of(
            "已将处理结果当面告知来电人，来电人表示认可。如再有问题可直接联系我单位值班室。",
            "电话回复时对方没有异议，今后可拨打服务窗口座机。",
            "住户到场看过并签字，网格员留下了联系方式。",
            "情况说明已用短信发送，市民回复感谢；大厅一楼设有接待岗。",
            "我们向其致歉并解释了经过，也欢迎随时监督，联系人为值班主任。");
    private static final List<String> WHEN =
            List.of("已于%d时%d分", "当天%d时%d分前", "抢修队%d时%d分到位，", "自%d时%d分起", "夜间%d时%d分完工，");

    private static final List<String> CAUSES = List.of(
            "设备老化",
            "阀门损坏",
            "前期施工影响",
            "线路接触不良",
            "管理人员交接疏漏",
            "近期负荷增大",
            "巡查不到位",
            "手续材料不全",
            "产权归属不清",
            "连日降雨冲刷",
            "承包方人手不足",
            "系统升级切换");
    private static final List<String> DEEDS = List.of(
            "现场更换损坏部件并试运行正常",
            "组织人员清理完毕并恢复原状",
            "约谈责任单位负责人并责令当场整改",
            "完成抢修并对周边一并检查",
            "补齐材料并办理完毕",
            "调整作业时间并设置公示牌",
            "安排专人驻点值守",
            "增加班次并重新排定时间");
    private static final List<String> CARE = List.of(
            "同时安排专人每周巡查一次，连续一个月",
            "并将该处列入重点点位，每日查看一次",
            "后续由片区负责人跟进，月底前再次回看",
            "并与社区建立联系，发现情况随时处理",
            "此类隐患一并纳入季度排查台账",
            "费用由责任方承担，不向居民收取");

    /** A matter that the shipped catalogue knows, and what citizens say about it. */
    private record Matter(String category, String word, String... texts) {}

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
                .put("title", road + house + any(TITLES).formatted(matter.word()))
                .put(
                        "text",
                        any(BEGINNINGS).formatted(road + house) + matter.texts()[random.nextInt(matter.texts().length)]
                                + "。"
                                + any(EXTENTS).formatted(1 + random.nextInt(60), 5 + random.nextInt(400)) + "，"
                                + any(BEFORE).formatted(1 + random.nextInt(28)) + "。诉求：" + any(WISHES) + "。编号"
                                + Long.toString(random.nextLong() >>> 20, 36) + "。")
                .put("category", matter.category())
                .put("area", AREAS.get(random.nextInt(AREAS.size())))
                .put("address", road + house)
                .put("anonymity", random.nextInt(10) < 4 ? "HIDDEN_FROM_UNIT" : "NAMED");
        body.putObject("citizen").put("name", "来电人").put("phone", String.valueOf(firstPhone + number));
        return body;
    }

    /** A reply that says what was done, by whom, when and on what basis; hardly two are alike. */
    ObjectNode reply() {
        return HotlineClient.json()
                .createObjectNode()
                .put("disposition", "RESOLVED")
                .put(
                        "text",
                        any(FOUND).formatted(any(ROADS) + (1 + random.nextInt(3_000)) + "号", any(CAUSES))
                                + any(WHEN).formatted(8 + random.nextInt(10), random.nextInt(60)) + any(DEEDS) + "，参加人员"
                                + (2 + random.nextInt(9)) + "名，" + any(CARE) + "。" + any(ENDS))
                .put("basis", "《长春市12345热线办理规则》第" + (1 + random.nextInt(40)) + "条");
    }

    private String any(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
