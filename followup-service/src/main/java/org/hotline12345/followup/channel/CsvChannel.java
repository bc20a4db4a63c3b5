package org.hotline12345.followup.channel;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.followup.callback.AnswerSheet;

/**
 * Files for a provider without an interface: CSV out with a row for each citizen to be asked or told, CSV in with a row for each report
 * (columns requestId, event, at and those of {@link AnswerSheet}; of what citizens write back text, phone and id).
 */
@ApplicationScoped
public class CsvChannel implements CollectedChannel {
    private static final List<String> HEAD = List.of("requestId", "medium", "phone", "caseNumber", "text", "link");

    @Override
    public String transport() {
        return "CSV";
    }

    @Override
    public String mediaType() {
        return "text/csv";
    }

    @Override
    public String write(List<Message> batch) {
        var rows = new ArrayList<List<String>>();
        for (Message message : batch) {
            rows.add(List.of(
                    message.requestId().toString(),
                    message.medium().name(),
                    message.phone(),
                    message.caseNumber(),
                    message.text(),
                    message.link()));
        }
        return AnswerSheet.write(HEAD, rows);
    }

    @Override
    public List<ReportLine> read(String file) {
        return AnswerSheet.read(file, "requestId", "event").stream()
                .map(CsvChannel::line)
                .toList();
    }

    private static ReportLine line(AnswerSheet.Line line) {
        try {
            var report = new Report(
                    read(line, "requestId", UUID::fromString),
                    read(line, "event", event -> Report.Event.valueOf(event.toUpperCase(Locale.ROOT))),
                    read(line, "at", CsvChannel::time),
                    line.answer(),
                    line.cell("text"),
                    line.cell("phone"),
                    line.cell("id"));
            var violations = new Violations();
            report.check(violations, "");
            String wrong = violations.list().stream().map(Violation::field).collect(Collectors.joining(", "));
            return wrong.isEmpty()
                    ? new ReportLine(line.line(), report, null)
                    : new ReportLine(line.line(), null, wrong);
        } catch (Problem e) {
            Violation violation = e.violations().get(0);
            return new ReportLine(line.line(), null, violation.field() + ": " + violation.args());
        } catch (IllegalArgumentException e) {
            return new ReportLine(line.line(), null, e.getMessage());
        }
    }

    /** What the cell says, null where it is empty; one that says nothing of the kind is named by its column. */
    private static <T> T read(AnswerSheet.Line line, String column, Function<String, T> reader) {
        String text = line.cell(column);
        try {
            return text == null ? null : reader.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(column, e);
        }
    }

    /** With an offset, or as people of Asia/Shanghai write it. */
    private static OffsetDateTime time(String text) {
        return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
                ? OffsetDateTime.parse(text)
                : LocalDateTime.parse(text.replace(' ', 'T'))
                        .atZone(ShanghaiTime.ZONE)
                        .toOffsetDateTime();
    }
}
