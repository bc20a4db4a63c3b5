package org.hotline12345.dispatch.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.chassis.document.Table;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.office.AreaInfo;
import org.hotline12345.chassis.office.CategoryInfo;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.rest.ApiWords;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.inbox.model.DueIn;
import org.hotline12345.dispatch.workorder.WorkOrderSummary;

/** A unit's open orders as a table: names in the place of codes. The citizen's text stays where each reading of it is logged. */
@ApplicationScoped
class InboxTable {
    private static final Text TITLE = new Text("{0}在办承办单", "Open work orders of {0}");
    private static final Text FILE = new Text("在办承办单-{0}", "work-orders-{0}");

    private final OfficeCopy office;
    private final Clock clock;
    private final Map<String, Text> codes = ApiWords.onClassPath().lists().stream()
            .flatMap(list -> list.codes().stream()
                    .map(code -> Map.entry(list.list() + "#" + code.code(), new Text(code.zh(), code.en()))))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one));

    InboxTable(OfficeCopy office, Clock clock) {
        this.office = office;
        this.clock = clock;
    }

    /** A column: its head, and what of an order stands in it. */
    private record Column(Text head, Function<Cells, Object> cell) {}

    /** An order for a reader of this language. */
    private record Cells(WorkOrderSummary order, InboxTable names, Language language) {
        private String word(String list, Enum<?> constant) {
            return constant == null ? null : names.word(list, constant).in(language);
        }
    }

    private static final List<Column> COLUMNS = List.of(
            new Column(new Text("诉求编号", "Case number"), of -> of.order.caseNumber()),
            new Column(new Text("标题", "Title"), of -> of.order.title()),
            new Column(new Text("诉求性质", "Type"), of -> of.word("CaseType", of.order.type())),
            new Column(new Text("紧急程度", "Urgency"), of -> of.word("Urgency", of.order.urgency())),
            new Column(new Text("事项类别", "Category"), of -> of.names.category(of.order.category())),
            new Column(new Text("属地", "Area"), of -> of.names.area(of.order.area())),
            new Column(new Text("主办单位", "Lead unit"), of -> of.names.unit(of.order.unit())),
            new Column(new Text("承办下级", "Handled by"), of -> of.names.unit(of.order.handlingUnit())),
            new Column(
                    new Text("状态", "State"),
                    of -> of.word(
                            "WorkOrderState",
                            of.order.correction() == null ? of.order.state() : of.order.correction())),
            new Column(new Text("承办人", "Handler"), of -> of.order.assignee()),
            new Column(new Text("办理轮次", "Round"), of -> of.order.round()),
            new Column(new Text("派单时间", "Dispatched"), of -> time(of.order.dispatchedAt())),
            new Column(new Text("签收时间", "Signed"), of -> time(of.order.signedAt())),
            new Column(new Text("答复时限", "Reply due"), of -> time(of.order.replyDueAt())),
            new Column(
                    new Text("时限情况", "Due"),
                    of -> of.word("DueIn", DueIn.of(of.order.replyDueAt(), of.names.clock.instant()))));

    /** The table of the unit's orders. */
    Table of(String unit, Language language) {
        return new Table(
                FILE.fill(unit).in(language),
                TITLE.fill(unit(unit)).in(language),
                COLUMNS.stream().map(column -> column.head().in(language)).toList(),
                language);
    }

    /** Its row. */
    List<Object> row(WorkOrderSummary order, Language language) {
        var cells = new Cells(order, this, language);
        return Arrays.asList(
                COLUMNS.stream().map(column -> column.cell().apply(cells)).toArray());
    }

    private Text word(String list, Enum<?> constant) {
        return codes.getOrDefault(list + "#" + constant.name(), new Text(constant.name(), constant.name()));
    }

    private String unit(String code) {
        return code == null ? null : office.unit(code).map(UnitInfo::name).orElse(code);
    }

    private String category(String code) {
        return code == null
                ? null
                : office.category(code).map(CategoryInfo::name).orElse(code);
    }

    private String area(String code) {
        return code == null ? null : office.area(code).map(AreaInfo::name).orElse(code);
    }

    private static Object time(Instant at) {
        return ShanghaiTime.of(at);
    }
}
