package org.hotline12345.dispatch.reply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.dispatch.phrases.PhraseFiles;
import org.hotline12345.dispatch.reply.model.CheckMode;
import org.hotline12345.dispatch.reply.model.EarlierReply;
import org.hotline12345.dispatch.reply.model.Fingerprint;
import org.hotline12345.dispatch.reply.model.Reply;
import org.hotline12345.dispatch.reply.model.Reply.ReplyText;
import org.hotline12345.dispatch.reply.model.ReplyCheck;
import org.hotline12345.dispatch.reply.model.ReplyDraft;
import org.hotline12345.dispatch.reply.model.ReplyVerdict;
import org.hotline12345.dispatch.reply.model.Severity;
import org.hotline12345.dispatch.reply.model.Wording;
import org.hotline12345.dispatch.reply.model.Words;
import org.hotline12345.dispatch.workorder.ReplyQuality;
import org.hotline12345.events.CaseType;

/**
 * Whether a reply says something: the question and the few replies that may be alike are read in one statement, the rules do
 * the rest, and what they found is stored with the reply.
 */
@ApplicationScoped
public class CheckReply {
    private static final String READ = """
            select o.unit, o.respondent_unit, o.type, c.title, c.text,
              (
                select string_agg(n.text, e'\\n' order by n.at)
                from case_note n
                where n.case_id = c.case_id and n.kind = 'SUPPLEMENT'
              ) as supplements,
              (
                select jsonb_object_agg(p.unit, p.mode)
                from reply_check_policy p
              )::text as policies,
              (
                select jsonb_agg(jsonb_build_object(
                  'replyId', r.id, 'caseNumber', oc.case_number, 'question', oc.title || e'\\n' || oc.text,
                  'text', r.text))
                from (
                  select distinct newest.reply_id
                  from unnest($2::bigint[]) as wanted (band)
                  cross join lateral (
                    select f.reply_id
                    from reply_fingerprint f
                    where f.unit = o.unit
                      and f.band = wanted.band
                      and f.case_id <> o.case_id
                    order by f.reply_id desc
                    limit 3
                  ) as newest
                  order by newest.reply_id desc
                  limit 8
                ) as found
                join reply r on r.id = found.reply_id
                join registered_case oc on oc.case_id = r.case_id
              )::text as alike
            from work_order o
            join registered_case c on c.case_id = o.case_id
            where o.id = $1
            """;

    private record Quality(UUID replyId, int rules, String worst, String verdict, Instant checkedAt) {}

    private record Band(String unit, long band, UUID replyId, UUID caseId) {}

    private static final Table<Quality> QUALITY = new Table<Quality>("reply_quality")
            .uuid("reply_id", Quality::replyId)
            .number("rules", Quality::rules)
            .text("worst", Quality::worst)
            .json("verdict", Quality::verdict)
            .time("checked_at", Quality::checkedAt);

    private static final Table<Band> FINGERPRINTS = new Table<Band>("reply_fingerprint")
            .text("unit", Band::unit)
            .bigNumber("band", Band::band)
            .uuid("reply_id", Band::replyId)
            .uuid("case_id", Band::caseId);

    private final OfficeCopy office;
    private final ObjectMapper json;
    private final Pool pool;
    private final CheckMode mode;
    private final Wording wording;

    public CheckReply(
            OfficeCopy office,
            ObjectMapper json,
            PhraseFiles phrases,
            Pool pool,
            @ConfigProperty(name = "hotline.dispatch.reply-check", defaultValue = "ADVISE") CheckMode mode) {
        this.office = office;
        this.json = json;
        this.pool = pool;
        this.mode = mode;
        this.wording = new Wording(phrases.read("reply-wording.v" + ReplyCheck.RULES));
    }

    /** Checks a reply that the unit would give to the case of the order; 404 if there is none. */
    Uni<Checked> check(UUID orderId, ReplyText text) {
        var bands = Fingerprint.of(wording, text.text()).bands();
        return Sql.on(pool)
                .first(READ, orderId, boxed(bands))
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .map(row -> {
                    String unit = row.getString("unit");
                    var draft = new ReplyDraft(
                            text.disposition(),
                            CaseType.valueOf(row.getString("type")),
                            question(row),
                            text.text(),
                            text.basis(),
                            text.contactedAt() != null,
                            text.reviewDate(),
                            office.unit(unit).map(UnitInfo::name).orElse(null));
                    return new Checked(
                            unit,
                            row.getString("respondent_unit"),
                            ReplyCheck.check(wording, draft, alike(row)),
                            bands,
                            modeOf(row, office.withThoseAbove(unit)));
                });
    }

    /** Stores what was found with the reply, and its wording for later ones. */
    void store(Reply reply, Checked checked, Writes writes) {
        var found = new Quality(
                reply.id(),
                checked.verdict().rules(),
                checked.quality().worst(),
                write(checked.quality()),
                reply.origin().submittedAt());
        var bands = Arrays.stream(checked.bands())
                .mapToObj(band ->
                        new Band(reply.of().unit(), band, reply.id(), reply.of().caseId()))
                .toList();
        writes.insert(QUALITY, List.of(found)).insertMissing(FINGERPRINTS, bands);
    }

    /** What was stored with a reply; null if nothing was. */
    ReplyQuality read(String verdict) {
        try {
            return verdict == null ? null : json.readValue(verdict, ReplyQuality.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read the verdict of a reply", e);
        }
    }

    /** What holds where no unit has a policy of its own. */
    CheckMode modeByDefault() {
        return mode;
    }

    private CheckMode modeOf(Row row, List<String> units) {
        String policies = row.getString("policies");
        if (policies != null) {
            Map<?, ?> byUnit = parse(policies, Map.class);
            for (String unit : units) {
                if (byUnit.get(unit) != null) {
                    return CheckMode.valueOf((String) byUnit.get(unit));
                }
            }
        }
        return mode;
    }

    private static String question(Row row) {
        String supplements = row.getString("supplements");
        String question = row.getString("title") + "\n" + row.getString("text");
        return supplements == null ? question : question + "\n" + supplements;
    }

    private List<EarlierReply> alike(Row row) {
        String alike = row.getString("alike");
        return alike == null ? List.of() : Arrays.asList(parse(alike, EarlierReply[].class));
    }

    private <T> T parse(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read " + type.getSimpleName(), e);
        }
    }

    private String write(ReplyQuality quality) {
        try {
            return json.writeValueAsString(quality);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write the verdict of a reply", e);
        }
    }

    private static Long[] boxed(long[] bands) {
        return Arrays.stream(bands).boxed().toArray(Long[]::new);
    }

    /**
     * A reply that was checked.
     *
     * @param unit The lead unit of the order.
     * @param respondentUnit The accused unit. May be null.
     * @param verdict What was found.
     * @param bands The reply's wording.
     * @param mode What the unit's policy makes of serious flags.
     */
    record Checked(String unit, String respondentUnit, ReplyVerdict verdict, long[] bands, CheckMode mode) {
        boolean blocked() {
            return mode == CheckMode.BLOCK && verdict.serious();
        }

        ReplyQuality quality() {
            return new ReplyQuality(
                    verdict.rules(),
                    verdict.language().name(),
                    verdict.serious()
                            ? Severity.SERIOUS.name()
                            : verdict.flags().isEmpty() ? "NONE" : Severity.ADVICE.name(),
                    verdict.flags().stream().map(Checked::shown).toList(),
                    verdict.named().stream()
                            .map(named -> new ReplyQuality.Named(named.element().name(), shown(named.words())))
                            .toList(),
                    verdict.notChecked().stream().map(Enum::name).toList());
        }

        private static ReplyQuality.Flag shown(ReplyVerdict.Flag flag) {
            var like = flag.like();
            return new ReplyQuality.Flag(
                    flag.code().name(),
                    flag.severity().name(),
                    null,
                    flag.words().stream().map(Checked::shown).toList(),
                    like == null
                            ? null
                            : new ReplyQuality.Like(
                                    like.replyId(), like.caseNumber(), like.similarity(), like.sameMatter()));
        }

        private static ReplyQuality.Words shown(Words words) {
            return new ReplyQuality.Words(words.where().name(), words.start(), words.end(), words.words());
        }
    }
}
