package org.hotline12345.chassis.sample;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;

/** An aggregate for tests. */
@Entity
@Table(name = "sample_case")
public class SampleCase {
    @Id
    public UUID id;

    @Version
    public Integer version;

    public String text;
}
