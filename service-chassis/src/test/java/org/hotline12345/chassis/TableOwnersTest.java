package org.hotline12345.chassis;

import org.hotline12345.testing.TableOwners;
import org.junit.jupiter.api.Test;

class TableOwnersTest {
    @Test
    void every_table_is_written_by_its_owner() {
        TableOwners.areAsListed("service-chassis");
    }
}
