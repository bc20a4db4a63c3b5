package org.hotline12345.intake.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hotline12345.intake.channel.IntakeConfig;
import org.hotline12345.intake.contact.model.Contact;
import org.hotline12345.intake.contact.model.PhoneNumber;

/** Contact data as it is stored: encrypted, and found again by a keyed index of the telephone. */
@ApplicationScoped
public class Contacts {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final KeyRings rings;
    private final IntakeConfig config;

    public Contacts(KeyRings rings, IntakeConfig config) {
        this.rings = rings;
        this.config = config;
    }

    /**
     * Contact data ready to be stored.
     *
     * @param sealed the ciphertext
     * @param phoneIndex what the telephone is known by; null without one
     * @param indexKey the key of the index; null without a telephone
     */
    public record Sealed(Buffer sealed, int keyId, Buffer phoneIndex, Integer indexKey) {}

    /** The number in its one form, if it is one. */
    public Optional<PhoneNumber> phone(String typed) {
        return PhoneNumber.parse(typed, config.areaCode());
    }

    /** Encrypts the contact data of a case. */
    public Sealed seal(UUID caseId, Contact contact, PhoneNumber phone) {
        KeyRing ring = rings.current();
        var index = phone == null ? null : ring.phoneIndex(phone.normalised());
        return new Sealed(
                Buffer.buffer(ring.seal(caseId, write(contact))),
                ring.primary(KeyRing.Purpose.CONTACT),
                index == null ? null : Buffer.buffer(index.value()),
                index == null ? null : index.keyId());
    }

    /** Decrypts the contact data of a case. */
    public Contact open(UUID caseId, Buffer sealed) {
        try {
            return JSON.readValue(rings.current().open(caseId, sealed.getBytes()), Contact.class);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("contact data of case " + caseId + " does not open with the key ring", e);
        }
    }

    /** What the telephone may be stored under. */
    public Buffer[] indexes(PhoneNumber phone) {
        List<byte[]> values = rings.current().phoneIndexes(phone.normalised());
        return values.stream().map(Buffer::buffer).toArray(Buffer[]::new);
    }

    /** What the telephone is stored under from now on. */
    public Buffer index(PhoneNumber phone) {
        return Buffer.buffer(rings.current().phoneIndex(phone.normalised()).value());
    }

    /** The query code of a new case. */
    public String queryCode(UUID caseId) {
        return queryCode(caseId, 0);
    }

    /** The query code of a case that was made anew so often. */
    public String queryCode(UUID caseId, int turn) {
        return rings.current().queryCode(caseId, turn);
    }

    /** Whether the code is the case's. */
    public boolean isQueryCode(UUID caseId, int turn, String code) {
        return rings.current().isQueryCode(caseId, turn, code);
    }

    /** A column of bytes, however the driver hands it over; null stays null. */
    public static Buffer bytes(Row row, String column) {
        Object value = row.getDelegate().getValue(column);
        return value instanceof byte[] bytes ? Buffer.buffer(bytes) : (Buffer) value;
    }

    private static byte[] write(Contact contact) {
        try {
            return JSON.writeValueAsBytes(contact);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write contact data", e);
        }
    }
}
