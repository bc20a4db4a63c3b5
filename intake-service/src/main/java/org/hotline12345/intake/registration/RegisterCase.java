package org.hotline12345.intake.registration;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.chassis.database.DatabaseErrors;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.http.CurrentRoute;
import org.hotline12345.chassis.http.ETags;
import org.hotline12345.chassis.http.HistoryFields;
import org.hotline12345.chassis.http.Idempotency;
import org.hotline12345.chassis.http.Problem;
import org.hotline12345.chassis.http.ProblemType;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.security.Caller;
import org.hotline12345.chassis.security.Roles;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.Location;
import org.hotline12345.events.Respondent;
import org.hotline12345.events.Topics;
import org.hotline12345.events.Upstream;
import org.hotline12345.intake.casefile.OfficeCodes;
import org.hotline12345.intake.casefile.model.CaseStatus;
import org.hotline12345.intake.casefile.model.Checks;
import org.hotline12345.intake.channel.Channels;
import org.hotline12345.intake.channel.IntakeConfig;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.contact.model.Contact;
import org.hotline12345.intake.contact.model.PhoneNumber;
import org.hotline12345.intake.likeness.Duplicates;
import org.hotline12345.intake.likeness.model.CaseLikeness;
import org.hotline12345.intake.linking.LinkableCases;
import org.hotline12345.intake.registration.model.CaseNumber;
import org.hotline12345.intake.timeline.Timeline;
import org.hotline12345.intake.timeline.model.TimelineKind;

/**
 * Registers a case in one statement, which is one transaction and one way to the database and back: the key of the
 * request, the citizen, the case, the contact data, the first entry of the timeline, the events, and the look for
 * duplicates, which the first event carries on. It needs neither Kafka nor another service.
 *
 * <p>Two values are known only to the statement: the running number, and the citizen's reference when the telephone has
 * called before. The events are written with random stand-ins for both, which the statement replaces.
 */
@ApplicationScoped
public class RegisterCase {
    private static final int BEFORE_DUPLICATES = 54;

    private static final String NO_DUPLICATES = """
            alike as (
              select null::uuid as case_id, null::text as case_number, null::text as status, null::numeric as likeness,
                null::numeric as title_likeness, null::numeric as text_likeness, null::boolean as same_citizen,
                null::text as offer
              where false)""";

    private static final String STATEMENT = """
            with known as (
              select citizen_ref
              from citizen
              where phone_index = any($1::bytea[])
              limit 1),
            fresh as (
              insert into citizen (phone_index, citizen_ref)
              select $2::bytea, $3::uuid
              where $2::bytea is not null
                and not exists (select from known)
              on conflict (phone_index) do update
              set phone_index = excluded.phone_index
              returning citizen_ref),
            it as materialized (
              select
                coalesce(
                  (select citizen_ref from known),
                  (select citizen_ref from fresh),
                  $3::uuid) as citizen_ref,
                $4::text || lpad(running.digits, greatest(%1$d, length(running.digits)), '0') as case_number
              from (
                select nextval('case_number_sequence')::text as digits) running),
            %2$s,
            claim as (
              insert into idempotency (subject, route, key, body_hash, status, location, etag, body, created_at)
              select $8::text, $9::text, $10::text, $11::text, 201, $12::text, $13::text,
                jsonb_build_object(
                  'caseId', $5::uuid,
                  'caseNumber', it.case_number,
                  'queryCode', $6::text,
                  'status', $7::text,
                  'possibleDuplicates', coalesce(
                    (select jsonb_agg(
                      jsonb_build_object(
                        'caseId', case_id,
                        'caseNumber', case_number,
                        'similarity', likeness,
                        'titleSimilarity', title_likeness,
                        'textSimilarity', text_likeness,
                        'status', status,
                        'sameCitizen', same_citizen,
                        'offer', offer)
                      order by same_citizen desc, likeness desc, case_id desc)
                    from alike),
                    '[]'::jsonb))::text,
                now()
              from it
              on conflict do nothing
              returning body),
            new_case as (
              insert into hotline_case (
                case_id, case_number, outcome, channel, line_code, type, urgency, title, text, category, area, address,
                lat, lon, citizen_ref, anonymity, contactable, respondent_unit, respondent_name, upstream_platform,
                upstream_number, upstream_due_at, call_id, recording_ref, external_id, registered_at, registered_by,
                reply_due_at, imported)
              select
                $5::uuid, it.case_number, $14::text, $15::text, $16::text, $17::text, $18::text, $19::text, $20::text,
                $21::text, $22::text, $23::text, $24::double precision, $25::double precision, it.citizen_ref,
                $26::text, $27::boolean, $28::text, $29::text, $30::text, $31::text, $32::timestamptz, $33::text,
                $34::text, $35::text, $36::timestamptz, $37::text, $38::timestamptz, $39::boolean
              from claim, it),
            new_contact as (
              insert into contact (case_id, key_id, index_key, sealed, phone_index)
              select $5::uuid, $40::integer, $41::integer, $42::bytea, $2::bytea
              from claim
              where $42::bytea is not null),
            new_entry as (
              insert into timeline_entry (case_id, at, entry_id, kind, actor, data)
              select $5::uuid, $36::timestamptz, $43::uuid, $44::text, $37::text, $45::text::jsonb
              from claim
              where $44::text is not null),
            new_link as (
              insert into case_link (link_id, case_id, earlier_case_id, reason, state, proposed_by, proposed_at)
              select $52::uuid, $5::uuid, $53::uuid, $54::text, 'PROPOSED', $37::text, $36::timestamptz
              from claim
              where $52::uuid is not null),
            repeats as (
              select ',"possibleDuplicates":' || jsonb_agg(
                jsonb_build_object('caseId', case_id, 'similarity', likeness, 'sameCitizen', same_citizen)
                order by likeness desc, case_id desc)::text || '}' as told
              from alike
              where offer is not null),
            new_event as (
              insert into outbox (event_id, topic, key, type, payload, time, recorded_at, imported, actor, traceparent)
              select
                event.event_id, $46::text, $5::uuid::text, event.type,
                case
                  when event.position = 1 and repeats.told is not null then left(event.personal, -1) || repeats.told
                  else event.personal
                end,
                $36::timestamptz, now(), $39::boolean, $37::text, $48::text
              from claim, it, repeats,
                lateral (
                  select event_id, type, position,
                    replace(replace(payload, $47::text, it.case_number), $3::uuid::text, it.citizen_ref::text) as personal
                  from unnest($49::uuid[], $50::text[], $51::text[])
                    with ordinality as written (event_id, type, payload, position)) event
              order by event.position)
            select body
            from claim
            """;

    private static final String WITH_DUPLICATES = STATEMENT.formatted(
            CaseNumber.DIGITS,
            Duplicates.similar(BEFORE_DUPLICATES + 1, "$19", "$21", "$22", "select citizen_ref from it"));

    private static final String WITHOUT_DUPLICATES = STATEMENT.formatted(CaseNumber.DIGITS, NO_DUPLICATES);

    private final Pool pool;
    private final Idempotency idempotency;
    private final Caller caller;
    private final CurrentRoute route;
    private final HistoryFields history;
    private final Contacts contacts;
    private final Channels channels;
    private final OfficeCodes codes;
    private final Duplicates duplicates;
    private final LinkableCases links;
    private final IntakeConfig config;
    private final Outbox outbox;

    @SuppressWarnings("PMD.ExcessiveParameterList")
    public RegisterCase(
            Pool pool,
            Idempotency idempotency,
            Caller caller,
            CurrentRoute route,
            HistoryFields history,
            Contacts contacts,
            Channels channels,
            OfficeCodes codes,
            Duplicates duplicates,
            LinkableCases links,
            IntakeConfig config,
            Outbox outbox) {
        this.pool = pool;
        this.idempotency = idempotency;
        this.caller = caller;
        this.route = route;
        this.history = history;
        this.contacts = contacts;
        this.channels = channels;
        this.codes = codes;
        this.duplicates = duplicates;
        this.links = links;
        this.config = config;
        this.outbox = outbox;
    }

    /** Registers the case, or answers what was answered to the same key before. */
    public Uni<Response> run(String key, Registration body) {
        PhoneNumber phone = body == null || body.citizen() == null
                ? null
                : contacts.phone(body.citizen().phone()).orElse(null);
        check(key, body, phone);
        boolean importer = caller.has(Roles.IMPORTER);
        Instant at = history.effectiveTime(body.occurredAt()).truncatedTo(ChronoUnit.MICROS);
        String actor = history.effectiveActor(body.actor());
        OffsetDateTime replyDueAt = history.allowed("replyDueAt", body.replyDueAt());
        var draft = new Draft(body, phone, at, actor, history.imported(), replyDueAt);
        Object[] values = values(draft, key, !importer);
        String statement = importer ? WITHOUT_DUPLICATES : WITH_DUPLICATES;
        Uni<Void> linkable = body.linkTo() == null
                ? Uni.createFrom().voidItem()
                : links.requireAnswered(
                        "linkTo.caseId",
                        body.linkTo().caseId(),
                        phone == null ? new Buffer[0] : contacts.indexes(phone));
        return linkable.chain(() -> Sql.on(pool).first(statement, values).invoke(outbox::committed))
                .onFailure(DatabaseErrors::isContention)
                .retry()
                .atMost(2)
                .chain(row -> row == null
                        ? before(key, body)
                        : Uni.createFrom()
                                .item(() -> Response.status(Response.Status.CREATED)
                                        .header(HttpHeaders.LOCATION, draft.location())
                                        .header(HttpHeaders.ETAG, ETags.tag(0))
                                        .type(MediaType.APPLICATION_JSON_TYPE)
                                        .entity(row.getString("body"))
                                        .build()));
    }

    /** The key was used: what was answered then, or the problem that it belonged to another body. */
    private Uni<Response> before(String key, Registration body) {
        return idempotency.run(
                key, body, session -> Uni.createFrom().failure(Problem.of(ProblemType.REQUEST_IN_PROGRESS)));
    }

    private void check(String key, Registration body, PhoneNumber phone) {
        var checks = new Checks().required("body", body);
        checks.enforce();
        checks.that(key.length() <= 200, "Idempotency-Key", "violation.intake.too-long", 200)
                .that(channels.knows(body.channel()), "channel", "violation.intake.unknown-code")
                .optionalCode("lineCode", body.lineCode())
                .required("type", body.type())
                .required("urgency", body.urgency())
                .text("title", body.title(), Checks.TITLE)
                .text("text", body.text(), Checks.TEXT)
                .optionalText("address", body.address(), Checks.LINE)
                .required("anonymity", body.anonymity())
                .optionalCode("externalId", body.externalId())
                .optionalText("actor", body.actor(), Checks.CODE);
        if (body.location() != null) {
            checks.required("location.lat", body.location().lat())
                    .required("location.lon", body.location().lon())
                    .range("location.lat", body.location().lat(), -90, 90)
                    .range("location.lon", body.location().lon(), -180, 180);
        }
        if (body.citizen() != null) {
            String typed = body.citizen().phone();
            checks.optionalText("citizen.name", body.citizen().name(), Checks.CODE)
                    .that(typed == null || typed.isBlank() || phone != null, "citizen.phone", "violation.intake.phone");
        }
        if (body.respondent() != null) {
            checks.optionalText("respondent.name", body.respondent().name(), Checks.TITLE);
            codes.unit(checks, "respondent.unit", body.respondent().unit());
        }
        if (body.directAnswer() != null) {
            checks.text("directAnswer.text", body.directAnswer().text(), Checks.TEXT)
                    .required("directAnswer.by", body.directAnswer().by())
                    .that(body.nonAcceptance() == null, "nonAcceptance", "violation.intake.answered-and-refused");
            codes.unit(checks, "directAnswer.unit", body.directAnswer().unit());
        }
        if (body.nonAcceptance() != null) {
            checks.required("nonAcceptance.reason", body.nonAcceptance().reason())
                    .text("nonAcceptance.told", body.nonAcceptance().told(), Checks.TEXT);
        }
        if (body.linkTo() != null) {
            checks.required("linkTo.caseId", body.linkTo().caseId())
                    .text("linkTo.reason", body.linkTo().reason(), Checks.LINE)
                    .that(
                            body.directAnswer() == null && body.nonAcceptance() == null,
                            "linkTo",
                            "violation.intake.linked-and-settled");
        }
        if (body.upstream() != null) {
            checks.required("upstream.platform", body.upstream().platform())
                    .required("upstream.number", body.upstream().number())
                    .optionalCode("upstream.platform", body.upstream().platform())
                    .optionalCode("upstream.number", body.upstream().number());
        }
        if (body.call() != null) {
            checks.optionalCode("call.callId", body.call().callId())
                    .optionalText("call.recordingRef", body.call().recordingRef(), Checks.LINE);
        }
        codes.category(checks, "category", body.category());
        codes.area(checks, "area", body.area());
        checks.enforce();
    }

    /** The case about to be registered, with its texts masked. */
    private final class Draft {
        final UUID caseId = UuidV7.next();
        final UUID newCitizen = UUID.randomUUID();
        final String numberStandIn = UUID.randomUUID().toString();
        final Registration body;
        final PhoneNumber phone;
        final Instant at;
        final String actor;
        final boolean imported;
        final OffsetDateTime replyDueAt;
        final IntakeOutcome outcome;
        final CaseStatus status;
        final String title;
        final String text;
        final String address;
        final String respondentName;
        final String answer;
        final String linkReason;
        final Contacts.Sealed sealed;

        Draft(
                Registration body,
                PhoneNumber phone,
                Instant at,
                String actor,
                boolean imported,
                OffsetDateTime replyDueAt) {
            this.body = body;
            this.phone = phone;
            this.at = at;
            this.actor = actor;
            this.imported = imported;
            this.replyDueAt = replyDueAt;
            outcome = body.directAnswer() != null
                    ? IntakeOutcome.ANSWERED
                    : body.nonAcceptance() != null ? IntakeOutcome.NOT_ACCEPTED : IntakeOutcome.TO_DISPATCH;
            status = switch (outcome) {
                case TO_DISPATCH -> CaseStatus.REGISTERED;
                case ANSWERED -> CaseStatus.ANSWERED;
                case NOT_ACCEPTED -> CaseStatus.NOT_ACCEPTED;
            };
            title = mask(body.title());
            text = mask(body.text());
            address = mask(body.address());
            respondentName =
                    body.respondent() == null ? null : mask(body.respondent().name());
            answer = switch (outcome) {
                case TO_DISPATCH -> null;
                case ANSWERED -> mask(body.directAnswer().text());
                case NOT_ACCEPTED -> mask(body.nonAcceptance().told());
            };
            linkReason = body.linkTo() == null ? null : mask(body.linkTo().reason());
            var contact = body.citizen() == null
                    ? new Contact(null, null)
                    : new Contact(
                            strip(body.citizen().name()), strip(body.citizen().phone()));
            sealed = contact.nothingTold() ? null : contacts.seal(caseId, contact, phone);
        }

        String location() {
            return "/api/v1/cases/" + caseId;
        }

        private String mask(String free) {
            return phone == null ? Masking.mask(free) : Masking.mask(free, phone.digits());
        }

        List<CaseEvent> events() {
            var respondent = body.respondent() == null
                    ? null
                    : new Respondent(body.respondent().unit(), respondentName);
            var upstream = body.upstream() == null
                    ? null
                    : new Upstream(
                            body.upstream().platform(),
                            body.upstream().number(),
                            body.upstream().dueAt() == null
                                    ? null
                                    : body.upstream().dueAt().toInstant());
            var events = new ArrayList<CaseEvent>(2);
            events.add(new CaseRegistered(
                    caseId,
                    numberStandIn,
                    outcome,
                    body.channel(),
                    body.lineCode(),
                    body.type(),
                    body.urgency(),
                    title,
                    text,
                    body.category(),
                    body.area(),
                    address,
                    body.location() == null
                            ? null
                            : new Location(
                                    body.location().lat(), body.location().lon()),
                    newCitizen,
                    body.anonymity(),
                    phone != null,
                    respondent,
                    upstream,
                    body.externalId(),
                    at,
                    replyDueAt == null ? null : replyDueAt.toInstant(),
                    List.of(),
                    body.linkTo() == null ? null : body.linkTo().caseId()));
            if (outcome == IntakeOutcome.ANSWERED) {
                events.add(new CaseAnsweredDirectly(
                        caseId,
                        answer,
                        body.directAnswer().by(),
                        body.directAnswer().unit(),
                        at));
            }
            if (outcome == IntakeOutcome.NOT_ACCEPTED) {
                events.add(new CaseNotAccepted(caseId, body.nonAcceptance().reason(), answer, at, null));
            }
            return events;
        }

        TimelineKind entryKind() {
            return switch (outcome) {
                case TO_DISPATCH -> null;
                case ANSWERED -> TimelineKind.ANSWERED;
                case NOT_ACCEPTED -> TimelineKind.NOT_ACCEPTED;
            };
        }

        Map<String, String> entryData() {
            var data = new HashMap<String, String>();
            if (outcome == IntakeOutcome.ANSWERED) {
                data.put("text", answer);
                data.put("by", body.directAnswer().by().name());
                if (body.directAnswer().unit() != null) {
                    data.put("unit", body.directAnswer().unit());
                }
            }
            if (outcome == IntakeOutcome.NOT_ACCEPTED) {
                data.put("reason", body.nonAcceptance().reason().name());
                data.put("told", answer);
            }
            return data;
        }
    }

    private Object[] values(Draft draft, String key, boolean withDuplicates) {
        Registration body = draft.body;
        List<CaseEvent> events = draft.events();
        var eventIds = new UUID[events.size()];
        var eventTypes = new String[events.size()];
        var payloads = new String[events.size()];
        for (int i = 0; i < events.size(); i++) {
            eventIds[i] = UuidV7.next();
            eventTypes[i] = EventCatalogue.typeOf(events.get(i).getClass());
            payloads[i] = outbox.payload(events.get(i));
        }
        String area = body.area() == null ? config.cityCode() : body.area();
        TimelineKind entryKind = draft.entryKind();
        var values = new ArrayList<Object>(BEFORE_DUPLICATES + 5);
        // 1-7
        values.add(draft.phone == null ? new Buffer[0] : contacts.indexes(draft.phone));
        values.add(draft.sealed == null ? null : draft.sealed.phoneIndex());
        values.add(draft.newCitizen);
        values.add(CaseNumber.prefix(area, draft.at));
        values.add(draft.caseId);
        values.add(contacts.queryCode(draft.caseId));
        values.add(draft.status.name());
        // 8-13
        values.add(caller.subject());
        values.add(route.current());
        values.add(key);
        values.add(idempotency.hash(body));
        values.add(draft.location());
        values.add(ETags.tag(0));
        // 14-25
        values.add(draft.outcome.name());
        values.add(body.channel());
        values.add(body.lineCode());
        values.add(body.type().name());
        values.add(body.urgency().name());
        values.add(draft.title);
        values.add(draft.text);
        values.add(body.category());
        values.add(body.area());
        values.add(draft.address);
        values.add(body.location() == null ? null : body.location().lat());
        values.add(body.location() == null ? null : body.location().lon());
        // 26-39
        values.add(body.anonymity().name());
        values.add(draft.phone != null);
        values.add(body.respondent() == null ? null : body.respondent().unit());
        values.add(draft.respondentName);
        values.add(body.upstream() == null ? null : body.upstream().platform());
        values.add(body.upstream() == null ? null : body.upstream().number());
        values.add(body.upstream() == null ? null : body.upstream().dueAt());
        values.add(body.call() == null ? null : body.call().callId());
        values.add(body.call() == null ? null : body.call().recordingRef());
        values.add(body.externalId());
        values.add(draft.at);
        values.add(draft.actor);
        values.add(draft.replyDueAt);
        values.add(draft.imported);
        // 40-45
        values.add(draft.sealed == null ? null : draft.sealed.keyId());
        values.add(draft.sealed == null ? null : draft.sealed.indexKey());
        values.add(draft.sealed == null ? null : draft.sealed.sealed());
        values.add(entryKind == null ? null : UuidV7.next());
        values.add(entryKind == null ? null : entryKind.name());
        values.add(entryKind == null ? null : Timeline.json(draft.entryData()));
        // 46-51
        values.add(Topics.CASE_EVENTS);
        values.add(draft.numberStandIn);
        values.add(Outbox.currentTrace());
        values.add(eventIds);
        values.add(eventTypes);
        values.add(payloads);
        // 52-54
        values.add(body.linkTo() == null ? null : UuidV7.next());
        values.add(body.linkTo() == null ? null : body.linkTo().caseId());
        values.add(draft.linkReason);
        if (withDuplicates) {
            values.addAll(duplicates.arguments(CaseLikeness.of(body.area(), draft.title, draft.text), draft.at));
        }
        return values.toArray();
    }

    private static String strip(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
