package org.hotline12345.intake.lookup;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.SqlBuilder;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.office.AreaInfo;
import org.hotline12345.chassis.office.CategoryInfo;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.Topics;
import org.hotline12345.intake.accesslog.AccessLog;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.contact.model.PhoneNumber;
import org.hotline12345.intake.lookup.model.SearchText;

/** Finds cases: by what is known of them, by words, by the caller's telephone. */
@ApplicationScoped
public class FindCases {
    private static final int MOST_OF_A_CALLER = 100;
    /** So many of the latest cases are looked through for words before the index of pairs is asked. */
    private static final int LATEST_LOOKED_THROUGH = 2_000;

    private static final int FEWEST_OF_A_CODE = 100;

    private static final String FOUND = """
            join hotline_case c on c.case_id = found.case_id
            left join case_state s on s.case_id = c.case_id
            order by found.registered_at desc, found.case_id desc
            """;

    private static final String BY_PHONE =
            """
            select %s
            from citizen z
            join hotline_case c on c.citizen_ref = z.citizen_ref
            left join case_state s on s.case_id = c.case_id
            where z.phone_index = any($1::bytea[])
              and %s
            order by c.registered_at desc, c.case_id desc
            limit %d
            """.formatted(CaseSummary.COLUMNS, HiddenCases.seen("c.case_id", "$2"), MOST_OF_A_CALLER);

    private static final int UNDELIVERED_AT_ONCE = 500;

    private static final String UNDELIVERED = """
            select c.case_id, c.registered_at, c.area, c.category, c.type, c.title, c.text, c.address
            from (
              select event.key::uuid as case_id
              from outbox
              cross join lateral unnest(topics, types, keys) as event (topic, type, key)
              where event.topic = $1
                and event.type = $2
                and recorded_at < now() - interval '2 seconds'
              order by id
              limit 20000) waiting
            join hotline_case c on c.case_id = waiting.case_id
            where not exists (select from case_search x where x.case_id = waiting.case_id)
            limit $3
            """;

    private static final Table<Searchable> TEXTS = new Table<Searchable>("case_search")
            .uuid("case_id", Searchable::caseId)
            .key()
            .time("registered_at", Searchable::registeredAt)
            .text("area", Searchable::area)
            .text("category", Searchable::category)
            .text("type", Searchable::type)
            .text("folded", Searchable::folded)
            .fromText(
                    "grams",
                    "integer[]",
                    text -> Arrays.stream(SearchText.grams(text.folded()))
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining(",", "{", "}")));

    private final Pool pool;
    private final Transactions transactions;
    private final AccessLog log;
    private final Contacts contacts;
    private final OfficeCopy office;
    private final Caller caller;

    public FindCases(
            Pool pool, Transactions transactions, AccessLog log, Contacts contacts, OfficeCopy office, Caller caller) {
        this.pool = pool;
        this.transactions = transactions;
        this.log = log;
        this.contacts = contacts;
        this.office = office;
        this.caller = caller;
    }

    /**
     * What is asked for; null fields do not matter.
     *
     * @param number Case number.
     * @param externalId Number in the posting system.
     * @param area Area, with those in it.
     * @param category Category, with those below it.
     * @param type Nature.
     * @param from Registered at this moment or later.
     * @param to Registered before this moment.
     * @param q Words, all of which stand in title, text or address.
     * @param registeredBy Subject of the person who registered it.
     */
    public record Query(
            String number,
            String externalId,
            String area,
            String category,
            String type,
            String status,
            Instant from,
            Instant to,
            String q,
            String registeredBy) {}

    /**
     * Cases, the latest registered first. What is asked for is read in that order from an index that begins with it, so that a
     * page costs the same at any number of cases. Words are looked for among the latest cases first: a word that many cases
     * have is found there; only one that few have is looked up in the index of pairs.
     */
    public Uni<Page<CaseSummary>> find(Query query, PageRequest page, Language language) {
        List<String> words = query.q() == null ? List.of() : SearchText.words(query.q());
        if (words.stream().anyMatch(word -> word.codePointCount(0, word.length()) < SearchText.SHORTEST)) {
            throw Problem.invalid("q", "violation.intake.word-too-short", SearchText.SHORTEST);
        }
        boolean one = query.number() != null || query.externalId() != null;
        Uni<List<Row>> found;
        if (!words.isEmpty() && !one) {
            found = run(latest(query, words, page))
                    .chain(rows ->
                            rows.size() > page.limit() ? Uni.createFrom().item(rows) : run(all(query, words, page)));
        } else if (!one && (query.area() != null || query.category() != null || query.type() != null)) {
            found = run(latest(query, List.of(), page));
        } else {
            found = run(cases(query, words, page));
        }
        return found.map(rows -> Page.of(
                rows,
                page.limit(),
                row -> Cursor.encode(row.getOffsetDateTime("registered_at").toInstant(), row.getUUID("case_id")),
                CaseSummary.in(language)));
    }

    private Uni<List<Row>> run(SqlBuilder statement) {
        return statement.select(Sql.on(pool));
    }

    /** By number or status, or all. */
    private SqlBuilder cases(Query query, List<String> words, PageRequest page) {
        // the table whose index gives both the filter and the order
        String lead = query.status() != null ? "s" : "c";
        boolean searched = !words.isEmpty() || query.area() != null || query.category() != null;
        var statement = new SqlBuilder();
        statement.add("select " + CaseSummary.COLUMNS + "\nfrom hotline_case c\n"
                + (query.status() == null ? "left " : "") + "join case_state s on s.case_id = c.case_id\n"
                + (searched ? "join case_search x on x.case_id = c.case_id\n" : "") + "where true\n");
        statement.and("c.case_number = $?", query.number());
        statement.and("c.external_id = $?", query.externalId());
        statement.and("c.type = $?", query.type());
        statement.and("s.status = $?", query.status());
        statement.and("c.registered_by = $?", query.registeredBy());
        if (searched) {
            places(statement, query, "x");
            words(statement, words, "x");
        }
        moments(statement, query, page, lead);
        seen(statement, lead);
        statement.add(order(lead, page.limit() + 1));
        return statement;
    }

    /** The latest with the area, the category or the nature; with words: of a bounded number of the latest. */
    private SqlBuilder latest(Query query, List<String> words, PageRequest page) {
        String column = query.area() != null ? "area" : query.category() != null ? "category" : "type";
        String[] codes = query.area() != null
                ? areasWithin(query.area())
                : query.category() != null ? categoriesWithin(query.category()) : new String[] {query.type()};
        boolean any = codes[0] == null;
        int most =
                words.isEmpty() ? page.limit() + 1 : Math.max(FEWEST_OF_A_CODE, LATEST_LOOKED_THROUGH / codes.length);
        var statement = new SqlBuilder();
        statement.add("select " + CaseSummary.COLUMNS + "\nfrom (\n  select near.case_id, near.registered_at\n");
        if (any) {
            statement.add("  from (\n");
        } else {
            statement.add("  from unnest($?::text[]) as own (code)\n  cross join lateral (\n", (Object) codes);
        }
        statement.add("    select x.*\n    from case_search x\n    where "
                + (any ? "true" : "x." + column + " = own.code") + "\n");
        if (words.isEmpty()) {
            conditions(statement, query, words, "x");
        }
        moments(statement, query, page, "x");
        statement.add(order("x", most) + ") near\n  where true\n");
        if (!words.isEmpty()) {
            conditions(statement, query, words, "near");
        }
        statement.add(order("near", page.limit() + 1) + ") found\n" + FOUND);
        return statement;
    }

    /** All with the words. */
    private SqlBuilder all(Query query, List<String> words, PageRequest page) {
        var statement = new SqlBuilder();
        statement.add(
                "with found as materialized (\n  select x.case_id, x.registered_at\n  from case_search x\n  where true\n");
        statement.and("x.grams @> $?::integer[]", (Object) words.stream()
                .flatMapToInt(word -> Arrays.stream(SearchText.grams(word)))
                .distinct()
                .toArray());
        conditions(statement, query, words, "x");
        moments(statement, query, page, "x");
        statement.add("),\nlatest as (\n  select *\n  from found\n" + order("found", page.limit() + 1) + ")\nselect "
                + CaseSummary.COLUMNS + "\nfrom latest found\n" + FOUND);
        return statement;
    }

    private void conditions(SqlBuilder statement, Query query, List<String> words, String alias) {
        places(statement, query, alias);
        statement.and(alias + ".type = $?", query.type());
        statement.and(
                "exists (select from case_state s where s.case_id = " + alias + ".case_id and s.status = $?)",
                query.status());
        statement.and(
                "exists (select from hotline_case o where o.case_id = " + alias + ".case_id and o.registered_by = $?)",
                query.registeredBy());
        words(statement, words, alias);
        seen(statement, alias);
    }

    /** Leaves out what is hidden from the caller. */
    private void seen(SqlBuilder statement, String alias) {
        var units = caller.unitAndAbove();
        statement.and(HiddenCases.notHidden(alias + ".case_id", "$?"), units.isEmpty() ? null : units);
    }

    private void places(SqlBuilder statement, Query query, String alias) {
        statement.and(
                alias + ".area = any($?::text[])", query.area() == null ? null : (Object) areasWithin(query.area()));
        statement.and(
                alias + ".category = any($?::text[])",
                query.category() == null ? null : (Object) categoriesWithin(query.category()));
    }

    private static void words(SqlBuilder statement, List<String> words, String alias) {
        words.forEach(word -> statement.and(alias + ".folded like $?", SearchText.pattern(word)));
    }

    private static void moments(SqlBuilder statement, Query query, PageRequest page, String lead) {
        statement.and(lead + ".registered_at >= $?::timestamptz", query.from());
        statement.and(lead + ".registered_at < $?::timestamptz", query.to());
        Cursor after = page.cursor();
        if (after != null) {
            statement.and(
                    "(" + lead + ".registered_at, " + lead + ".case_id) < ($?::timestamptz, $?::uuid)",
                    after.time(0),
                    after.uuid(1));
        }
    }

    private static String order(String lead, int limit) {
        return "order by " + lead + ".registered_at desc, " + lead + ".case_id desc\nlimit " + limit + "\n";
    }

    /** The latest cases of a caller; the look is logged in the same transaction. */
    public Uni<Page<CaseSummary>> ofCaller(PhoneNumber phone, String purpose, Language language) {
        return transactions.inTransaction(session -> Sql.on(session)
                .select(BY_PHONE, contacts.indexes(phone), caller.unitAndAbove())
                .invoke(rows ->
                        log.add(session, AccessLog.Action.PHONE_SEARCH, null, citizen(rows), purpose, rows.size()))
                .map(rows ->
                        new Page<>(rows.stream().map(CaseSummary.in(language)).toList(), null)));
    }

    /** A text to be found by its words. */
    public record Searchable(
            UUID caseId, Instant registeredAt, String area, String category, String type, String folded) {
        public static Searchable of(CaseRegistered event) {
            return new Searchable(
                    event.caseId(),
                    event.registeredAt(),
                    event.area(),
                    event.category(),
                    event.type().name(),
                    SearchText.fold(event.title(), event.text(), event.address()));
        }

        /** Of a row of hotline_case whose title and places were corrected. */
        public static Searchable corrected(Row row, String title, String area, String category) {
            return new Searchable(
                    row.getUUID("case_id"),
                    Rows.instant(row, "registered_at"),
                    area,
                    category,
                    row.getString("type"),
                    SearchText.fold(title, row.getString("text"), row.getString("address")));
        }

        public static Searchable of(Row row) {
            return new Searchable(
                    row.getUUID("case_id"),
                    Rows.instant(row, "registered_at"),
                    row.getString("area"),
                    row.getString("category"),
                    row.getString("type"),
                    SearchText.fold(row.getString("title"), row.getString("text"), row.getString("address")));
        }
    }

    /** The case is found by what it says now. */
    public void correct(Writes writes, Searchable corrected) {
        writes.upsert(TEXTS, List.of(corrected));
    }

    /** Makes texts findable; called when the case comes back in its stream, so that registering need not wait for it. */
    public void index(Writes writes, List<Searchable> cases) {
        writes.insertMissing(TEXTS, cases);
    }

    /** Some cases that cannot be found yet, for their events wait in the outbox: rows of hotline_case. */
    public Uni<List<Row>> undelivered(Mutiny.Session session) {
        return Sql.on(session)
                .select(
                        UNDELIVERED,
                        Topics.CASE_EVENTS,
                        EventCatalogue.typeOf(CaseRegistered.class),
                        UNDELIVERED_AT_ONCE);
    }

    /** Whether the database splits Chinese words into trigrams. */
    Uni<Boolean> areChineseLettersKnown() {
        return Sql.on(pool)
                .first("select cardinality(show_trgm('停水')) > 0 as known")
                .map(row -> row.getBoolean("known"));
    }

    private String[] areasWithin(String area) {
        List<String> codes = new ArrayList<>(office.areas().stream()
                .map(AreaInfo::code)
                .filter(code -> office.isAreaWithin(code, area))
                .toList());
        if (!codes.contains(area)) {
            codes.add(area);
        }
        return codes.toArray(String[]::new);
    }

    private String[] categoriesWithin(String category) {
        List<String> codes = new ArrayList<>(office.categories().stream()
                .map(CategoryInfo::code)
                .filter(code -> office.categoryAncestors(code).contains(category))
                .toList());
        codes.add(category);
        return codes.toArray(String[]::new);
    }

    private static UUID citizen(List<Row> rows) {
        return rows.isEmpty() ? null : rows.get(0).getUUID("citizen_ref");
    }
}
