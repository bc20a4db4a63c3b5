package org.hotline12345.dispatch.masterdata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is filed, and what the rows of a file have said so far.
 *
 * @param <K> what an item is known by
 * @param <T> the items
 */
public final class ImportedRows<K, T> {
    /** A file that is wrong throughout, such as one of another kind, is not answered line by line. */
    static final int MOST_PROBLEMS = 100;

    private final CsvTable file;
    private final Map<K, T> stored;
    private final MasterDataStore.Codes codes;
    private final Set<String> codesInFile;
    private final Map<K, T> read = new LinkedHashMap<>();
    private final List<ImportProblem> problems = new ArrayList<>();
    private int more;

    ImportedRows(CsvTable file, Map<K, T> stored, MasterDataStore.Codes codes) {
        this.file = file;
        this.stored = stored;
        this.codes = codes;
        this.codesInFile = file.rows().stream().map(row -> row.text("code")).collect(Collectors.toSet());
    }

    /** The item as it was filed before; null for a new one. */
    public T before(K key) {
        return stored.get(key);
    }

    /** Whether the item is filed or stands in a row before. */
    public boolean has(K key) {
        return read.containsKey(key) || stored.containsKey(key);
    }

    /** The item as it will be; null if there is none. */
    public T now(K key) {
        return read.getOrDefault(key, stored.get(key));
    }

    /** Whether the code is filed or stands anywhere in the file. */
    public boolean knows(String code) {
        return codesInFile.contains(code) || stored.containsKey(code);
    }

    /** Codes of units, areas and categories that are filed. */
    public MasterDataStore.Codes codes() {
        return codes;
    }

    boolean add(K key, T item) {
        return read.put(key, item) == null;
    }

    void note(List<ImportProblem> found) {
        int fitting = Math.min(found.size(), MOST_PROBLEMS - problems.size());
        problems.addAll(found.subList(0, fitting));
        more += found.size() - fitting;
    }

    boolean fine() {
        return problems.isEmpty();
    }

    /** The items to be written: none if anything is wrong. */
    List<T> different() {
        if (!fine()) {
            return List.of();
        }
        var different = new ArrayList<T>();
        read.forEach((key, item) -> {
            if (!item.equals(stored.get(key))) {
                different.add(item);
            }
        });
        return different;
    }

    ImportReport report() {
        if (!fine()) {
            var shown = new ArrayList<>(problems);
            if (more > 0) {
                int line = problems.get(problems.size() - 1).line();
                shown.add(new ImportProblem(
                        line, null, "另有 " + more + " 处问题，未列出", more + " more problems are not listed"));
            }
            return ImportReport.refused(file.rows().size(), shown);
        }
        int created = (int)
                read.keySet().stream().filter(key -> !stored.containsKey(key)).count();
        int written = different().size();
        return new ImportReport(read.size(), created, written - created, read.size() - written, List.of());
    }
}
