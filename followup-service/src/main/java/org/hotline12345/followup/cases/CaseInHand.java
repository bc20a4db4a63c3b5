package org.hotline12345.followup.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.followup.cases.model.Callback;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.cases.model.Supervision;

/** A case that a command decides on, and what becomes of it. */
public final class CaseInHand {
    private final Cases.By by;
    private final UUID asked;
    private final CaseFile file;
    private final Long number;
    private final Office office;
    private final List<Consumer<Writes>> others = new ArrayList<>(1);

    /**
     * @param asked what the case was asked for by
     * @param file null if there is no such case
     * @param number for what is opened, where the case was asked for to open it. May be null.
     */
    CaseInHand(Cases.By by, UUID asked, CaseFile file, Long number, Office office) {
        this.by = by;
        this.asked = asked;
        this.file = file;
        this.number = number;
        this.office = office;
    }

    boolean isFound() {
        return file != null;
    }

    /** The case; 404 if there is none. */
    public CaseFile file() {
        if (file == null) {
            throw by.missing(asked);
        }
        return file;
    }

    /** The callback that it was asked for by; 404 if there is none. */
    public Callback callback() {
        return file().callback(asked);
    }

    /** The supervision that it was asked for by, a closed one too; 404 if there is none. */
    public Supervision supervision() {
        return file().supervision(asked);
    }

    /** The number of the urge or the supervision that is opened. */
    public long number() {
        return number;
    }

    public Office office() {
        return office;
    }

    /** Rows of other features, to be written with the case. */
    public void with(Consumer<Writes> rows) {
        others.add(rows);
    }

    /** Writes the rows of other features. */
    void write(Writes writes) {
        others.forEach(rows -> rows.accept(writes));
    }
}
