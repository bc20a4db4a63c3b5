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
import java.util.EnumMap;
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

    private final Map<Purpose, KeysetHandle> keys;
    private final Aead aead;
    private final Map<Integer, Prf> index;
    private final Map<Integer, Prf> codes;

    private KeyRing(Map<Purpose, KeysetHandle> keys) throws GeneralSecurityException {
        this.keys = keys;
        aead = keys.get(Purpose.CONTACT).getPrimitive(RegistryConfiguration.get(), Aead.class);
        index = prfs(Purpose.PHONE_INDEX);
        codes = prfs(Purpose.QUERY_CODE);
    }

    private Map<Integer, Prf> prfs(Purpose purpose) throws GeneralSecurityException {
        return keys.get(purpose)
                .getPrimitive(RegistryConfiguration.get(), PrfSet.class)
                .getPrfs();
    }

    /** How a keyset comes to be. */
    private interface Source {
        KeysetHandle of(Purpose purpose) throws GeneralSecurityException;
    }

    private static KeyRing of(Source source) throws GeneralSecurityException {
        var keys = new EnumMap<Purpose, KeysetHandle>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            keys.put(purpose, source.of(purpose));
        }
        return new KeyRing(keys);
    }

    /** The same ring with other keys for a purpose. */
    private KeyRing with(Purpose changed, Source source) {
        try {
            return of(purpose -> purpose == changed ? source.of(purpose) : keys.get(purpose));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot change the keys of " + changed.field, e);
        }
    }

    /** A new ring with one random key for each purpose. */
    public static KeyRing create() {
        try {
            return of(purpose -> KeysetHandle.generateNew(purpose.parameters));
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
            return of(purpose -> keyset(json, purpose));
        } catch (GeneralSecurityException | JsonParseException | IllegalStateException | NullPointerException e) {
            throw new IOException("the file " + file + " holds no key ring of intake", e);
        }
    }

    /** Writes the ring, readable by its owner only; an existing file is replaced in one step. */
    public void write(Path file) throws IOException {
        var json = new JsonObject();
        keys.forEach((purpose, keyset) -> json.add(purpose.field, serialize(keyset)));
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
        return with(
                purpose,
                changed -> KeysetHandle.newBuilder(keys.get(changed))
                        .addEntry(KeysetHandle.generateEntryFromParameters(changed.parameters)
                                .withRandomId()
                                .makePrimary())
                        .build());
    }

    /** The same ring without the keys of a purpose that are not primary; do this when nothing is left under them. */
    public KeyRing withoutOldKeys(Purpose purpose) {
        return with(purpose, changed -> {
            KeysetHandle all = keys.get(changed);
            var builder = KeysetHandle.newBuilder(all);
            for (int i = all.size() - 1; i >= 0; i--) {
                if (!all.getAt(i).isPrimary()) {
                    builder.deleteAt(i);
                }
            }
            return builder.build();
        });
    }

    /** Number of keys for a purpose. */
    public int size(Purpose purpose) {
        return keys.get(purpose).size();
    }

    /** Id of the key used for what is new. */
    public int primary(Purpose purpose) {
        return keys.get(purpose).getPrimary().getId();
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

    /**
     * The query code of a case.
     *
     * @param turn how often it was made anew
     */
    public String queryCode(UUID caseId, int turn) {
        return QueryCode.of(hash(codes.get(primary(Purpose.QUERY_CODE)), coded(caseId, turn)));
    }

    /** Whether the code is the case's, by any key of the ring; takes the same time for every code. */
    public boolean isQueryCode(UUID caseId, int turn, String code) {
        boolean same = false;
        for (Prf prf : codes.values()) {
            same |= QueryCode.same(QueryCode.of(hash(prf, coded(caseId, turn))), code);
        }
        return same;
    }

    private static String coded(UUID caseId, int turn) {
        return turn == 0 ? caseId.toString() : caseId + "/" + turn;
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
