package org.hotline12345.intake.lookup;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.http.Cursor;
import org.hotline12345.chassis.http.Language;
import org.hotline12345.chassis.http.Page;
import org.hotline12345.chassis.http.PageRequest;
import org.hotline12345.chassis.http.Problem;
import org.hotline12345.chassis.reference.AreaInfo;
import org.hotline12345.chassis.reference.CategoryInfo;
import org.hotline12345.chassis.reference.OfficeCopy;
import org.hotline12345.intake.accesslog.AccessLog;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.contact.model.PhoneNumber;
import org.hotline12345.intake.lookup.model.SearchText;

/** Finds cases: by what is known of them, by words, by the caller's telephone. */
@ApplicationScoped
public class FindCases {
    private static final int MOST_OF_A_CALLER = 100;

    private static final String BY_PHONE = """
            select %s
            from citizen z
            join hotline_case c on c.citizen_ref = z.citizen_ref
            left join case_state s on s.case_id = c.case_id
            where z.phone_index = any($1::bytea[])
            order by c.registered_at desc, c.case_id desc
            limit %d
            """.formatted(CaseSummary.COLUMNS, MOST_OF_A_CALLER);

    private final Pool pool;
    private final Transactions transactions;
    private final AccessLog log;
    private final Contacts contacts;
    private final OfficeCopy office;

    public FindCases(Pool pool, Transactions transactions, AccessLog log, Contacts contacts, OfficeCopy office) {
        this.pool = pool;
        this.transactions = transactions;
        this.log = log;
        this.contacts = contacts;
        this.office = office;
    }

    /**
     * What is asked for; null fields do not matter.
     *
     * @param number Case number.
     * @param externalId Number in the posting system.
     * @param area Area, with those in it.
     * @param category Category, with those below it.
     * @param type Nature.
     * @param status Status.
     * @param from Registered at this moment or later.
     * @param to Registered before this moment.
     * @param q Words, all of which stand in title, text or address.
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
            String q) {}

    /** Cases, the latest registered first. */
    public Uni<Page<CaseSummary>> find(Query query, PageRequest page, Language language) {
        List<String> words = query.q() == null ? List.of() : SearchText.words(query.q());
        if (words.stream().anyMatch(word -> word.codePointCount(0, word.length()) < SearchText.SHORTEST)) {
            throw Problem.invalid("q", "violation.intake.word-too-short", SearchText.SHORTEST);
        }
        // the table whose index gives both the filter and the order
        boolean indexed = !words.isEmpty() || query.area() != null || query.category() != null;
        String lead = indexed ? "x" : query.status() != null ? "s" : "c";
        var where = new Where();
        where.add("c.case_number = $?", (Object) query.number());
        where.add("c.external_id = $?", (Object) query.externalId());
        where.add("x.area = any($?::text[])", (Object) (query.area() == null ? null : areasWithin(query.area())));
        where.add("x.category = any($?::text[])", (Object)
                (query.category() == null ? null : categoriesWithin(query.category())));
        where.add("c.type = $?", (Object) query.type());
        where.add("s.status = $?", (Object) query.status());
        where.add(lead + ".registered_at >= $?::timestamptz", (Object) query.from());
        where.add(lead + ".registered_at < $?::timestamptz", (Object) query.to());
        if (!words.isEmpty()) {
            where.add(
                    "x.grams @> $?::integer[]",
                    words.stream()
                            .flatMapToInt(word -> java.util.Arrays.stream(SearchText.grams(word)))
                            .distinct()
                            .toArray());
            words.forEach(word -> where.add("x.folded like $?", SearchText.pattern(word)));
        }
        Cursor after = page.cursor();
        if (after != null) {
            where.add(
                    "(" + lead + ".registered_at, " + lead + ".case_id) < ($?::timestamptz, $?::uuid)",
                    after.time(0),
                    after.uuid(1));
        }
        String sql = "select " + CaseSummary.COLUMNS + "\nfrom hotline_case c\n"
                + (query.status() == null ? "left " : "") + "join case_state s on s.case_id = c.case_id\n"
                + (indexed ? "join case_search x on x.case_id = c.case_id\n" : "")
                + where
                + "order by " + lead + ".registered_at desc, " + lead + ".case_id desc\nlimit " + (page.limit() + 1);
        return Sql.on(pool)
                .select(sql, where.values())
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(
                                row.getOffsetDateTime("registered_at").toInstant(), row.getUUID("case_id")),
                        row -> CaseSummary.of(row, language)));
    }

    /** The latest cases of a caller; the look is logged in the same transaction. */
    public Uni<Page<CaseSummary>> ofCaller(PhoneNumber phone, String purpose, Language language) {
        return transactions.inTransaction(session -> Sql.on(session)
                .select(BY_PHONE, (Object) contacts.indexes(phone))
                .chain(rows -> log.add(
                                session, AccessLog.Action.PHONE_SEARCH, null, citizen(rows), purpose, rows.size())
                        .replaceWith(() -> new Page<>(
                                rows.stream()
                                        .map(row -> CaseSummary.of(row, language))
                                        .toList(),
                                null))));
    }

    /** A text to be found by its words. */
    public record Searchable(
            UUID caseId,
            Instant registeredAt,
            String area,
            String category,
            String title,
            String text,
            String address) {}

    /** Makes texts findable; called when the case comes back in its stream, so that registering need not wait for it. */
    public Uni<Void> index(Mutiny.Session session, List<Searchable> cases) {
        int size = cases.size();
        if (size == 0) {
            return Uni.createFrom().voidItem();
        }
        var ids = new UUID[size];
        var times = new Instant[size];
        var areas = new String[size];
        var categories = new String[size];
        var folded = new String[size];
        var grams = new String[size];
        for (int i = 0; i < size; i++) {
            Searchable each = cases.get(i);
            ids[i] = each.caseId();
            times[i] = each.registeredAt();
            areas[i] = each.area();
            categories[i] = each.category();
            folded[i] = SearchText.fold(each.title(), each.text(), each.address());
            grams[i] = literal(SearchText.grams(folded[i]));
        }
        return Sql.on(session)
                .update("""
                        insert into case_search (case_id, registered_at, area, category, folded, grams)
                        select case_id, registered_at, area, category, folded, grams::integer[]
                        from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[])
                          as t (case_id, registered_at, area, category, folded, grams)
                        on conflict do nothing
                        """, ids, times, areas, categories, folded, grams)
                .replaceWithVoid();
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

    private static String literal(int[] numbers) {
        var out = new StringBuilder(numbers.length * 11 + 2).append('{');
        for (int i = 0; i < numbers.length; i++) {
            out.append(i == 0 ? "" : ",").append(numbers[i]);
        }
        return out.append('}').toString();
    }

    /** Conditions with their values, numbered as they come. */
    private static final class Where {
        private final StringBuilder text = new StringBuilder();
        private final List<Object> values = new ArrayList<>();

        /** Adds a condition unless its first value is null. */
        void add(String condition, Object... given) {
            if (given[0] == null) {
                return;
            }
            String numbered = condition;
            for (Object value : given) {
                values.add(value);
                numbered = numbered.replaceFirst("\\$\\?", "\\$" + values.size());
            }
            text.append(text.isEmpty() ? "where " : "  and ").append(numbered).append('\n');
        }

        Object[] values() {
            return values.toArray();
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
