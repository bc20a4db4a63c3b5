package org.hotline12345.followup.notice;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.UrgeLevel;
import org.hotline12345.events.UrgeOrigin;
import org.hotline12345.followup.cases.model.Supervision;
import org.hotline12345.followup.notice.model.NoticeTexts;

/** Notices to units as pages that are printed, sealed and filed: 督办通知单 and 催办通知单. */
@ApplicationScoped
public class NoticePages {
    private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";
    private static final String CSP =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    private static final int HIGHEST_LEVEL = 3;

    /** The case that a notice is about. */
    public record Matter(String caseNumber, String title, Instant registeredAt, Instant dispatchedAt) {}

    /** A step in the course of a supervision. */
    public record Step(String step, String text, String by, Instant at) {}

    /**
     * A reminder.
     *
     * @param number its number among those of the year in which it was made
     */
    public record Urge(
            long number,
            String unit,
            UrgeLevel level,
            UrgeOrigin origin,
            String note,
            String by,
            Matter matter,
            Instant dueAt,
            Instant urgedAt,
            Instant deliverAt,
            boolean revoked) {}

    /** A line of the page. */
    public record Line(String name, String value) {}

    private final Template page;
    private final NoticeTemplates templates;
    private final OfficeCopy office;

    public NoticePages(@Location("notice.html") Template page, NoticeTemplates templates, OfficeCopy office) {
        this.page = page;
        this.templates = templates;
        this.office = office;
    }

    /** A supervisor's order as a page. */
    public Uni<Response> supervision(Supervision supervision, Matter matter, List<Step> steps, Language language) {
        NoticeTexts texts = templates.in(language);
        Supervision.Order order = supervision.order();
        boolean raised = supervision.level() > 1;
        var lines = matter(texts, matter);
        lines.add(new Line(texts.text("unit"), name(order.unit())));
        lines.add(new Line(texts.text("cause"), texts.text("cause." + order.cause())));
        lines.add(new Line(texts.text("level"), texts.text("level." + Math.min(supervision.level(), HIGHEST_LEVEL))));
        lines.add(new Line(texts.text("order"), order.text()));
        lines.add(new Line(texts.text("reportBy"), texts.time(supervision.dueAt())));
        if (supervision.finding() != null) {
            lines.add(new Line(texts.text("finding"), supervision.finding().text()));
        }
        var course = steps.stream()
                .map(step -> new Line(
                        texts.time(step.at()) + " " + texts.text("step." + step.step()),
                        step.text() + (step.by() == null ? "" : " (" + step.by() + ")")))
                .toList();
        return html(
                page.data("title", texts.text(raised ? "supervisionRaisedTitle" : "supervisionTitle"))
                        .data("number", number(texts, "supervisionNumber", order.openedAt(), order.number()))
                        .data("to", raised ? parentOf(order.unit()) : name(order.unit()))
                        .data("copy", raised ? name(order.unit()) : "")
                        .data("lines", lines)
                        .data("course", course)
                        .data("revoked", false)
                        .data("by", order.by() == null ? texts.text("system") : order.by())
                        .data("date", texts.time(order.openedAt())),
                texts,
                language);
    }

    /** A reminder as a page. */
    public Uni<Response> urge(Urge urge, Language language) {
        NoticeTexts texts = templates.in(language);
        boolean above = urge.level() == UrgeLevel.PARENT_UNIT;
        var lines = matter(texts, urge.matter());
        lines.add(new Line(texts.text("unit"), name(urge.unit())));
        lines.add(new Line(texts.text("origin"), texts.text("origin." + urge.origin())));
        lines.add(new Line(texts.text("urgeLevel"), texts.text("urgeLevel." + urge.level())));
        if (urge.dueAt() != null) {
            lines.add(new Line(texts.text("deadlines"), texts.time(urge.dueAt())));
        }
        lines.add(new Line(texts.text("note"), urge.note()));
        return html(
                page.data("title", texts.text("urgeTitle"))
                        .data("number", number(texts, "urgeNumber", urge.urgedAt(), urge.number()))
                        .data("to", above ? parentOf(urge.unit()) : name(urge.unit()))
                        .data("copy", above ? name(urge.unit()) : "")
                        .data("lines", lines)
                        .data("course", List.of())
                        .data("revoked", urge.revoked())
                        .data("by", urge.by() == null ? texts.text("system") : urge.by())
                        .data("date", texts.time(urge.deliverAt())),
                texts,
                language);
    }

    private static List<Line> matter(NoticeTexts texts, Matter matter) {
        return new ArrayList<>(List.of(
                new Line(texts.text("caseNumber"), matter.caseNumber()),
                new Line(texts.text("subject"), matter.title()),
                new Line(texts.text("registered"), texts.time(matter.registeredAt())),
                new Line(texts.text("dispatched"), texts.time(matter.dispatchedAt()))));
    }

    private static String number(NoticeTexts texts, String key, Instant of, long number) {
        return texts.say(key, String.valueOf(ShanghaiTime.of(of).getYear()), String.valueOf(number));
    }

    private String name(String unit) {
        return office.unit(unit).map(UnitInfo::name).orElse(unit);
    }

    /** The unit above; a unit without one is written to itself. */
    private String parentOf(String unit) {
        return office.unit(unit).map(UnitInfo::parent).map(this::name).orElseGet(() -> name(unit));
    }

    private static Uni<Response> html(TemplateInstance data, NoticeTexts texts, Language language) {
        return Uni.createFrom()
                .completionStage(data.data("t", texts.all())::renderAsync)
                .map(html -> Response.ok(html, HTML)
                        .header(HttpHeaders.CONTENT_LANGUAGE, language.locale().toLanguageTag())
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .header("Content-Security-Policy", CSP)
                        .header("X-Content-Type-Options", "nosniff")
                        .build());
    }
}
