package org.hotline12345.chassis.vocabulary;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.chassis.vocabulary.model.Section;
import org.hotline12345.chassis.vocabulary.model.Trial;
import org.hotline12345.chassis.vocabulary.model.VocabularyCheck;
import org.hotline12345.chassis.vocabulary.model.VocabularyText;

/**
 * Words and phrases by which rules of a service read texts: data of the office, with versions. A service declares each as a bean. The
 * version in force is held in memory, so that asking for it costs nothing; {@link VocabulariesInForce} follows what others change.
 *
 * @param <T> what the rules read with
 */
public abstract class Vocabulary<T> {
    /** The version that is shipped. */
    public static final int SHIPPED = 0;

    private final String id;
    private final Text name;
    private final List<Section> sections;
    private final String shipped;
    private volatile Held<T> held;

    protected Vocabulary(String id, Text name, List<Section> sections, String shipped) {
        this.id = id;
        this.name = name;
        this.sections = List.copyOf(sections);
        this.shipped = shipped;
    }

    /** Its stable name in addresses. */
    public final String id() {
        return id;
    }

    public final Text name() {
        return name;
    }

    public final List<Section> sections() {
        return sections;
    }

    /** The document of version 0. */
    public final String shipped() {
        return shipped;
    }

    /** What the rules read with. */
    public final T inForce() {
        return held().byVersion().get(held().version());
    }

    /** What the rules have ever read with, as far as it can be read still, for who looks for what an earlier version left behind. */
    public final Collection<T> everInForce() {
        return held().byVersion().values();
    }

    final int version() {
        return held().version();
    }

    /** Whether no word may stand in two sections, because they say opposite things of it. */
    protected boolean onceOnly() {
        return false;
    }

    /**
     * Makes of the lines what the rules read with.
     *
     * @throws IllegalArgumentException if the lines cannot be read; not for a document without {@link #flaws}
     */
    protected abstract T compile(Map<String, List<String>> sections, int version);

    /**
     * Compares what two versions make of the most recent texts. Nothing is stored.
     *
     * @param hiddenFrom cases that accuse one of these units are left out
     */
    protected abstract Uni<Trial> compare(T inForce, T tried, int most, List<String> hiddenFrom);

    /** What is wrong with a document. Takes a moment: expressions are tried out. */
    final List<Violation> flaws(String document) {
        return VocabularyCheck.of(sections, onceOnly(), VocabularyText.parse(document));
    }

    /** Reads a document; a section that a later release has added is as it was shipped. */
    final T read(String document, int version) {
        var lines = VocabularyText.parse(shipped).sections();
        lines.putAll(VocabularyText.parse(document).sections());
        return compile(lines, version);
    }

    /**
     * Takes over what is in force and what was. An earlier version that this release cannot read is left out: what it left behind is not
     * found any more, but nothing waits for it.
     *
     * @return earlier versions that cannot be read, and were not known to be
     * @throws IllegalArgumentException if the version in force cannot be read
     */
    final Set<Integer> take(int version, Map<Integer, String> documents) {
        Held<T> before = held();
        Map<Integer, T> byVersion = new TreeMap<>(before.byVersion());
        if (documents.containsKey(version)) {
            byVersion.computeIfAbsent(version, key -> read(documents.get(key), key));
        }
        Set<Integer> unreadable = new TreeSet<>(before.unreadable());
        documents.forEach((number, document) -> {
            if (!byVersion.containsKey(number) && !unreadable.contains(number)) {
                try {
                    byVersion.put(number, read(document, number));
                } catch (IllegalArgumentException wrong) {
                    unreadable.add(number);
                }
            }
        });
        held = new Held<>(version, byVersion, unreadable);
        Set<Integer> found = new TreeSet<>(unreadable);
        found.removeAll(before.unreadable());
        return found;
    }

    private Held<T> held() {
        Held<T> now = held;
        if (now == null) {
            now = new Held<>(SHIPPED, Map.of(SHIPPED, read(shipped, SHIPPED)), Set.of());
            held = now;
        }
        return now;
    }

    private record Held<T>(int version, Map<Integer, T> byVersion, Set<Integer> unreadable) {}
}
