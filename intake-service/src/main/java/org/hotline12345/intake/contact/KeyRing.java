package org.hotline12345.intake.contact;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.intake.contact.model.QueryCode;

/**
 * The keys of citizens' data, read from one file: JSON with three Tink keysets. {@code contact} (AES-256-GCM) encrypts
 * names and telephones, {@code phoneIndex} (HMAC-SHA-256) is the blind index by which a telephone is found again,
 * {@code queryCode} (HMAC-SHA-256) makes the codes told to citizens. Each keyset can hold several keys; the primary one is
 * used for what is new, all of them for what is there.
 */
public final class KeyRing {
    private static final Gson JSON = new GsonBuilder().setPrettyPrinting().create();
    private static final int HASH_BYTES = 32;

    static {
        try {
            AeadConfig.register();
            PrfConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The keysets of a ring, by the purpose of their keys. */
    public enum Purpose {
        /** Encrypts contact data. */
        CONTACT("contact", PredefinedAeadParameters.AES256_GCM),
        /** Finds a telephone again. */
        PHONE_INDEX("phoneIndex", PredefinedPrfParameters.HMAC_SHA256_PRF),
        QUERY_CODE("queryCode", PredefinedPrfParameters.HMAC_SHA256_PRF);

        private final String field;
        private final Parameters parameters;

        Purpose(String field, Parameters parameters) {
            this.field = field;
            this.parameters = parameters;
        }

        /** Name in the file and on the command line. */
        public String field() {
            return field;
        }
    }

    /** What a telephone is known by. */
    public record PhoneIndex(byte[] value, int keyId) {}

    private final KeysetHandle contact;
    private final KeysetHandle phoneIndex;
    private final KeysetHandle queryCode;
    private final Aead aead;
    private final Map<Integer, Prf> index;
    private final Map<Integer, Prf> codes;

    private KeyRing(KeysetHandle contact, KeysetHandle phoneIndex, KeysetHandle queryCode)
            throws GeneralSecurityException {
        this.contact = contact;
        this.phoneIndex = phoneIndex;
        this.queryCode = queryCode;
        aead = contact.getPrimitive(RegistryConfiguration.get(), Aead.class);
        index = phoneIndex
                .getPrimitive(RegistryConfiguration.get(), PrfSet.class)
                .getPrfs();
        codes = queryCode
                .getPrimitive(RegistryConfiguration.get(), PrfSet.class)
                .getPrfs();
    }

    /** A new ring with one random key for each purpose. */
    public static KeyRing create() {
        try {
            return new KeyRing(fresh(Purpose.CONTACT), fresh(Purpose.PHONE_INDEX), fresh(Purpose.QUERY_CODE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make keys", e);
        }
    }

    /**
     * The ring in a file.
     *
     * @throws IOException if the file cannot be read or holds no key ring; the message says which
     */
    public static KeyRing read(Path file) throws IOException {
        try {
            JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            return new KeyRing(
                    keyset(json, Purpose.CONTACT), keyset(json, Purpose.PHONE_INDEX), keyset(json, Purpose.QUERY_CODE));
        } catch (GeneralSecurityException | JsonParseException | IllegalStateException | NullPointerException e) {
            throw new IOException("the file " + file + " holds no key ring of intake", e);
        }
    }

    /** Writes the ring, readable by its owner only; an existing file is replaced in one step. */
    public void write(Path file) throws IOException {
        var json = new JsonObject();
        json.add(Purpose.CONTACT.field, serialize(contact));
        json.add(Purpose.PHONE_INDEX.field, serialize(phoneIndex));
        json.add(Purpose.QUERY_CODE.field, serialize(queryCode));
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path draft = target.resolveSibling(target.getFileName() + ".new");
        Files.deleteIfExists(draft);
        if (Files.getFileStore(target.getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(draft);
        }
        Files.writeString(draft, JSON.toJson(json) + "\n");
        Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes the ring unless the file exists. */
    public void writeNew(Path file) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        write(file);
    }

    /** The same ring with one more key for a purpose, which becomes the primary one. */
    public KeyRing rotated(Purpose purpose) {
        try {
            return switch (purpose) {
                case CONTACT -> new KeyRing(withNewPrimary(contact, purpose), phoneIndex, queryCode);
                case PHONE_INDEX -> new KeyRing(contact, withNewPrimary(phoneIndex, purpose), queryCode);
                case QUERY_CODE -> new KeyRing(contact, phoneIndex, withNewPrimary(queryCode, purpose));
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot add a key", e);
        }
    }

    /** The same ring without the keys of a purpose that are not primary; do this when nothing is left under them. */
    public KeyRing withoutOldKeys(Purpose purpose) {
        try {
            return switch (purpose) {
                case CONTACT -> new KeyRing(primaryOnly(contact), phoneIndex, queryCode);
                case PHONE_INDEX -> new KeyRing(contact, primaryOnly(phoneIndex), queryCode);
                case QUERY_CODE -> new KeyRing(contact, phoneIndex, primaryOnly(queryCode));
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot remove keys", e);
        }
    }

    /** Number of keys for a purpose. */
    public int size(Purpose purpose) {
        return handle(purpose).size();
    }

    /** Id of the key used for what is new. */
    public int primary(Purpose purpose) {
        return handle(purpose).getPrimary().getId();
    }

    /** Encrypts contact data of a case; the result opens for this case only. */
    public byte[] seal(UUID caseId, byte[] plain) {
        try {
            return aead.encrypt(plain, bytes(caseId));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt", e);
        }
    }

    /**
     * Opens contact data of a case.
     *
     * @throws GeneralSecurityException if no key of the ring opens it, or it belongs to another case
     */
    public byte[] open(UUID caseId, byte[] sealed) throws GeneralSecurityException {
        return aead.decrypt(sealed, bytes(caseId));
    }

    /** What a telephone is stored under now. */
    public PhoneIndex phoneIndex(String normalised) {
        int key = primary(Purpose.PHONE_INDEX);
        return new PhoneIndex(hash(index.get(key), normalised), key);
    }

    /** What a telephone can be stored under: by every key of the ring. */
    public List<byte[]> phoneIndexes(String normalised) {
        return index.values().stream().map(prf -> hash(prf, normalised)).toList();
    }

    /** The query code of a new case. */
    public String queryCode(UUID caseId) {
        return QueryCode.of(hash(codes.get(primary(Purpose.QUERY_CODE)), caseId.toString()));
    }

    /** Whether the code is the case's, by any key of the ring; takes the same time for every code. */
    public boolean isQueryCode(UUID caseId, String code) {
        boolean same = false;
        for (Prf prf : codes.values()) {
            same |= QueryCode.same(QueryCode.of(hash(prf, caseId.toString())), code);
        }
        return same;
    }

    private KeysetHandle handle(Purpose purpose) {
        return switch (purpose) {
            case CONTACT -> contact;
            case PHONE_INDEX -> phoneIndex;
            case QUERY_CODE -> queryCode;
        };
    }

    private static byte[] hash(Prf prf, String text) {
        try {
            return prf.compute(text.getBytes(StandardCharsets.UTF_8), HASH_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot hash", e);
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static KeysetHandle fresh(Purpose purpose) throws GeneralSecurityException {
        return KeysetHandle.generateNew(purpose.parameters);
    }

    private static KeysetHandle withNewPrimary(KeysetHandle keys, Purpose purpose) throws GeneralSecurityException {
        return KeysetHandle.newBuilder(keys)
                .addEntry(KeysetHandle.generateEntryFromParameters(purpose.parameters)
                        .withRandomId()
                        .makePrimary())
                .build();
    }

    private static KeysetHandle primaryOnly(KeysetHandle keys) throws GeneralSecurityException {
        var builder = KeysetHandle.newBuilder(keys);
        var old = new ArrayList<Integer>();
        for (int i = 0; i < keys.size(); i++) {
            if (!keys.getAt(i).isPrimary()) {
                old.add(i);
            }
        }
        for (int i = old.size() - 1; i >= 0; i--) {
            builder.deleteAt(old.get(i));
        }
        return builder.build();
    }

    private static KeysetHandle keyset(JsonObject json, Purpose purpose) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(json.get(purpose.field).toString(), InsecureSecretKeyAccess.get());
    }

    private static JsonObject serialize(KeysetHandle keys) {
        try {
            return JsonParser.parseString(
                            TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get()))
                    .getAsJsonObject();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot write keys", e);
        }
    }
}
