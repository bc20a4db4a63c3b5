package org.hotline12345.dispatch.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.dispatch.masterdata.book.RoutingBookQueries;
import org.hotline12345.dispatch.masterdata.categories.model.Category;
import org.hotline12345.dispatch.routing.model.CaseToRoute;
import org.hotline12345.dispatch.routing.model.Router;
import org.hotline12345.dispatch.routing.model.RoutingBook;
import org.hotline12345.dispatch.routing.model.RoutingDecision;
import org.hotline12345.events.AreaChanged;
import org.hotline12345.events.CatalogueChanged;
import org.hotline12345.events.CategoryChanged;
import org.hotline12345.events.UnitChanged;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ShippedCatalogueTest extends DispatchTest {
    @Inject
    RoutingBookQueries books;

    @Inject
    Pool database;

    @Test
    void words_of_typical_messages_name_their_unit_first() {
        Object[][] messages = {
            {"小区停水三天了", "自来水公司没有通知，家里没有水", "CCSWJT"},
            {"暖气不热", "屋里冷，室温只有十三度，供热公司不管", "CCGRJT"},
            {"经常停电", "变压器老化，电压不稳", "CCGDGS"},
            {"天然气什么时候开通", "燃气公司一直不通气", "CCRQGS"},
            {"公交车等一个小时", "公交线路车次少，末班车太早", "CCGJJT"},
            {"物业公司乱收物业费", "业主委员会没有同意，小区物业不作为", "CCZJJ"},
            {"楼下烧烤油烟扰民", "油烟异味刺鼻，窗户不敢开", "CCSTJ"},
            {"工地夜间施工噪音扰民", "深夜施工，轰鸣声吵得无法入睡", "CCSTJ"},
            {"路灯不亮", "井盖丢失，人行道坑坑洼洼", "CCSZGL"},
            {"拖欠农民工工资", "包工头拖欠工资，讨薪无门", "CCLDJC"},
            {"咨询社保缴费年限", "养老保险补缴，社保关系转移怎么办理", "CCSBJ"},
            {"异地就医医保报销比例", "医保卡在外地住院怎么报销", "CCYBJ"},
            {"医院挂号难", "门诊医生态度差，护士不理人", "CCWJW"},
            {"孩子上小学划片", "小升初入学政策，学区怎么划分", "CCJYJ"},
            {"出租车拒载", "的士司机不打表，议价", "CCYSGL"},
            {"快递丢失不赔", "快递员把包裹放驿站", "CCYZJ"},
            {"超市卖过期食品", "食品安全没人管，吃坏肚子", "CCSJJ"},
            {"开发商延期交房", "购房合同到期，楼盘还没竣工验收", "CCZJJ"},
            {"公积金贷款", "住房公积金提取需要什么材料", "CCGJJ"},
            {"房产证办不下来", "不动产登记说资料不全", "CCBDCD"},
            {"红绿灯时间太短", "路口拥堵，违章停车没人管，交警不在", "CCJJZD"},
            {"落户需要什么手续", "户口迁移和身份证办理", "CCGAJ"}
        };
        var router = new Router(book());
        for (Object[] message : messages) {
            var decision = router.route(new CaseToRoute(
                    (String) message[0], (String) message[1], null, null, null, null, null, LocalDate.of(2026, 1, 5)));
            assertThat(decision.candidates().get(0).unit())
                    .as("%s: %s", message[0], decision.reason())
                    .isEqualTo(message[2]);
        }
    }

    @Test
    void every_category_has_a_unit_with_and_without_an_area() {
        var book = book();
        var router = new Router(book);
        for (var row : Sql.on(database)
                .select("select code from category where code like 'C%'")
                .await()
                .atMost(Duration.ofSeconds(10))) {
            String code = row.getString("code");
            for (String area : new String[] {null, "220102001", "CCXQ-KG", "220171"}) {
                assertThat(router.route(
                                new CaseToRoute("t", "x", code, area, null, null, null, LocalDate.of(2011, 7, 1))))
                        .as(book.category(code).map(Category::name).orElse(code) + " " + area)
                        .isInstanceOf(RoutingDecision.Dispatch.class);
            }
        }
    }

    @Test
    void matters_of_the_districts_go_to_the_one_that_administers_the_place() {
        var router = new Router(book());
        Object[][] places = {
            {"220102001", "Q-220102"},
            {"220173001", "Q-220173"},
            {"220173002", "Q-BH"},
            {"220113012", "Q-220113"},
            {"220113011", "Q-KG"},
            {"CCXQ", "Q-CCXQ"},
            {"2201", "CCZJJ"}
        };
        for (Object[] place : places) {
            // 物业服务
            var decision = router.route(new CaseToRoute(
                    "t", "x", "C011003", (String) place[0], null, null, null, LocalDate.of(2026, 1, 5)));
            assertThat(((RoutingDecision.Dispatch) decision).unit())
                    .as(decision.reason())
                    .isEqualTo(place[1]);
        }
    }

    @Test
    void an_empty_database_is_filled_once_and_everybody_is_told() {
        assertThat(count("select count(*) from unit")).isGreaterThan(300);
        assertThat(count("select count(*) from category where code like 'C%'")).isEqualTo(650);
        probe.await(e -> e.event() instanceof UnitChanged unit && unit.code().equals("J-220184407"), "the last unit");
        probe.await(e -> e.event() instanceof AreaChanged area && area.code().equals("CC-LHS"), "a zone");
        probe.await(e -> e.event() instanceof CategoryChanged c && c.code().equals("C15"), "the last root");
        probe.await(e -> e.event() instanceof CatalogueChanged, "an entry");
    }

    private RoutingBook book() {
        return books.current(Sql.on(database)).await().atMost(Duration.ofSeconds(10));
    }
}
