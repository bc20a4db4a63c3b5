package org.hotline12345.followup.channel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Covers the telephone of a reply while intake cannot be asked whose it is: AES-256-GCM bound to the reply, under a key made of the
 * channel's secret, which is never in the database. Who changes the secret meanwhile makes it unreadable.
 */
final class ReplySeal {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final String HMAC = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec box;
    private final SecretKeySpec pen;

    ReplySeal(String secret) {
        var key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC);
        box = new SecretKeySpec(hmac(key, "telephones of replies"), "AES");
        pen = new SecretKeySpec(hmac(key, "marks of replies"), HMAC);
    }

    /** The telephone, to be opened for this reply only. */
    byte[] seal(UUID reply, String phone) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, reply, nonce).doFinal(phone.getBytes(StandardCharsets.UTF_8));
            byte[] all = Arrays.copyOf(nonce, NONCE + closed.length);
            System.arraycopy(closed, 0, all, NONCE, closed.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt", e);
        }
    }

    /** The telephone; empty if the secret is another by now. */
    Optional<String> open(UUID reply, byte[] sealed) {
        try {
            byte[] phone = cipher(Cipher.DECRYPT_MODE, reply, Arrays.copyOf(sealed, NONCE))
                    .doFinal(sealed, NONCE, sealed.length - NONCE);
            return Optional.of(new String(phone, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** By what a reply is known again, without saying anything of it. */
    String mark(String what) {
        return HexFormat.of().formatHex(hmac(pen, what));
    }

    private Cipher cipher(int mode, UUID reply, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, box, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(reply.getMostSignificantBits())
                .putLong(reply.getLeastSignificantBits())
                .array());
        return cipher;
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
