package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.hotline12345.localstack.history.HistoryLoad;
import org.hotline12345.localstack.history.model.CasePlan;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.testing.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/**
 * One case through all desks by the people of the demo city, each signed in once in a browser of his own. No request of any page may
 * fail and no page may complain, but for what is done on purpose.
 */
@ExtendWith(SharedSuite.class)
class WalkThroughDesksIT {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String PHONE = "19930000061";
    private static final String FIRST_TITLE = "全程走查：请求";
    private static final String TITLE = "全程走查：请求尽快解决";
    /** No rule can say whose matter this is. */
    private static final String SAID = "反映的情况一直没有人答复，希望有关部门尽快给予解决，谢谢。";

    private static final String FIRST_UNIT = "CCSWJ";
    private static final String SECOND_UNIT = "CCCGJ";
    private static final String UNIT = "CCZJJ";
    private static final String PHOTOGRAPH = "现场.png";
    private static final String FIRST_REPLY = "11月24日物业科到现场查看，已要求物业公司维修。";
    private static final String REPLY = "维修人员11月25日更换了故障部件，已恢复正常，联系电话0431-12345678。";

    /** A month that is over, of which nobody else looks at the scores. */
    private static final LocalDate PAST = LocalDate.now(SHANGHAI).minusDays(80);

    private static final String PAST_PERIOD = PAST + ".." + PAST.plusDays(31);

    private final Desks desks = new Desks(SharedSuite.client());

    @TempDir
    Path folder;

    private final List<DeskPerson> people = new ArrayList<>();
    private boolean arrived;

    @AfterEach
    void close() {
        for (DeskPerson person : people) {
            if (!arrived) {
                person.screenshot("walk-ended-" + person);
            }
            person.close();
        }
    }

    @Test
    void a_case_goes_from_the_call_through_all_desks_to_the_figures_and_the_appeal() {
        String pastCase = lateCaseOfThePast();
        DeskPerson agent = hotline("受理员-01", "agent?phone=" + PHONE + "&call=CALL-61");
        String[] numberAndCode = takeTheCall(agent);
        String number = numberAndCode[0];
        correct(agent);
        String caseId = agent.ofAddress("id");
        DeskPerson dispatcher = hotline("派单员-01", "dispatcher?screen=triage");
        dispatch(dispatcher, agent, caseId);
        DeskPerson first = unit("承办人", FIRST_UNIT, "unit?screen=inbox");
        giveBack(first, dispatcher, number);
        redirect(dispatcher, caseId);

        DeskPerson handler = unit("承办人", UNIT, "unit?screen=inbox");
        DeskPerson reviewer = unit("处长", UNIT, "unit?screen=reviews");
        DeskPerson leader = unit("分管领导", UNIT, "unit?screen=reviews");
        sign(handler);
        urge(hotline("督办员-01", "supervisor?screen=today"), handler);
        reply(handler, FIRST_REPLY);
        sendBack(reviewer);
        mendReply(handler);
        approve(reviewer, "已审核通过");
        approve(leader, "已审签");
        tell(handler);

        DeskPerson caller = hotline("回访员-01", "callback?screen=next");
        callBack(caller, "DISSATISFIED");
        sign(handler);
        assertThat(handler.browser().text("#screen")).contains("说好了来修却没有来");
        reply(handler, REPLY);
        approve(reviewer, "已审核通过");
        approve(leader, "已审签");
        tell(handler);
        callBack(caller, "SATISFIED");
        agent.goUntil("agent?screen=case&id=" + caseId, ".standing", "已归档");
        lookUp(number, numberAndCode[1], "已归档");

        DeskPerson evaluator = hotline("考评员-01", "evaluation?screen=overview");
        count(evaluator, number);
        openScores(evaluator);
        appeal(leader, pastCase);
        decide(hotline("考评员-02", "evaluation?screen=appeals&period=" + PAST_PERIOD), pastCase);
        leader.goUntil(
                "evaluation?screen=unit&unit=" + UNIT + "&period=" + PAST_PERIOD + "&ruleSet=four-rates", "异议裁定和剔除前后");

        for (DeskPerson person : people) {
            assertThat(person.complaints()).as("complaints of " + person).isEmpty();
        }
        arrived = true;
    }

    private DeskPerson hotline(String subject, String address) {
        return met(DeskPerson.ofTheHotline(subject, address));
    }

    private DeskPerson unit(String post, String unit, String address) {
        return met(DeskPerson.ofUnit(post, unit, address));
    }

    private DeskPerson met(DeskPerson person) {
        people.add(person);
        return person;
    }

    /** Scores can be objected to only when their period is over: a case of the unit that was answered too late then. */
    private String lateCaseOfThePast() {
        String external = "walk-" + System.nanoTime();
        Instant registered = PAST.plusDays(2).atTime(10, 0).atZone(SHANGHAI).toInstant();
        var plan = new CasePlan(
                1,
                external,
                Map.of(
                        "channel",
                        "PHONE",
                        "type",
                        "COMPLAINT",
                        "urgency",
                        "ORDINARY",
                        "anonymity",
                        "NO_CONTACT",
                        "title",
                        "走查：往期未按时办结",
                        "text",
                        "请求解决小区的问题，希望尽快。"),
                registered,
                "history:agent",
                registered.plus(Duration.ofDays(5)),
                new CasePlan.TriageTarget(UNIT, null),
                true,
                new CasePlan.Reply(registered.plus(Duration.ofDays(12)), "RESOLVED", REPLY),
                null);
        HistoryLoad.carry(SharedSuite.client(), SharedSuite.stack().home().folder(), List.of(plan), done -> {});
        return desks.numberOf(external);
    }

    /** The call centre opened the page; what was typed outlives a reload, number and code are read out. */
    private static String[] takeTheCall(DeskPerson agent) {
        var browser = agent.browser();
        browser.awaitText("#screen .call", "该号码没有诉求");
        assertThat(browser.address()).doesNotContain(PHONE);
        agent.fill("title", FIRST_TITLE);
        agent.fill("text", SAID);
        browser.awaitText("#hints", "转人工派单");
        browser.reload();
        assertThat(agent.written("text")).isEqualTo(SAID);
        assertThat(agent.written("citizen.phone")).isEmpty();
        agent.fill("citizen.phone", PHONE);
        agent.fill("citizen.name", "走查人");
        agent.choose("type", "COMPLAINT");
        agent.fill("text", Keys.chord(Keys.CONTROL, Keys.ENTER));

        browser.await("#query-code");
        String number = browser.text("#case-number");
        String code = browser.text("#query-code");
        assertThat(code).hasSizeGreaterThan(4);
        browser.reload();
        assertThat(browser.text("#query-code")).isEqualTo(code);
        browser.follow(browser.one(".told a.quiet"));
        assertThat(browser.title()).isEqualTo(number);
        browser.back();
        assertThat(browser.text("#query-code")).isEqualTo(code);
        browser.follow(browser.one(".told a.quiet"));
        return new String[] {number, code};
    }

    /** What was taken down wrongly is put right before anybody has it. */
    private static void correct(DeskPerson agent) {
        agent.follow("更正登记");
        agent.rewrite("title", TITLE);
        agent.fill("reason", "标题没有写完");
        agent.send("reason", "已更正");
        assertThat(agent.browser().text("#screen")).contains(TITLE, FIRST_TITLE, "标题没有写完");
    }

    /** The dispatcher's list shows the case by itself; an agent who is late, and a second window, are told where it went. */
    private void dispatch(DeskPerson dispatcher, DeskPerson agent, String caseId) {
        var browser = dispatcher.browser();
        browser.awaitText("#screen .rows", TITLE);
        dispatcher.follow(TITLE);
        String here = browser.address();
        agent.browser().reload();
        dispatcher.tick("candidate", "other");
        dispatcher.choose("unit", FIRST_UNIT);
        dispatcher.send("candidate", "已派至");
        desks.awaitStatus(caseId, "DISPATCHED");

        agent.press("不予受理");
        agent.choose("reason", "PETITION");
        agent.fill("told", "已进入信访程序，请向信访部门查询。");
        agent.browser().one("dialog[open] button[type=submit]").click();
        agent.browser().awaitText("dialog[open] .error", "派");
        assertThat(agent.complaints()).singleElement().asString().contains("/non-acceptance", "4");
        agent.browser().one("dialog[open] .actions button[type=button]").click();
        browser.inSecondWindow(() -> {
            browser.get(here);
            assertThat(browser.text("#screen")).contains("该诉求已不在人工派单中", "派至");
        });
    }

    private static void giveBack(DeskPerson unit, DeskPerson dispatcher, String number) {
        sign(unit);
        unit.press("申请退单");
        unit.choose("reasonCode", "NOT_RESPONSIBLE");
        unit.fill("reason", "房屋维修由住建部门负责");
        unit.choose("suggestedUnit", SECOND_UNIT);
        unit.sendDialog("退单申请已提交");

        dispatcher.goUntil("dispatcher?screen=returns", number);
        dispatcher.follow(number);
        dispatcher.tick("granted", "true");
        assertThat(dispatcher.written("toUnit")).isEqualTo(SECOND_UNIT);
        dispatcher.fill("note", "按职责改派");
        dispatcher.send("granted", "已同意退单");
    }

    /** It went to the wrong unit: another one gets it before anything is answered. */
    private static void redirect(DeskPerson dispatcher, String caseId) {
        dispatcher.goUntil("dispatcher?screen=case&id=" + caseId, "改派");
        dispatcher.press("改派");
        dispatcher.choose("unit", UNIT);
        dispatcher.fill("reason", "房屋维修归住建部门");
        dispatcher.sendDialog("已改派");
    }

    /** Without signing in, by number and code. */
    private static void lookUp(String number, String code, String status) {
        try (var citizen = Browser.withoutScript()) {
            citizen.visit(SharedSuite.stack().url(Part.DESK) + "/citizen/find");
            citizen.one("#caseNumber").sendKeys(number);
            citizen.one("#code").sendKeys(code);
            citizen.one("form[action*='find'] button").click();
            citizen.awaitText("#status", status);
            assertThat(citizen.text("#reply")).contains("更换了故障部件");
            assertThat(citizen.errors()).isEmpty();
        }
    }

    private static void sign(DeskPerson handler) {
        handler.goUntil("unit?screen=inbox&state=PENDING_SIGN", TITLE);
        handler.follow(TITLE);
        handler.browser().one(".order-actions form button").click();
        handler.browser().awaitText("#done", "已签收");
    }

    private static void urge(DeskPerson supervisor, DeskPerson handler) {
        String order = handler.ofAddress("id");
        supervisor.goUntil("supervisor?screen=order&id=" + order, SAID);
        supervisor.press("催办");
        supervisor.fill("note", "请今日联系诉求人");
        supervisor.sendDialog("催〔");
        assertThat(supervisor.browser().text("#screen")).contains("请今日联系诉求人");
        // at night it waits for the morning
        if (!supervisor.browser().text("#done").contains("已登记")) {
            handler.goUntil("unit?screen=order&id=" + order, "请今日联系诉求人");
        }
    }

    /** What was written outlives a reload. */
    private void reply(DeskPerson handler, String text) {
        handler.choose("disposition", "RESOLVED");
        handler.fill("text", text);
        handler.attach(photograph());
        handler.browser().await(".check-result p, .check-result li");
        handler.browser().reload();
        assertThat(handler.written("text")).isEqualTo(text);
        assertThat(handler.written("disposition")).isEqualTo("RESOLVED");
        assertThat(handler.browser().text("#screen .files")).contains(PHOTOGRAPH);
        handler.send("disposition", "答复已提交");
    }

    private Path photograph() {
        Path file = folder.resolve(PHOTOGRAPH);
        try {
            ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static void sendBack(DeskPerson reviewer) {
        reviewer.goUntil("unit?screen=reviews", TITLE);
        reviewer.follow(TITLE);
        assertThat(reviewer.browser().text(".reply")).contains(PHOTOGRAPH);
        reviewer.press("下载");
        reviewer.press("退回修改");
        reviewer.fill("comment", "请写明何时修好");
        reviewer.sendDialog("已退回修改");
    }

    private static void mendReply(DeskPerson handler) {
        handler.goUntil("unit?screen=inbox&state=SIGNED", TITLE);
        handler.follow(TITLE);
        assertThat(handler.browser().text("#screen")).contains("请写明何时修好");
        handler.fill("text", REPLY);
        handler.send("disposition", "答复已提交");
    }

    private static void approve(DeskPerson judge, String said) {
        judge.goUntil("unit?screen=reviews", TITLE);
        judge.follow(TITLE);
        judge.browser().one(".reply .actions button").click();
        judge.sendDialog(said);
    }

    private static void tell(DeskPerson handler) {
        handler.goUntil("unit?screen=telling", TITLE);
        handler.pressBeside(TITLE, "登记告知");
        handler.sendDialog("已登记");
    }

    /** Takes what may be called until the citizen is among them, and records the answer. */
    private static void callBack(DeskPerson caller, String grade) {
        var browser = caller.browser();
        await("the callback").atMost(Desks.PATIENCE).until(() -> {
            caller.go("callback?screen=next");
            browser.one("#field-max").clear();
            caller.fill("max", "50");
            browser.one("#field-anyHour").click();
            browser.one("form.entry button[type=submit]").click();
            browser.await("#done:not(:empty)");
            caller.go("callback?screen=next");
            return browser.text("#screen").contains(TITLE);
        });
        caller.follow(TITLE);
        boolean content = grade.equals("SATISFIED");
        caller.choose("satisfaction", grade);
        caller.choose("informed", "true");
        caller.choose("resolved", String.valueOf(content));
        if (!content) {
            caller.fill("reason", "说好了来修却没有来");
            caller.choose("objective", "false");
        }
        caller.send("satisfaction", "回访结果已登记");
    }

    private static void count(DeskPerson evaluator, String number) {
        LocalDate today = LocalDate.now(SHANGHAI);
        String figure =
                "evaluation?screen=cases&figure=reworked&unit=" + UNIT + "&period=" + today.minusDays(1) + ".." + today;
        evaluator.goUntil(figure, number);
        evaluator.follow(number);
        assertThat(evaluator.browser().text("#screen")).contains(SAID, "更换了故障部件");
        evaluator.browser().back();
        assertThat(evaluator.browser().text("#screen")).contains(number);
    }

    private static void openScores(DeskPerson evaluator) {
        evaluator.go("evaluation?screen=approvals&ruleSet=four-rates&period=" + PAST_PERIOD);
        evaluator.press("开放异议");
        evaluator.sendDialog("已开放异议");
    }

    private static void appeal(DeskPerson leader, String number) {
        leader.goUntil(
                "evaluation?screen=cases&item=on-time&unit=" + UNIT + "&ruleSet=four-rates&period=" + PAST_PERIOD,
                number);
        leader.browser()
                .follow(leader.browser()
                        .one("#screen")
                        .findElement(By.xpath(".//tr[contains(., '" + number + "')]//a[.='提出异议']")));
        leader.fill("reason", "当月停工，无法按时办结");
        leader.send("reason", "异议已提交");
    }

    private static void decide(DeskPerson evaluator, String number) {
        evaluator.goUntil("evaluation?screen=appeals&period=" + PAST_PERIOD, number);
        evaluator.press("裁定");
        evaluator.choose("granted", "true");
        evaluator.fill("reason", "情况属实，予以剔除");
        evaluator.sendDialog("已裁定");
    }
}
