package org.hotline12345.desk.citizen;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a citizen's browser keeps and sends back, and nobody else can read or make: number and code of the case that is looked at,
 * and the mark of a form of these pages.
 */
public final class Seal {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int SHORTEST_SECRET = 16;

    private final SecretKeySpec box;
    private final SecretKeySpec pen;
    private final SecureRandom random = new SecureRandom();

    /** A case as its citizen knows it. */
    public record OwnCase(String number, String code) {
        /** As the interfaces name them. */
        public Map<String, String> fields() {
            return Map.of("caseNumber", number, "code", code);
        }

        @Override
        public String toString() {
            return "OwnCase[…]";
        }
    }

    /** @param secret null or too short: one of its own */
    public Seal(String secret) {
        byte[] seed = secret == null || secret.length() < SHORTEST_SECRET
                ? random.generateSeed(32)
                : secret.getBytes(StandardCharsets.UTF_8);
        box = new SecretKeySpec(hash("citizen box ", seed), "AES");
        pen = new SecretKeySpec(hash("citizen pen ", seed), "HmacSHA256");
    }

    /** Seals a case until then. */
    public String seal(OwnCase own, Instant until) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] plain =
                (until.getEpochSecond() + "\n" + own.number() + "\n" + own.code()).getBytes(StandardCharsets.UTF_8);
        byte[] closed = crypt(Cipher.ENCRYPT_MODE, nonce, plain);
        byte[] all = Arrays.copyOf(nonce, NONCE + closed.length);
        System.arraycopy(closed, 0, all, NONCE, closed.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** The case that was sealed; empty for what was not sealed here or is over. */
    public Optional<OwnCase> open(String sealed, Instant now) {
        if (sealed == null || sealed.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] all = Base64.getUrlDecoder().decode(sealed);
            if (all.length <= NONCE + TAG_BITS / Byte.SIZE) {
                return Optional.empty();
            }
            byte[] plain =
                    crypt(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE), Arrays.copyOfRange(all, NONCE, all.length));
            String[] parts = new String(plain, StandardCharsets.UTF_8).split("\n", 3);
            return now.getEpochSecond() > Long.parseLong(parts[0])
                    ? Optional.empty()
                    : Optional.of(new OwnCase(parts[1], parts[2]));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /**
     * The mark of a form that was given out at that moment; no two are the same.
     *
     * @param of what it belongs to: the cookie of the case that is looked at; empty for a form of nobody
     */
    public String mark(String of, Instant at) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        String name = at.getEpochSecond() + "-"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
        return name + "." + sign(name + "|" + of);
    }

    /** Whether it is the mark of such a form that was given out no longer ago than that. */
    public boolean isMark(String mark, String of, Instant now, Duration longest) {
        int dot = mark == null ? -1 : mark.indexOf('.');
        if (dot < 0 || !mark.substring(0, dot).matches("\\d{1,12}-[A-Za-z0-9_-]{16}")) {
            return false;
        }
        String name = mark.substring(0, dot);
        long age = now.getEpochSecond() - Long.parseLong(name.substring(0, name.indexOf('-')));
        return MessageDigest.isEqual(
                        sign(name + "|" + of).getBytes(StandardCharsets.UTF_8),
                        mark.substring(dot + 1).getBytes(StandardCharsets.UTF_8))
                && age >= 0
                && age <= longest.toSeconds();
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(pen);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, box, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hash(String purpose, byte[] seed) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(purpose.getBytes(StandardCharsets.UTF_8));
            return digest.digest(seed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
