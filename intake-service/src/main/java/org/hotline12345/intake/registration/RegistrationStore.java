package org.hotline12345.intake.registration;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hotline12345.chassis.database.CommandGroup;
import org.hotline12345.chassis.database.DatabaseErrors;
import org.hotline12345.chassis.database.GroupCommit;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.Topics;
import org.hotline12345.intake.channel.IntakeConfig;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.contact.model.PhoneNumber;
import org.hotline12345.intake.registration.model.CaseNumber;
import org.hotline12345.intake.similarity.SimilarCases;
import org.hotline12345.intake.similarity.model.CaseSimilarity;
import org.hotline12345.intake.timeline.Timeline;

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

    /** A case with its events. */
    private record Prepared(Draft draft, List<OutgoingEvent> events) {}

    /** What an event about to be written says. */
    private record OutgoingEvent(String type, String payload) {}

    /** Something of a case of the group, which is known by its place. */
    private record Of<T>(long position, T it) {}

    private static final Table<Draft> DRAFTS = new Table<Draft>("draft")
            .uuid("case_id", draft -> draft.caseId)
            .uuid("new_citizen", draft -> draft.newCitizen)
            .text("number_prefix", draft -> draft.numberPrefix)
            .text("number_stand_in", draft -> draft.numberStandIn)
            .name("status", draft -> draft.status)
            .name("outcome", draft -> draft.outcome)
            .text("location", draft -> draft.location)
            .text("title", draft -> draft.title)
            .text("text", draft -> draft.text)
            .text("address", draft -> draft.address)
            .text("respondent_name", draft -> draft.respondentName)
            .text("link_reason", draft -> draft.linkReason)
            .flag("contactable", draft -> draft.phone != null)
            .part(
                    draft -> draft.request,
                    request -> request.text("subject", Draft.Request::subject)
                            .text("route", Draft.Request::route)
                            .text("key", Draft.Request::key)
                            .text("body_hash", Draft.Request::bodyHash)
                            .text("trace", Draft.Request::trace))
            .part(
                    draft -> draft.circumstances,
                    circumstances -> circumstances
                            .time("registered_at", Draft.Circumstances::at)
                            .text("registered_by", Draft.Circumstances::actor)
                            .time("reply_due_at", Draft.Circumstances::replyDueAt)
                            .flag("imported", Draft.Circumstances::imported))
            .part(
                    draft -> draft.body,
                    body -> body.text("channel", Registration::channel)
                            .text("line_code", Registration::lineCode)
                            .name("type", Registration::type)
                            .name("urgency", Registration::urgency)
                            .text("category", Registration::category)
                            .text("area", Registration::area)
                            .name("anonymity", Registration::anonymity)
                            .text("external_id", Registration::externalId)
                            .text("proposed_unit", Registration::proposedUnit))
            .part(
                    draft -> draft.body.location(),
                    point -> point.decimal("lat", Registration.Point::lat).decimal("lon", Registration.Point::lon))
            .part(
                    draft -> draft.body.respondent(),
                    accused -> accused.text("respondent_unit", Registration.Accused::unit))
            .part(
                    draft -> draft.body.upstream(),
                    above -> above.text("upstream_platform", Registration.Above::platform)
                            .text("upstream_number", Registration.Above::number)
                            .time("upstream_due_at", Registration.Above::dueInstant))
            .part(
                    draft -> draft.body.call(),
                    call -> call.text("call_id", Registration.Call::callId)
                            .text("recording_ref", Registration.Call::recordingRef))
            .part(
                    draft -> draft.body.linkTo(),
                    link -> link.uuid("link_id", it -> UuidV7.next()).uuid("link_to", Registration.Link::caseId))
            .part(
                    draft -> draft.sealed,
                    contact -> contact.bytes("phone_index", it -> it.phoneIndex())
                            .number("key_id", it -> it.keyId())
                            .number("index_key", it -> it.indexKey())
                            .bytes("sealed", it -> it.sealed()))
            .part(
                    draft -> draft.entry,
                    entry -> entry.uuid("entry_id", it -> UuidV7.next())
                            .name("entry_kind", Draft.Entry::kind)
                            .text("entry_data", it -> Timeline.json(it.data())))
            .part(
                    draft -> draft.similarity,
                    similarity -> similarity
                            .text("hashes", it -> literal(it.hashes()))
                            .text("sketch_text", CaseSimilarity::sketch));

    private static final Table<Of<Buffer>> CALLS =
            new Table<Of<Buffer>>("call").bigNumber("position", Of::position).bytes("phone_index", Of::it);

    private static final Table<Of<OutgoingEvent>> EVENTS = new Table<Of<OutgoingEvent>>("event")
            .bigNumber("position", Of::position)
            .uuid("event_id", of -> UuidV7.next())
            .text("type", of -> of.it().type())
            .text("payload", of -> of.it().payload());

    private static final Table<Of<String>> ACCUSED =
            new Table<Of<String>>("accused").bigNumber("position", Of::position).text("unit", Of::it);

    private static final Table<Of<UUID>> FILES =
            new Table<Of<UUID>>("file").bigNumber("position", Of::position).uuid("attachment_id", Of::it);

    /** Which of the files are still free, and locked, so that no other command names them meanwhile. */
    private static final String FREE_FILES = """
            file as materialized (
              select *
              from {files}),
            free as materialized (
              select attachment_id
              from attachment
              where attachment_id in (
                  select attachment_id
                  from file)
                and bound_at is null
                and state in ('WAITING', 'CLEAN')
              order by attachment_id
              for update),
            """;

    /** A case whose files are not all free, or that another case of the group names too, is not registered. */
    private static final String WITH_ALL_ITS_FILES = """
              where not exists (
                select
                from file
                where file.position = draft.position
                  and (file.attachment_id not in (
                      select attachment_id
                      from free)
                    or exists (
                      select
                      from file earlier
                      where earlier.attachment_id = file.attachment_id
                        and earlier.position < file.position)))
            """;

    private static final String BOUND_FILES = """
            bound as (
              update attachment
              set of_kind = 'CASE', of_id = taken.case_id, case_id = taken.case_id, bound_at = taken.registered_at,
                version = version + 1
              from file
              join taken on taken.position = file.position
              where attachment.attachment_id = file.attachment_id),
            """;

    /** Parameters that are no rows. */
    private static final int SINGLE = 6;

    /**
     * The statement; its first arguments are single, the others the columns of drafts, calls and events, an array each.
     */
    private static final String TEMPLATE = """
            with {free}draft as materialized (
              select new.*, nth_row as position, sketch_text::bit(128) as sketch
              from {drafts}),
            known as (
              select new.position, c.citizen_ref
              from {calls}
              join citizen c on c.phone_index = new.phone_index),
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
                number_prefix || lpad(running.digits, greatest({digits}, length(running.digits)), '0') as case_number
              from draft
              cross join lateral (
                select nextval('case_number_sequence')::text as digits, draft.position) running
              {free only}),
            repeat as materialized (
              select it.position, found.*
              from it
              cross join lateral (
                with
                {similar}
                select *
                from alike) found
              where it.hashes is not null),
            shown as materialized (
              select position,
                json_agg(
                  json_build_object(
                    'caseId', case_id,
                    'caseNumber', case_number,
                    'title', title,
                    'registeredAt', to_char(registered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                    'leadUnit', lead_unit,
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
              select subject, route, key, body_hash, 201, location, $1::text,
                json_build_object(
                  'caseId', case_id,
                  'caseNumber', case_number,
                  'queryCode', '',
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
            {bound}new_case as (
              insert into hotline_case (
                case_id, case_number, outcome, channel, line_code, type, urgency, title, text, category, area, address,
                lat, lon, citizen_ref, anonymity, contactable, respondent_unit, respondent_name, upstream_platform,
                upstream_number, upstream_due_at, call_id, recording_ref, external_id, registered_at, registered_by,
                reply_due_at, imported, proposed_unit)
              select
                case_id, case_number, outcome, channel, line_code, type, urgency, title, text, category, area, address,
                lat, lon, citizen_ref, anonymity, contactable, respondent_unit, respondent_name, upstream_platform,
                upstream_number, upstream_due_at, call_id, recording_ref, external_id, registered_at, registered_by,
                reply_due_at, imported, proposed_unit
              from taken),
            new_contact as (
              insert into contact (case_id, key_id, index_key, sealed, phone_index)
              select case_id, key_id, index_key, sealed, phone_index
              from taken
              where sealed is not null),
            new_accused as (
              insert into accused_unit (case_id, unit)
              select taken.case_id, new.unit
              from {accused}
              join taken on taken.position = new.position
              on conflict do nothing),
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
                  when event.type = $3::text and shown.to_services is not null then
                    left(personal.payload, -1) || ',"possibleDuplicates":' || shown.to_services || '}'
                  else personal.payload
                end as payload
              from (
                select *, nth_row as number
                from {events}) event
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
                array_agg(event_id), array_agg($2::text), array_agg(case_id::text), array_agg(type), array_agg(payload),
                array_agg(registered_at), array_agg(imported), array_agg(registered_by), array_agg(trace)
              from (
                select *
                from told
                order by number) as in_order
              having count(*) > 0)
            select position, body
            from taken
            """.replace("{drafts}", DRAFTS.unnested(SINGLE))
            .replace("{calls}", CALLS.unnested(SINGLE + DRAFTS.width()))
            .replace("{events}", EVENTS.unnested(SINGLE + DRAFTS.width() + CALLS.width()))
            .replace("{accused}", ACCUSED.unnested(SINGLE + DRAFTS.width() + CALLS.width() + EVENTS.width()))
            .replace("{digits}", Integer.toString(CaseNumber.DIGITS))
            .replace(
                    "{similar}",
                    SimilarCases.similar(
                            "it.hashes", "it.sketch", "it.title", "it.category", "it.area", "it.citizen_ref", 4));

    private static final String STATEMENT =
            TEMPLATE.replace("{free}", "").replace("{free only}", "").replace("{bound}", "");

    /** The same where one of the cases comes with files. */
    private static final String STATEMENT_WITH_FILES = TEMPLATE.replace(
                    "{free}",
                    FREE_FILES.replace(
                            "{files}",
                            FILES.unnested(SINGLE + DRAFTS.width() + CALLS.width() + EVENTS.width() + ACCUSED.width())))
            .replace("{free only}", WITH_ALL_ITS_FILES.strip())
            .replace("{bound}", BOUND_FILES);

    private final Pool pool;
    private final Outbox outbox;
    private final Contacts contacts;
    private final SimilarCases duplicates;
    private final OfficeCopy office;
    private final IntakeConfig config;
    private final GroupCommit<Prepared, String> group;

    public RegistrationStore(
            Vertx vertx,
            @ReactiveDataSource(CommandGroup.POOL) Pool pool,
            Outbox outbox,
            Contacts contacts,
            SimilarCases duplicates,
            OfficeCopy office,
            IntakeConfig config) {
        this.pool = pool;
        this.outbox = outbox;
        this.contacts = contacts;
        this.duplicates = duplicates;
        this.office = office;
        this.config = config;
        group = new GroupCommit<>(
                vertx,
                new GroupCommit.Limits(
                        config.registrationsTogether(),
                        config.registrationTransactions(),
                        config.registrationsWorthwhile()),
                this::writeAll);
    }

    /**
     * Registers the case and answers the body of the answer but for the query code, which is not kept, once it is committed;
     * null when its key was used before, and then nothing is written.
     */
    public Uni<String> write(Draft draft) {
        var told = draft.events().stream()
                .map(event -> new OutgoingEvent(EventCatalogue.typeOf(event.getClass()), outbox.payload(event)))
                .toList();
        return group.add(new Prepared(draft, told));
    }

    private Uni<List<String>> writeAll(List<Prepared> cases) {
        boolean withFiles =
                cases.stream().anyMatch(each -> !each.draft().attachments.isEmpty());
        return Sql.on(pool)
                .select(withFiles ? STATEMENT_WITH_FILES : STATEMENT, arguments(cases, withFiles))
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

    private Object[] arguments(List<Prepared> cases, boolean withFiles) {
        var drafts = cases.stream().map(Prepared::draft).toList();
        var calls = new ArrayList<Of<Buffer>>();
        var events = new ArrayList<Of<OutgoingEvent>>();
        var accused = new ArrayList<Of<String>>();
        var files = new ArrayList<Of<UUID>>();
        for (int i = 0; i < cases.size(); i++) {
            long position = i + 1L;
            PhoneNumber phone = drafts.get(i).phone;
            if (phone != null) {
                Arrays.stream(contacts.indexes(phone)).forEach(index -> calls.add(new Of<>(position, index)));
            }
            cases.get(i).events().forEach(event -> events.add(new Of<>(position, event)));
            office.accused(drafts.get(i).respondent()).forEach(unit -> accused.add(new Of<>(position, unit)));
            drafts.get(i).attachments.forEach(file -> files.add(new Of<>(position, file.attachmentId())));
        }
        // all of a group are registered now; a few milliseconds more or less in thirty days do not matter
        Instant earliest = drafts.stream()
                .map(draft -> draft.circumstances.at())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        List<Instant> since = duplicates.lookedBackTo(earliest);
        var arguments = new ArrayList<Object>(List.of(
                ETags.tag(0),
                Topics.CASE_EVENTS,
                EventCatalogue.typeOf(CaseRegistered.class),
                since.get(0),
                since.get(1),
                config.duplicateSimilarity()));
        arguments.addAll(DRAFTS.arguments(drafts));
        arguments.addAll(CALLS.arguments(calls));
        arguments.addAll(EVENTS.arguments(events));
        arguments.addAll(ACCUSED.arguments(accused));
        if (withFiles) {
            arguments.addAll(FILES.arguments(files));
        }
        return arguments.toArray();
    }

    /** An array in an array: as text, for arrays of different lengths do not go together. */
    private static String literal(long[] numbers) {
        return Arrays.stream(numbers).mapToObj(Long::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
