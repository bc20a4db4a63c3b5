package org.hotline12345.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.hotline12345.bench.model.FaultPlan.Fault;
import org.hotline12345.bench.model.FaultPlan.Strike;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsFileTest {
    private static final Instant AT = Instant.parse("2026-12-01T06:00:00.123Z");

    @TempDir
    Path home;

    @Test
    void a_line_holds_what_it_takes_to_have_the_fault_again() {
        FaultsFile file = new FaultsFile(home, 7);

        file.add(1, new Strike(Fault.TWO, List.of("kafka", "dispatch-2"), 2500, 40), AT, 311, 0, 3.14, List.of());
        file.add(2, new Strike(Fault.KILL, List.of("intake"), 3000, 5), AT, 620, 1, 360, List.of("a \"b\"", "c"));

        assertThat(home.resolve(FaultsFile.NAME)).hasContent("""
                seed,number,fault,victims,after_ms,lasting_ms,at,cases,failed_calls,settled_s,wrong
                7,1,TWO,kafka dispatch-2,2500,40,2026-12-01T06:00:00Z,311,0,3.1,""
                7,2,KILL,intake,3000,5,2026-12-01T06:00:00Z,620,1,360.0,"a ""b""; c"
                """);
    }
}
