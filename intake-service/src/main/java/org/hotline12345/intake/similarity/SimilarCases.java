package org.hotline12345.intake.similarity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.vocabulary.model.Phrases;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.intake.accesslog.AccessLog;
import org.hotline12345.intake.cases.Cases;
import org.hotline12345.intake.channel.IntakeConfig;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.contact.model.PhoneNumber;
import org.hotline12345.intake.similarity.model.CaseSimilarity;
import org.hotline12345.intake.similarity.model.Offer;

/**
 * Cases that may be about the same: of the same citizen, or with a similar title or text, within thirty days. The candidates
 * come from indexes by a bounded number of look-ups, so it costs the same at any number of cases.
 */
@ApplicationScoped
public class SimilarCases {
    /**
     * Candidates as the query {@code alike (case_id, case_number, title, registered_at, lead_unit, status, similarity,
     * title_likeness, text_likeness, same_citizen, offer)}, for use as a part of a larger statement; {@link #similar} fills in
     * its arguments.
     *
     * <p>Of each hash the five latest cases are looked at. A hash that more cases share comes from words that many use, or from
     * one matter that many report: alone it makes no candidate, together with others it does.
     *
     * <p>Another citizen's case counts when it lies in the same district, or one of the two has no area, and its title is
     * alike, or its text is and the categories do not differ in their root; and wherever it lies when the text is nearly
     * the same. A case of the same citizen counts by itself for the usual days, and as long as answers are looked back at
     * when it is alike.
     */
    private static final String SIMILAR = """
            likely as (
              select near.case_id, case when near.held = 5 then 1 else 2 end as weight
              from unnest({hashes}::bigint[]) as h (hash)
              cross join lateral (
                select latest.case_id, count(*) over () as held
                from (
                  select t.case_id
                  from likeness_band t
                  where t.hash = h.hash
                    and t.registered_at >= {since}::timestamptz
                  order by t.registered_at desc
                  limit 5) latest) near
              union all
              select own.case_id, 100
              from (
                select c.case_id
                from hotline_case c
                where c.citizen_ref = ({citizen})
                  and c.registered_at >= {answeredSince}::timestamptz
                order by c.registered_at desc
                limit 5) own),
            candidate as (
              select case_id
              from likely
              group by case_id
              having sum(weight) > 1
              order by sum(weight) desc, case_id desc
              limit 6),
            compared as (
              select n.case_id, m.*
              from candidate n
              cross join lateral (
                select c.case_number, c.title, c.registered_at, s.lead_unit,
                  coalesce(c.citizen_ref = ({citizen}), false) as same_citizen,
                  {status} as status,
                  round(similarity(c.title, {title})::double precision * 100) / 100 as title_likeness,
                  greatest(0, round(100 - bit_count(l.sketch # {sketch}::bit(128)) / 0.64::double precision) / 100)
                    as text_likeness,
                  coalesce(left(c.area, 6) = left({area}, 6), true) as same_place,
                  coalesce(left(c.category, 3) = left({category}, 3), true) as same_field
                from hotline_case c
                left join case_state s on s.case_id = c.case_id
                left join case_likeness l on l.case_id = c.case_id
                where c.case_id = n.case_id
                offset 0) m),
            judged as (
              select *,
                same_place and (
                  title_likeness >= {threshold}::double precision
                  or same_field and text_likeness >= 0.6)
                or text_likeness >= 0.9 as alike
              from compared),
            alike as (
              select case_id, case_number, title, registered_at, lead_unit, status,
                greatest(title_likeness, text_likeness) as similarity, title_likeness, text_likeness, same_citizen,
                case
                  when not alike then null
                  when status in ('REGISTERED', 'IN_TRIAGE', 'DISPATCHED', 'IN_PROGRESS', 'REWORK', 'MERGED') then
                    case
                      when not same_citizen then 'MERGE'
                      when text_likeness >= 0.9 then 'URGE'
                      else 'SUPPLEMENT'
                    end
                  when same_citizen and status in ('REPLIED', 'CLOSED', 'ANSWERED') then 'LINK'
                end as offer
              from judged
              where alike or same_citizen and registered_at >= {since}::timestamptz)""";

    private static final String FIND =
            "with citizen_known as (select citizen_ref from citizen where phone_index = any($9::bytea[]) limit 1),\n"
                    + similar("$1", "$2::text", "$6", "$7", "$8", "select citizen_ref from citizen_known", 3)
                    + """

            select s.*, s.title_likeness as title_similarity, s.text_likeness as text_similarity,
              (select citizen_ref from citizen_known) as citizen_ref
            from alike s
            where %s
            order by same_citizen desc, similarity desc, case_id desc
            """.formatted(HiddenCases.seen("s.case_id", "$10"));

    private static final Table<Kept> SKETCHES = new Table<Kept>("case_likeness")
            .uuid("case_id", kept -> kept.told().caseId())
            .key()
            .fromText("sketch", "bit(128)", kept -> kept.similarity().sketch())
            .time("registered_at", kept -> kept.told().registeredAt());

    /** Of a case that has its sketch already nothing: a correction may have come before its registration was heard of. */
    private static final String ADD_BANDS = """
            insert into likeness_band (hash, registered_at, case_id)
            select t.hash, t.registered_at, t.case_id
            from unnest($1::bigint[], $2::timestamptz[], $3::uuid[]) as t (hash, registered_at, case_id)
            where not exists (
              select
              from case_likeness l
              where l.case_id = t.case_id)
            on conflict do nothing
            """;

    private static final Duration ANSWERS_LOOKED_BACK_AT = Duration.ofDays(180);

    /**
     * The query with what is looked for, in SQL; all but the parameters may be columns of a query around it.
     *
     * @param hashes what it is kept under, as an array of bigint
     * @param citizen query of the citizen's reference
     * @param since number of the first of three parameters: cases count from here on, the citizen's own answered cases from
     *     there on, and from which similarity on titles are alike
     */
    public static String similar(
            String hashes, String sketch, String title, String category, String area, String citizen, int since) {
        return SIMILAR.replace("{hashes}", hashes)
                .replace("{since}", "$" + since)
                .replace("{answeredSince}", "$" + (since + 1))
                .replace("{threshold}", "$" + (since + 2))
                .replace("{status}", Cases.STATUS)
                .replace("{sketch}", sketch)
                .replace("{title}", title + "::text")
                .replace("{category}", category + "::text")
                .replace("{area}", area + "::text")
                .replace("{citizen}", citizen);
    }

    /** What a registration at this time and later looks for: cases from the first moment on, answered ones from the second. */
    public List<Instant> lookedBackTo(Instant registeredAt) {
        return List.of(
                registeredAt.minus(Duration.ofDays(config.duplicateDays())),
                registeredAt.minus(ANSWERS_LOOKED_BACK_AT));
    }

    /** Hashes, sketch and the three parameters of {@link #similar}, for a registration at this time. */
    public List<Object> arguments(CaseSimilarity similarity, Instant registeredAt) {
        List<Instant> since = lookedBackTo(registeredAt);
        return Arrays.asList(
                similarity.hashes(), similarity.sketch(), since.get(0), since.get(1), config.duplicateSimilarity());
    }

    private final Transactions transactions;
    private final AccessLog log;
    private final Contacts contacts;
    private final IntakeConfig config;
    private final Clock clock;
    private final Caller caller;
    private final DuplicateVocabulary vocabulary;

    public SimilarCases(
            Transactions transactions,
            AccessLog log,
            Contacts contacts,
            IntakeConfig config,
            Clock clock,
            Caller caller,
            DuplicateVocabulary vocabulary) {
        this.transactions = transactions;
        this.log = log;
        this.contacts = contacts;
        this.config = config;
        this.clock = clock;
        this.caller = caller;
        this.vocabulary = vocabulary;
    }

    /**
     * A case that may be about the same.
     *
     * @param leadUnit Unit that has it, or had it. Null if none has.
     * @param similarity The greater of the next two, 0 to 1.
     * @param titleSimilarity Similarity of the titles by trigrams, 0 to 1.
     * @param textSimilarity Estimated similarity of the texts, 0 to 1; 0 where one has no letters.
     * @param status Where it stands.
     * @param sameCitizen Whether it came from the same telephone.
     * @param offer What is offered; null: shown for information.
     */
    @JsonInclude
    public record Candidate(
            UUID caseId,
            String caseNumber,
            String title,
            Instant registeredAt,
            String leadUnit,
            double similarity,
            double titleSimilarity,
            double textSimilarity,
            String status,
            boolean sameCitizen,
            Offer offer) {}

    /** Candidates before registering; a look-up by telephone is logged. */
    public Uni<List<Candidate>> find(String title, String text, String category, String area, PhoneNumber phone) {
        Buffer[] indexes = phone == null ? new Buffer[0] : contacts.indexes(phone);
        var values = new ArrayList<>(arguments(of(area, title, text == null ? "" : text), clock.instant()));
        values.addAll(Arrays.asList(title, category, area, indexes, caller.unitAndAbove()));
        return transactions.inTransaction(session -> Sql.on(session)
                .select(FIND, values.toArray())
                .invoke(rows -> {
                    if (phone != null) {
                        UUID citizen = rows.isEmpty() ? null : rows.get(0).getUUID("citizen_ref");
                        log.add(session, AccessLog.Action.DUPLICATE_SEARCH, null, citizen, "duplicates", rows.size());
                    }
                })
                .map(rows -> rows.stream().map(Rows.as(Candidate.class)).toList()));
    }

    /**
     * Makes cases findable; called when the case comes back in its stream. Those that are findable stay as they are. Who calls has locked
     * them.
     */
    public void index(Writes writes, List<RegisteredText> cases) {
        var kept = kept(cases);
        writes.insertMissing(SKETCHES, kept);
        var bands = bands(kept);
        if (!bands.isEmpty()) {
            writes.sql(
                    ADD_BANDS,
                    bands.stream().map(Band::hash).toList(),
                    bands.stream().map(Band::registeredAt).toList(),
                    bands.stream().map(Band::caseId).toList());
        }
    }

    /** By what a case is looked for, with the phrases in force left out. */
    public CaseSimilarity of(String area, String title, String text) {
        return CaseSimilarity.of(vocabulary.inForce(), area, title, text);
    }

    private List<Kept> kept(List<RegisteredText> cases) {
        return kept(vocabulary.inForce(), cases);
    }

    private static List<Kept> kept(Phrases everybody, List<RegisteredText> cases) {
        return cases.stream()
                .map(told -> new Kept(told, CaseSimilarity.of(everybody, told.area(), told.title(), told.text())))
                .toList();
    }

    private static List<Band> bands(List<Kept> cases) {
        return cases.stream()
                .flatMap(kept -> Arrays.stream(kept.similarity().hashes())
                        .mapToObj(hash -> new Band(
                                hash, kept.told().registeredAt(), kept.told().caseId())))
                .toList();
    }

    /**
     * Makes cases unfindable again. What they are kept under follows from what they say and the phrases that were left out, so it is
     * worked out anew for all that were ever in force.
     */
    public Uni<Void> forget(Mutiny.Session session, List<RegisteredText> cases) {
        var kept = kept(cases);
        var bands = vocabulary.everInForce().stream()
                .flatMap(everybody -> bands(kept(everybody, cases)).stream())
                .distinct()
                .toList();
        return Sql.on(session)
                .update(
                        """
                        delete from likeness_band b
                        using unnest($1::bigint[], $2::timestamptz[], $3::uuid[]) as t (hash, registered_at, case_id)
                        where b.hash = t.hash
                          and b.registered_at between t.registered_at - interval '1 ms' and t.registered_at + interval '1 ms'
                          and b.case_id = t.case_id
                        """,
                        bands.stream().map(Band::hash).toList(),
                        bands.stream().map(Band::registeredAt).toList(),
                        bands.stream().map(Band::caseId).toList())
                .chain(() -> new Writes().delete(SKETCHES, kept).run(Sql.on(session)));
    }

    /** A case to be found by later ones. */
    public record RegisteredText(UUID caseId, String area, String title, String text, Instant registeredAt) {
        public static RegisteredText of(CaseRegistered event) {
            return new RegisteredText(event.caseId(), event.area(), event.title(), event.text(), event.registeredAt());
        }

        /** Of a row of hotline_case. */
        public static RegisteredText of(Row row) {
            return Rows.as(RegisteredText.class).apply(row);
        }
    }

    /** A case with what it is kept under. */
    private record Kept(RegisteredText told, CaseSimilarity similarity) {}

    private record Band(long hash, Instant registeredAt, UUID caseId) {}
}
