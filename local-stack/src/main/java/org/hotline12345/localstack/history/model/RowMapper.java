package org.hotline12345.localstack.history.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the rows of a file into plans, in the order of the file: a row that repeats an earlier one is refused. The compared
 * column is taken out before anything else sees the row.
 */
public final class RowMapper {
    private final Profile profile;
    private final Map<String, Integer> keys = new HashMap<>();
    private final Map<List<String>, Integer> messages = new HashMap<>();
    private final Notes notes = new Notes();

    /** A mapper for one pass through one file. */
    public RowMapper(Profile profile) {
        this.profile = profile;
    }

    /** What was changed in rows that became plans. */
    public Notes notes() {
        return notes;
    }

    /** The plan of the next row; throws {@link RowRefused} with the reason. */
    public CasePlan map(Row whole) {
        Profile.Compare compare = profile.compare();
        Row row = compare == null ? whole : whole.without(compare.column());
        Notes own = new Notes();
        for (Profile.Refusal rule : profile.refusals()) {
            if (rule.when().holds(row)) {
                throw new RowRefused(rule.code(), rule.reason());
            }
        }
        String key = profile.key().of(row, own);
        if (key.isEmpty()) {
            throw new RowRefused("no-key", new Text("没有编号", "the row has no number"));
        }
        Instant occurredAt = profile.occurredAt()
                .of(row, own)
                .orElseThrow(() -> new RowRefused("no-time", new Text("没有受理时间", "the row has no time of receipt")));
        CasePlan.Reply reply = reply(row, occurredAt, own);
        Map<String, String> fields = new HashMap<>();
        profile.fields().forEach((name, value) -> {
            String text = value.of(row, own);
            if (!text.isEmpty()) {
                fields.put(name, text);
            }
        });
        Instant due = profile.replyDueAt() == null
                ? null
                : profile.replyDueAt().of(row, own).orElse(null);
        CasePlan plan = new CasePlan(
                row.number(),
                profile.name() + ":" + key,
                fields,
                occurredAt,
                profile.actor().of(row, own),
                due,
                triage(row, own),
                profile.handling().signAlways() || reply != null,
                reply,
                expected(whole, reply, due));
        once(keys, key, row.number(), "duplicate-key", "编号");
        if (!profile.sameMessage().isEmpty()) {
            List<String> message =
                    profile.sameMessage().stream().map(row::value).toList();
            once(messages, message, row.number(), "duplicate", "内容");
        }
        notes.addAll(own);
        return plan;
    }

    private static <K> void once(Map<K, Integer> seen, K key, int number, String code, String what) {
        Integer earlier = seen.putIfAbsent(key, number);
        if (earlier != null) {
            throw new RowRefused(
                    code,
                    new Text(
                            what + "与第 " + earlier + " 条数据相同，视为重复",
                            "repeats data row " + earlier + (code.equals("duplicate-key") ? " (same number)" : "")));
        }
    }

    private CasePlan.Reply reply(Row row, Instant occurredAt, Notes own) {
        Profile.Handling handling = profile.handling();
        if (!handling.repliedWhen().holds(row)) {
            return null;
        }
        Instant at = handling.repliedAt()
                .of(row, own)
                .orElseThrow(() ->
                        new RowRefused("no-reply-time", new Text("已办结但没有答复时间", "finished but has no time of reply")));
        if (at.isBefore(occurredAt)) {
            throw new RowRefused("reply-before-receipt", new Text("答复时间早于受理时间", "the reply lies before the receipt"));
        }
        String text = handling.text().of(row, own);
        if (text.isEmpty()) {
            throw new RowRefused("no-reply-text", new Text("已办结但没有答复内容", "finished but has no text of a reply"));
        }
        return new CasePlan.Reply(at, handling.disposition().of(row, own), text);
    }

    private CasePlan.TriageTarget triage(Row row, Notes own) {
        for (Profile.TriageRule rule : profile.triage()) {
            if (rule.when().holds(row)) {
                String category = rule.category() == null ? "" : rule.category().of(row, own);
                return new CasePlan.TriageTarget(rule.unit().of(row, own), category.isEmpty() ? null : category);
            }
        }
        return null;
    }

    private Boolean expected(Row whole, CasePlan.Reply reply, Instant due) {
        Profile.Compare compare = profile.compare();
        if (compare == null || reply == null || due == null) {
            return null;
        }
        String flag = whole.value(compare.column());
        if (flag.equals(compare.inTime())) {
            return true;
        }
        return flag.equals(compare.late()) ? false : null;
    }
}
