package org.hotline12345.localstack.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.hotline12345.localstack.history.model.CasePlan;
import org.hotline12345.localstack.history.model.ImportReport;
import org.hotline12345.localstack.history.model.Notes;
import org.hotline12345.localstack.history.model.Profile;
import org.hotline12345.localstack.history.model.RowMapper;
import org.hotline12345.localstack.history.model.RowRefused;

/**
 * A whole file read and mapped.
 *
 * @param rows Data rows.
 * @param plans What is to happen, in the order of the file.
 * @param refused Rows that become no case.
 * @param notes What was changed on the way.
 */
record HistoryFile(int rows, List<CasePlan> plans, List<ImportReport.RefusedRow> refused, Notes notes) {

    /** Reads a file or the entry of an archive by its profile. */
    static HistoryFile read(Path file, Profile profile) throws IOException {
        try (InputStream in = open(file, profile)) {
            // what does not belong to the encoding must not become question marks in a citizen's words
            Reader reader = new InputStreamReader(
                    in,
                    profile.encoding()
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
            return map(reader, profile);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not encoded in " + profile.encoding(), e);
        }
    }

    private static InputStream open(Path file, Profile profile) throws IOException {
        if (!file.toString().toLowerCase().endsWith(".zip")) {
            return Files.newInputStream(file);
        }
        ZipInputStream zip = new ZipInputStream(Files.newInputStream(file));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String wanted = profile.zipEntry();
            if (!entry.isDirectory() && (wanted.isEmpty() || entry.getName().equals(wanted))) {
                return zip;
            }
        }
        zip.close();
        throw new IOException(file + " holds no file " + profile.zipEntry());
    }

    static HistoryFile map(Reader reader, Profile profile) throws IOException {
        List<CasePlan> plans = new ArrayList<>();
        List<ImportReport.RefusedRow> refused = new ArrayList<>();
        RowMapper mapper = new RowMapper(profile);
        int rows = 0;
        try (CsvReader csv = new CsvReader(reader, profile.separator())) {
            Set<String> missing = new TreeSet<>(profile.columns());
            missing.removeAll(csv.header());
            if (!missing.isEmpty()) {
                throw new IOException("the file has no column " + String.join(", ", missing) + "; it has "
                        + String.join(", ", csv.header()));
            }
            for (CsvReader.Entry entry = csv.next(); entry != null; entry = csv.next()) {
                rows++;
                try {
                    if (entry.malformed() != null) {
                        throw entry.malformed();
                    }
                    plans.add(mapper.map(entry.row()));
                } catch (RowRefused e) {
                    refused.add(new ImportReport.RefusedRow(entry.number(), e.code(), e.reason()));
                }
            }
        }
        return new HistoryFile(rows, plans, refused, mapper.notes());
    }
}
