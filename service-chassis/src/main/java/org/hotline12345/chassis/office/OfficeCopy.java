package org.hotline12345.chassis.office;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.StartWork;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.chassis.office.model.UnitNames;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.AreaChanged;
import org.hotline12345.events.CalendarChanged;
import org.hotline12345.events.CategoryChanged;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.OfficeEvent;
import org.hotline12345.events.PolicyActivated;
import org.hotline12345.events.Respondent;
import org.hotline12345.events.UnitChanged;
import org.jboss.logging.Logger;

/**
 * What this service knows of units, categories, areas, calendar and policy: a snapshot in memory of its own tables, which
 * follow the office events. A change counts from its date on. Reads never wait.
 */
@ApplicationScoped
public class OfficeCopy {
    private static final Logger LOG = Logger.getLogger(OfficeCopy.class);
    private static final Set<Class<? extends OfficeEvent>> KEPT = Set.of(
            UnitChanged.class, CategoryChanged.class, AreaChanged.class, CalendarChanged.class, PolicyActivated.class);

    private static final String UPSERT = """
            with bumped as (
              update office_copy_state
              set revision = revision + 1
              returning revision)
            insert into office_copy as old (type, key, valid_from, payload, revision)
            select type, key, valid_from, payload, (select revision from bumped)
            from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[])
              as new (type, key, valid_from, payload)
            on conflict (type, key, valid_from) do update
            set payload = excluded.payload,
                revision = excluded.revision
            """;

    /** Without news for so long the first filling is over. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final Pool pool;
    private final EventJson json;
    private final Transactions transactions;
    private final Clock clock;
    private volatile OfficeSnapshot snapshot = OfficeSnapshot.EMPTY;
    private volatile Names names;
    private volatile Instant lastFilled;
    private volatile boolean settled;

    public OfficeCopy(Pool pool, EventJson json, Transactions transactions, Clock clock) {
        this.pool = pool;
        this.json = json;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What units are called in a snapshot: made when somebody asks. */
    private record Names(long sequence, UnitNames units) {}

    /** The unit as it is now. */
    public Optional<UnitInfo> unit(String code) {
        return code == null
                ? Optional.empty()
                : Optional.ofNullable(current().units().get(code));
    }

    /** All units as they are now, inactive ones too. */
    public Collection<UnitInfo> units() {
        return current().units().values();
    }

    /** The units that are accused: that of the code, or all that the name may mean; of nobody none. */
    public Set<String> accused(Respondent respondent) {
        if (respondent == null) {
            return Set.of();
        }
        return respondent.unit() != null ? Set.of(respondent.unit()) : names().meant(respondent.name());
    }

    private UnitNames names() {
        OfficeSnapshot of = current();
        Names known = names;
        if (known == null || known.sequence() != of.sequence()) {
            known = new Names(of.sequence(), of.unitNames());
            names = known;
        }
        return known.units();
    }

    /** Whether the unit is the other one or stands anywhere below it. */
    public boolean isWithin(String unit, String ancestor) {
        return current().unitIsWithin(unit, ancestor);
    }

    /** The unit and everything below it, by code. */
    public Set<String> withSubordinates(String unit) {
        return current().withSubordinates(unit);
    }

    /** The units directly below it, by code. */
    public List<String> directlyBelow(String unit) {
        return units().stream()
                .filter(info -> unit.equals(info.parent()))
                .map(UnitInfo::code)
                .toList();
    }

    /** The unit, then those above it, the nearest first; without a unit none. */
    public List<String> withThoseAbove(String unit) {
        return List.copyOf(current().withThoseAbove(unit));
    }

    /** The category as it is now. */
    public Optional<CategoryInfo> category(String code) {
        return code == null
                ? Optional.empty()
                : Optional.ofNullable(current().categories().get(code));
    }

    /** All categories as they are now, inactive ones too. */
    public Collection<CategoryInfo> categories() {
        return current().categories().values();
    }

    /** Codes of the categories above, the nearest first. */
    public List<String> categoryAncestors(String code) {
        return current().categoryAncestors(code);
    }

    /** The area as it is now. */
    public Optional<AreaInfo> area(String code) {
        return code == null
                ? Optional.empty()
                : Optional.ofNullable(current().areas().get(code));
    }

    /** All areas as they are now, inactive ones too. */
    public Collection<AreaInfo> areas() {
        return current().areas().values();
    }

    /** Whether the area is the other one or lies in it. */
    public boolean isAreaWithin(String area, String container) {
        return current().areaIsWithin(area, container);
    }

    /** The working-day calendar. */
    public WorkCalendarData calendar() {
        return current().calendar();
    }

    /** The policy in force; null before any was activated. */
    public PolicyInfo policy() {
        return current().policy();
    }

    /**
     * Whether the copy holds what the owners told so far. False on a new installation while the first units, categories and
     * areas still come in: then a code that is not known may be known a moment later.
     */
    public boolean settled() {
        if (!settled) {
            Instant filled = lastFilled;
            settled = filled != null && filled.plus(SETTLING).isBefore(clock.instant());
        }
        return settled;
    }

    /** Grows whenever the snapshot changes; for caches made of it. */
    public long revision() {
        return current().sequence();
    }

    /**
     * Takes the state told by an office event, for the service that owns it and needs it before the event comes back. The
     * snapshot follows after the commit.
     */
    public Uni<Void> put(Mutiny.Session session, Collection<? extends OfficeEvent> events) {
        record Key(String type, String key, Instant validFrom) {}
        var rows = new LinkedHashMap<Key, String>();
        for (OfficeEvent event : events) {
            if (KEPT.contains(event.getClass())) {
                var key =
                        new Key(EventCatalogue.typeOf(event.getClass()), event.key(), OfficeSnapshot.validFrom(event));
                rows.put(key, write(event));
            }
        }
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var types = new ArrayList<String>();
        var keys = new ArrayList<String>();
        var from = new ArrayList<OffsetDateTime>();
        rows.keySet().forEach(key -> {
            types.add(key.type());
            keys.add(key.key());
            from.add(ShanghaiTime.of(key.validFrom()));
        });
        return Sql.on(session)
                .update(UPSERT, types, keys, from, rows.values())
                .invoke(() -> transactions.afterCommit(
                        session,
                        () -> refresh()
                                .subscribe()
                                .with(ignored -> {}, e -> LOG.warn("The copy of office data is not refreshed yet", e))))
                .replaceWithVoid();
    }

    /** The event types kept here. */
    static Set<Class<? extends OfficeEvent>> kept() {
        return KEPT;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        StartWork.finish("the copy of units, categories and areas", this::refresh);
        settled = lastFilled != null;
    }

    /** Follows changes made through another instance of the service. */
    @Scheduled(
            every = "2s",
            delayed = "2s",
            identity = "office-copy",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> follow() {
        return StartWork.again("the copy of units, categories and areas", this::refresh);
    }

    private Uni<Void> refresh() {
        return Sql.on(pool)
                .first("select revision from office_copy_state")
                .chain(row -> row.getLong("revision") == snapshot.storedRevision()
                        ? Uni.createFrom().voidItem()
                        : load(row.getLong("revision")));
    }

    private Uni<Void> load(long revision) {
        return Sql.on(pool)
                .select("""
                        select type, payload
                        from office_copy
                        order by valid_from, revision
                        """)
                .invoke(rows -> {
                    var events = rows.stream().map(this::read).toList();
                    OfficeSnapshot told = OfficeSnapshot.of(events, clock.instant(), revision);
                    snapshot = told;
                    lastFilled = told.units().isEmpty() || told.categories().isEmpty() ? null : clock.instant();
                })
                .replaceWithVoid();
    }

    private OfficeSnapshot current() {
        OfficeSnapshot now = snapshot;
        if (now.isOutdated(clock.instant())) {
            now = now.at(clock.instant());
            snapshot = now;
        }
        return now;
    }

    private OfficeEvent read(Row row) {
        try {
            return (OfficeEvent) json.read(
                    row.getString("payload"),
                    EventCatalogue.classOf(row.getString("type")).orElseThrow());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String write(OfficeEvent event) {
        try {
            return json.write(event);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
