package org.hotline12345.desk.page;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.desk.page.model.Desk;

/** The desks that have pages: a script of their own under {@code assets/desks}. */
public final class OpenDesks {
    private static final Set<Desk> OPEN =
            Arrays.stream(Desk.values()).filter(OpenDesks::hasScript).collect(Collectors.toUnmodifiableSet());

    private OpenDesks() {}

    /** Whether there are pages of this desk. */
    static boolean has(Desk desk) {
        return OPEN.contains(desk);
    }

    /** Where somebody with these roles works, first the one where they are led to. */
    public static List<Desk> of(Collection<String> roles) {
        return Desk.of(roles).stream().filter(OpenDesks::has).toList();
    }

    private static boolean hasScript(Desk desk) {
        return OpenDesks.class.getResource("/META-INF/resources/assets/desks/" + desk.path() + ".js") != null;
    }
}
