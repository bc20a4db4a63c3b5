package org.hotline12345.localstack.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;

/**
 * The key pair of one local installation, made at its first start: the private key as PEM that only its owner can read,
 * the public one as a JWKS file for the services.
 */
public final class SigningKeys {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final PrivateKey privateKey;
    private final String keyId;
    private final Path jwks;

    private SigningKeys(PrivateKey privateKey, String keyId, Path jwks) {
        this.privateKey = privateKey;
        this.keyId = keyId;
        this.jwks = jwks;
    }

    /** The keys in this folder, made when they are not there. */
    public static SigningKeys in(Path folder) {
        Path pem = folder.resolve("signing-key.pem");
        Path jwks = folder.resolve("jwks.json");
        try {
            if (!Files.exists(pem)) {
                Files.createDirectories(folder);
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                writePrivately(pem, pem(generator.generateKeyPair().getPrivate()));
            }
            var key = (RSAPrivateCrtKey) read(pem);
            String keyId = keyId(key);
            String json = json(key, keyId);
            if (!Files.exists(jwks) || !Files.readString(jwks).equals(json)) {
                Files.writeString(jwks, json);
            }
            return new SigningKeys(key, keyId, jwks);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the keys in " + folder, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key in " + pem + " cannot be used", e);
        }
    }

    /** Writes a file that only its owner can read; it appears whole or not at all. */
    public static void writePrivately(Path file, String content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The public key, as the services read it. */
    public Path jwks() {
        return jwks;
    }

    /** Signs tokens. */
    public PrivateKey privateKey() {
        return privateKey;
    }

    /** Header {@code kid} of tokens. */
    public String keyId() {
        return keyId;
    }

    private static String pem(PrivateKey key) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static PrivateKey read(Path pem) throws IOException, GeneralSecurityException {
        String base64 =
                Files.readString(pem).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private static String keyId(RSAPrivateCrtKey key) throws GeneralSecurityException {
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(key.getModulus().toByteArray());
        return URL.encodeToString(Arrays.copyOf(hash, 12));
    }

    private static String json(RSAPrivateCrtKey key, String keyId) throws GeneralSecurityException {
        var numbers = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
        var shown =
                new RsaJsonWebKey((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(numbers));
        shown.setKeyId(keyId);
        shown.setUse(Use.SIGNATURE);
        shown.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
        return new JsonWebKeySet(shown).toJson();
    }
}
