package org.hotline12345.followup.channel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of what goes to a channel and comes back from it: {@code t=<seconds since 1970>,v1=<HMAC-SHA256 of "t.body" in
 * hexadecimal digits>}.
 */
public final class Signature {
    public static final String HEADER = "X-Hotline-Signature";
    /** How far the clocks may differ. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Pattern FORM = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");

    private Signature() {}

    /** The signature of a body. */
    public static String of(String body, String secret, Instant at) {
        return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(hmac(at.getEpochSecond(), body, secret));
    }

    /** Whether the signature is that of the body and not older or newer than the tolerance. */
    public static boolean holds(String signature, String body, String secret, Instant now) {
        Matcher parts = FORM.matcher(signature == null ? "" : signature);
        if (!parts.matches()) {
            return false;
        }
        long seconds = Long.parseLong(parts.group(1));
        boolean fresh =
                Duration.between(Instant.ofEpochSecond(seconds), now).abs().compareTo(TOLERANCE) <= 0;
        return fresh
                && MessageDigest.isEqual(
                        hmac(seconds, body, secret), HexFormat.of().parseHex(parts.group(2)));
    }

    private static byte[] hmac(long seconds, String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
