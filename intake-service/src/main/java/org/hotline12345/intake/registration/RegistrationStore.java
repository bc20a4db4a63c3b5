package org.hotline12345.intake.registration;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.Array;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hotline12345.chassis.database.DatabaseErrors;
import org.hotline12345.chassis.database.GroupCommit;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.Topics;
import org.hotline12345.intake.channel.IntakeConfig;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.registration.model.CaseNumber;
import org.hotline12345.intake.similarity.SimilarityStore;
import org.hotline12345.intake.timeline.TimelineStore;

/**
 * Writes cases as they are registered: those that come at the same time in one statement, which is one transaction and one way
 * to the database and back. It writes the keys of the requests, the citizens, the cases, the contact data, the first entries
 * of the timelines and the events, and looks for repeats, which the first event of a case carries on.
 *
 * <p>Two values are known only to the statement: the running number, and the citizen's reference when the telephone has
 * called before. The events are written with random stand-ins for both, which the statement replaces.
 *
 * <p>Keys and telephones are inserted in their order, so that two statements never wait for each other in a circle.
 */
@ApplicationScoped
public class RegistrationStore {
    private static final int RETRIES = 2;

    /** A case's column of the statement. */
    private record Column(String name, Class<?> type, Function<Draft, Object> value) {}

    /** An event about to be written. */
    private record OutgoingEvent(UUID eventId, String type, String payload) {}

    /** A case with its events. */
    private record Prepared(Draft draft, List<OutgoingEvent> events) {}

    private static final Map<Class<?>, String> SQL_TYPES = Map.of(
            UUID.class,
            "uuid",
            String.class,
            "text",
            Buffer.class,
            "bytea",
            Boolean.class,
            "boolean",
            Integer.class,
            "integer",
            Double.class,
            "double precision",
            OffsetDateTime.class,
            "timestamptz");

    /**
     * The statement; its first arguments are the columns, an array each.
     *
     * <p>The limits say nothing new: they make the database expect one case whether it knows the arguments or not, so that it
     * keeps one plan instead of planning anew for every group, which takes longer than writing it.
     */
    private static final String STATEMENT = """
            with draft as materialized (
              select t.*, sketch_text::bit(128) as sketch
              from unnest(%1$s) with ordinality as t (%2$s, position)
              limit $%3$d::bigint),
            known as (
              select call.position, c.citizen_ref
              from (
                select *
                from unnest($%4$d::bigint[], $%5$d::bytea[]) as t (position, phone_index)
                limit $%6$d::bigint) call
              join citizen c on c.phone_index = call.phone_index),
            fresh as (
              insert into citizen (phone_index, citizen_ref)
              select distinct on (phone_index) phone_index, new_citizen
              from draft
              where phone_index is not null
                and not exists (
                  select
                  from known
                  where known.position = draft.position)
              order by phone_index, position
              on conflict (phone_index) do update
              set phone_index = excluded.phone_index
              returning phone_index, citizen_ref),
            it as materialized (
              select draft.*,
                coalesce(
                  (select known.citizen_ref from known where known.position = draft.position limit 1),
                  (select fresh.citizen_ref from fresh where fresh.phone_index = draft.phone_index),
                  new_citizen) as citizen_ref,
                number_prefix || lpad(running.digits, greatest(%7$d, length(running.digits)), '0') as case_number
              from draft
              cross join lateral (
                select nextval('case_number_sequence')::text as digits, draft.position) running),
            repeat as materialized (
              select it.position, found.*
              from it
              cross join lateral (
                with
                %8$s
                select *
                from alike) found
              where it.hashes is not null),
            shown as materialized (
              select position,
                json_agg(
                  json_build_object(
                    'caseId', case_id,
                    'caseNumber', case_number,
                    'similarity', similarity,
                    'titleSimilarity', title_likeness,
                    'textSimilarity', text_likeness,
                    'status', status,
                    'sameCitizen', same_citizen,
                    'offer', offer)
                  order by same_citizen desc, similarity desc, case_id desc) as to_agent,
                json_agg(
                  json_build_object('caseId', case_id, 'similarity', similarity, 'sameCitizen', same_citizen)
                  order by similarity desc, case_id desc)
                  filter (where offer is not null) as to_services
              from repeat
              group by position),
            claim as (
              insert into idempotency (subject, route, key, body_hash, status, location, etag, body, created_at)
              select subject, route, key, body_hash, 201, location, $%9$d::text,
                json_build_object(
                  'caseId', case_id,
                  'caseNumber', case_number,
                  'queryCode', query_code,
                  'status', status,
                  'possibleDuplicates', coalesce(shown.to_agent, '[]'))::text,
                now()
              from it
              left join shown on shown.position = it.position
              order by subject, route, key, it.position
              on conflict do nothing
              returning location, body),
            taken as materialized (
              select it.*, claim.body
              from it
              join claim on claim.location = it.location),
            new_case as (
              insert into hotline_case (
                case_id, case_number, outcome, channel, line_code, type, urgency, title, text, category, area, address,
                lat, lon, citizen_ref, anonymity, contactable, respondent_unit, respondent_name, upstream_platform,
                upstream_number, upstream_due_at, call_id, recording_ref, external_id, registered_at, registered_by,
                reply_due_at, imported)
              select
                case_id, case_number, outcome, channel, line_code, type, urgency, title, text, category, area, address,
                lat, lon, citizen_ref, anonymity, contactable, respondent_unit, respondent_name, upstream_platform,
                upstream_number, upstream_due_at, call_id, recording_ref, external_id, registered_at, registered_by,
                reply_due_at, imported
              from taken),
            new_contact as (
              insert into contact (case_id, key_id, index_key, sealed, phone_index)
              select case_id, key_id, index_key, sealed, phone_index
              from taken
              where sealed is not null),
            new_entry as (
              insert into timeline_entry (case_id, at, entry_id, kind, actor, data)
              select case_id, registered_at, entry_id, entry_kind, registered_by, entry_data::jsonb
              from taken
              where entry_kind is not null),
            new_link as (
              insert into case_link (link_id, case_id, earlier_case_id, reason, state, proposed_by, proposed_at)
              select link_id, case_id, link_to, link_reason, 'PROPOSED', registered_by, registered_at
              from taken
              where link_to is not null),
            told as (
              select
                event.number, event.event_id, taken.case_id, event.type, taken.registered_at, taken.imported,
                taken.registered_by, taken.trace,
                case
                  when event.type = $%11$d::text and shown.to_services is not null then
                    left(personal.payload, -1) || ',"possibleDuplicates":' || shown.to_services || '}'
                  else personal.payload
                end as payload
              from unnest($%12$d::bigint[], $%13$d::uuid[], $%14$d::text[], $%15$d::text[])
                with ordinality as event (position, event_id, type, payload, number)
              join taken on taken.position = event.position
              left join shown on shown.position = event.position
              cross join lateral (
                select replace(
                  replace(event.payload, taken.number_stand_in, taken.case_number),
                  taken.new_citizen::text,
                  taken.citizen_ref::text) as payload) personal),
            new_events as (
              insert into outbox (event_ids, topics, keys, types, payloads, times, imported, actors, traceparents)
              select
                array_agg(event_id), array_agg($%10$d::text), array_agg(case_id::text), array_agg(type), array_agg(payload),
                array_agg(registered_at), array_agg(imported), array_agg(registered_by), array_agg(trace)
              from (
                select *
                from told
                order by number) as in_order
              having count(*) > 0)
            select position, body
            from taken
            """;

    private final Pool pool;
    private final Outbox outbox;
    private final Contacts contacts;
    private final SimilarityStore duplicates;
    private final IntakeConfig config;
    private final List<Column> columns;
    private final String statement;
    private final GroupCommit<Prepared, String> group;

    public RegistrationStore(
            Vertx vertx, Pool pool, Outbox outbox, Contacts contacts, SimilarityStore duplicates, IntakeConfig config) {
        this.pool = pool;
        this.outbox = outbox;
        this.contacts = contacts;
        this.duplicates = duplicates;
        this.config = config;
        columns = columns();
        statement = statement();
        group = new GroupCommit<>(
                vertx,
                new GroupCommit.Limits(
                        config.registrationsTogether(),
                        config.registrationTransactions(),
                        config.registrationsWorthwhile()),
                this::writeAll);
    }

    /**
     * Registers the case and answers the body of the answer, once it is committed; null when its key was used before, and then
     * nothing is written.
     */
    public Uni<String> write(Draft draft) {
        List<CaseEvent> events = draft.events();
        var told = new ArrayList<OutgoingEvent>(events.size());
        for (CaseEvent event : events) {
            told.add(new OutgoingEvent(UuidV7.next(), EventCatalogue.typeOf(event.getClass()), outbox.payload(event)));
        }
        return group.add(new Prepared(draft, told));
    }

    private Uni<List<String>> writeAll(List<Prepared> cases) {
        return Sql.on(pool)
                .select(statement, arguments(cases))
                .onFailure(DatabaseErrors::isContention)
                .retry()
                .atMost(RETRIES)
                .invoke(outbox::committed)
                .map(rows -> {
                    var answers = new String[cases.size()];
                    for (Row row : rows) {
                        answers[row.getLong("position").intValue() - 1] = row.getString("body");
                    }
                    return Arrays.asList(answers);
                });
    }

    private Object[] arguments(List<Prepared> cases) {
        int size = cases.size();
        var arguments = new ArrayList<Object>(columns.size() + 15);
        for (Column column : columns) {
            Object[] values = (Object[]) Array.newInstance(column.type(), size);
            for (int i = 0; i < size; i++) {
                values[i] = column.value().apply(cases.get(i).draft());
            }
            arguments.add(values);
        }
        arguments.add(size);
        var callers = new ArrayList<Long>(size);
        var indexes = new ArrayList<Buffer>(size);
        var owners = new ArrayList<Long>(size);
        var events = new ArrayList<OutgoingEvent>(size);
        for (int i = 0; i < size; i++) {
            Prepared each = cases.get(i);
            long position = i + 1L;
            if (each.draft().phone != null) {
                for (Buffer index : contacts.indexes(each.draft().phone)) {
                    callers.add(position);
                    indexes.add(index);
                }
            }
            for (OutgoingEvent told : each.events()) {
                owners.add(position);
                events.add(told);
            }
        }
        arguments.add(callers.toArray(Long[]::new));
        arguments.add(indexes.toArray(Buffer[]::new));
        arguments.add(indexes.size());
        arguments.add(ETags.tag(0));
        arguments.add(Topics.CASE_EVENTS);
        arguments.add(EventCatalogue.typeOf(CaseRegistered.class));
        arguments.add(owners.toArray(Long[]::new));
        arguments.add(events.stream().map(OutgoingEvent::eventId).toArray(UUID[]::new));
        arguments.add(events.stream().map(OutgoingEvent::type).toArray(String[]::new));
        arguments.add(events.stream().map(OutgoingEvent::payload).toArray(String[]::new));
        // all of a group are registered now; a few milliseconds more or less in thirty days do not matter
        Instant earliest = cases.stream()
                .map(each -> each.draft().circumstances.at())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        arguments.addAll(duplicates.lookedBackTo(earliest));
        arguments.add(config.duplicateSimilarity());
        return arguments.toArray();
    }

    private String statement() {
        int first = columns.size() + 1;
        String arrays = IntStream.range(0, columns.size())
                .mapToObj(
                        i -> "$" + (i + 1) + "::" + SQL_TYPES.get(columns.get(i).type()) + "[]")
                .collect(Collectors.joining(", "));
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String similar = SimilarityStore.similar(new SimilarityStore.Terms(
                "it.hashes",
                "$" + (first + 11),
                "$" + (first + 12),
                "$" + (first + 13),
                "it.sketch",
                "it.title",
                "it.category",
                "it.area",
                "it.citizen_ref"));
        return STATEMENT.formatted(
                arrays,
                names,
                first,
                first + 1,
                first + 2,
                first + 3,
                CaseNumber.DIGITS,
                similar,
                first + 4,
                first + 5,
                first + 6,
                first + 7,
                first + 8,
                first + 9,
                first + 10);
    }

    private List<Column> columns() {
        var list = new ArrayList<Column>();
        add(list, "case_id", UUID.class, d -> d.caseId);
        add(list, "new_citizen", UUID.class, d -> d.newCitizen);
        add(list, "phone_index", Buffer.class, d -> d.sealed == null ? null : d.sealed.phoneIndex());
        add(
                list,
                "number_prefix",
                String.class,
                d -> CaseNumber.prefix(
                        d.body.area() == null ? config.cityCode() : d.body.area(), d.circumstances.at()));
        add(list, "number_stand_in", String.class, d -> d.numberStandIn);
        add(list, "query_code", String.class, d -> contacts.queryCode(d.caseId));
        add(list, "status", String.class, d -> d.status.name());
        add(list, "subject", String.class, d -> d.request.subject());
        add(list, "route", String.class, d -> d.request.route());
        add(list, "key", String.class, d -> d.request.key());
        add(list, "body_hash", String.class, d -> d.request.bodyHash());
        add(list, "location", String.class, d -> d.location);
        add(list, "trace", String.class, d -> d.request.trace());
        add(list, "outcome", String.class, d -> d.outcome.name());
        add(list, "channel", String.class, d -> d.body.channel());
        add(list, "line_code", String.class, d -> d.body.lineCode());
        add(list, "type", String.class, d -> d.body.type().name());
        add(list, "urgency", String.class, d -> d.body.urgency().name());
        add(list, "title", String.class, d -> d.title);
        add(list, "text", String.class, d -> d.text);
        add(list, "category", String.class, d -> d.body.category());
        add(list, "area", String.class, d -> d.body.area());
        add(list, "address", String.class, d -> d.address);
        add(
                list,
                "lat",
                Double.class,
                d -> d.body.location() == null ? null : d.body.location().lat());
        add(
                list,
                "lon",
                Double.class,
                d -> d.body.location() == null ? null : d.body.location().lon());
        add(list, "anonymity", String.class, d -> d.body.anonymity().name());
        add(list, "contactable", Boolean.class, d -> d.phone != null);
        add(
                list,
                "respondent_unit",
                String.class,
                d -> d.body.respondent() == null ? null : d.body.respondent().unit());
        add(list, "respondent_name", String.class, d -> d.respondentName);
        add(
                list,
                "upstream_platform",
                String.class,
                d -> d.body.upstream() == null ? null : d.body.upstream().platform());
        add(
                list,
                "upstream_number",
                String.class,
                d -> d.body.upstream() == null ? null : d.body.upstream().number());
        add(
                list,
                "upstream_due_at",
                OffsetDateTime.class,
                d -> d.body.upstream() == null ? null : d.body.upstream().dueAt());
        add(
                list,
                "call_id",
                String.class,
                d -> d.body.call() == null ? null : d.body.call().callId());
        add(
                list,
                "recording_ref",
                String.class,
                d -> d.body.call() == null ? null : d.body.call().recordingRef());
        add(list, "external_id", String.class, d -> d.body.externalId());
        add(list, "registered_at", OffsetDateTime.class, d -> ShanghaiTime.of(d.circumstances.at()));
        add(list, "registered_by", String.class, d -> d.circumstances.actor());
        add(list, "reply_due_at", OffsetDateTime.class, d -> d.circumstances.replyDueAt());
        add(list, "imported", Boolean.class, d -> d.circumstances.imported());
        add(list, "key_id", Integer.class, d -> d.sealed == null ? null : d.sealed.keyId());
        add(list, "index_key", Integer.class, d -> d.sealed == null ? null : d.sealed.indexKey());
        add(list, "sealed", Buffer.class, d -> d.sealed == null ? null : d.sealed.sealed());
        add(list, "entry_id", UUID.class, d -> d.entryKind() == null ? null : UuidV7.next());
        add(
                list,
                "entry_kind",
                String.class,
                d -> d.entryKind() == null ? null : d.entryKind().name());
        add(list, "entry_data", String.class, d -> d.entryKind() == null ? null : TimelineStore.json(d.entryData()));
        add(list, "link_id", UUID.class, d -> d.body.linkTo() == null ? null : UuidV7.next());
        add(
                list,
                "link_to",
                UUID.class,
                d -> d.body.linkTo() == null ? null : d.body.linkTo().caseId());
        add(list, "link_reason", String.class, d -> d.linkReason);
        add(list, "hashes", String.class, d -> d.similarity == null ? null : literal(d.similarity.hashes()));
        add(list, "sketch_text", String.class, d -> d.similarity == null ? null : d.similarity.sketch());
        return List.copyOf(list);
    }

    private static void add(List<Column> columns, String name, Class<?> type, Function<Draft, Object> value) {
        columns.add(new Column(name, type, value));
    }

    /** An array in an array: as text, for arrays of different lengths do not go together. */
    private static String literal(long[] numbers) {
        return Arrays.stream(numbers).mapToObj(Long::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
