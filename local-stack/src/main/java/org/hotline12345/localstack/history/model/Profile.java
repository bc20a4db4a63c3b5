package org.hotline12345.localstack.history.model;

import java.nio.charset.Charset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the rows of one kind of file become cases. Written as YAML; see {@code profiles/README.md}.
 *
 * @param name Short name; part of the keys, so a changed name imports everything again.
 * @param title For people.
 * @param encoding Encoding of the file.
 * @param separator Between values.
 * @param zipEntry Name of the file inside an archive; null: the only one.
 * @param key Makes the row's own number, unique in the file; becomes {@code externalId} behind the profile's name.
 * @param sameMessage Columns that together tell a row that stands twice; empty: only the key does.
 * @param refusals Rules that refuse rows, in this order.
 * @param fields Fields of {@code POST /cases} by name; a dot leads into an object.
 * @param occurredAt When the case came in.
 * @param replyDueAt Deadline set by the source. May be null.
 * @param actor Who registered it.
 * @param setup What the office must know before the first row.
 * @param triage Rules that decide cases left in triage; the first that holds.
 * @param handling How the unit handled it.
 * @param compare A flag of the source that the suite's own is compared with afterwards. May be null.
 * @param reads Columns that any of these read.
 */
public record Profile(
        String name,
        Text title,
        Charset encoding,
        char separator,
        String zipEntry,
        Value key,
        List<String> sameMessage,
        List<Refusal> refusals,
        Map<String, Value> fields,
        Moment occurredAt,
        Moment replyDueAt,
        Value actor,
        Setup setup,
        List<TriageRule> triage,
        Handling handling,
        Compare compare,
        Set<String> reads) {
    public Profile {
        sameMessage = List.copyOf(sameMessage);
        refusals = List.copyOf(refusals);
        fields = Map.copyOf(fields);
        triage = List.copyOf(triage);
        reads = Set.copyOf(reads);
        if (compare != null) {
            if (reads.contains(compare.column())) {
                throw new IllegalArgumentException("the profile reads column \"" + compare.column()
                        + "\", with which its result is to be compared");
            }
        }
    }

    /**
     * Refuses a row.
     *
     * @param when When it holds.
     * @param code Short name, for counting.
     * @param reason For people.
     */
    public record Refusal(Condition when, String code, Text reason) {}

    /**
     * Decides a case left in triage.
     *
     * @param when When it holds.
     * @param unit Code of the lead unit.
     * @param category Category code; null: as it is.
     */
    public record TriageRule(Condition when, Value unit, Value category) {}

    /**
     * Master data that the profile brings along; bodies as the interfaces take them.
     *
     * @param catalogue Entries of the dispatch catalogue.
     */
    public record Setup(
            List<Map<String, Object>> units,
            List<Map<String, Object>> categories,
            List<Map<String, Object>> catalogue) {
        public Setup {
            units = List.copyOf(units);
            categories = List.copyOf(categories);
            catalogue = List.copyOf(catalogue);
        }
    }

    /**
     * How the unit handled the case. {@code {unit}} in the names stands for the lead unit's code.
     *
     * @param signer Who signed it, at the time of dispatch; the sources know no other time.
     * @param signAlways Whether cases without a reply count as signed too.
     * @param repliedWhen Whether the row has a reply.
     * @param repliedAt When it was issued.
     * @param disposition What it came to.
     * @param text The reply.
     * @param author Who wrote it.
     * @param approver Who signed it off; another than the author.
     */
    public record Handling(
            String signer,
            boolean signAlways,
            Condition repliedWhen,
            Moment repliedAt,
            Value disposition,
            Value text,
            String author,
            String reviewer,
            String approver) {}

    /**
     * The comparison afterwards.
     *
     * @param column The source's flag; nothing else of the profile may read it.
     * @param inTime Its value for in time.
     * @param late Its value for late.
     */
    public record Compare(String column, String inTime, String late) {}

    /** Columns the file must have. */
    public Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>(reads);
        if (compare != null) {
            columns.add(compare.column());
        }
        return columns;
    }
}
