package org.hotline12345.chassis.decision;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.hotline12345.chassis.time.ShanghaiTime;

/**
 * What people of the office decide one at a time: drafted, opened or ordered, decided, closed. Its state says what can be done
 * next; each step is for the version that its giver saw.
 *
 * @param <S> How far it can be.
 */
@MappedSuperclass
public abstract class Decision<S extends Enum<S>> {
    @Id
    private UUID id;

    private String madeBy;

    private OffsetDateTime madeAt;

    @Version
    private int version;

    protected Decision() {}

    protected Decision(UUID id, String madeBy, OffsetDateTime madeAt) {
        this.id = id;
        this.madeBy = madeBy;
        this.madeAt = madeAt;
    }

    public abstract S state();

    public UUID id() {
        return id;
    }

    /** Who began it. */
    public String madeBy() {
        return madeBy;
    }

    /** When it began: lists are in this order. */
    public OffsetDateTime madeAt() {
        return madeAt;
    }

    public int version() {
        return version;
    }

    /** A moment as it is shown; null stays null. */
    public static OffsetDateTime shown(OffsetDateTime stored) {
        return stored == null ? null : ShanghaiTime.of(stored.toInstant());
    }
}
