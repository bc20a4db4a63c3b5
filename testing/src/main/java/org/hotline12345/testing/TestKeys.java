package org.hotline12345.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** A key pair made anew for every build; its files lie in the build's folder, so that all test JVMs share it. */
final class TestKeys {
    static final String KEY_ID = "test";
    private static final String PRIVATE = "signing-key.pkcs8";
    private static final String JWKS = "jwks.json";

    private TestKeys() {}

    /** The JWKS file in the folder; made with its private key beside it when absent. */
    static Path jwks(Path folder) {
        Path jwks = folder.resolve(JWKS);
        try {
            if (!Files.exists(jwks)) {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                KeyPair pair = generator.generateKeyPair();
                Files.createDirectories(folder);
                Files.write(folder.resolve(PRIVATE), pair.getPrivate().getEncoded());
                Files.writeString(jwks, json((RSAPublicKey) pair.getPublic()));
            }
            return jwks;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static PrivateKey privateKey(Path jwks) {
        try {
            byte[] bytes = Files.readAllBytes(jwks.resolveSibling(PRIVATE));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(RSAPublicKey key) {
        return """
                {"keys":[{"kty":"RSA","kid":"%s","use":"sig","alg":"RS256","n":"%s","e":"%s"}]}
                """.formatted(KEY_ID, base64(key.getModulus()), base64(key.getPublicExponent()));
    }

    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
