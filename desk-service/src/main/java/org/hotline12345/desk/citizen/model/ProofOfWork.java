package org.hotline12345.desk.citizen.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A little work for each form, so that forms by the thousand cost somebody something. A browser without script cannot do it: so many forms an hour are
 * taken without, and who comes after those is told to try again later or to call.
 *
 * @see HumanCheck
 */
public final class ProofOfWork implements HumanCheck {
    private static final long HOUR_NANOS = 3_600_000_000_000L;
    /** No form holds longer. */
    private static final long FORM_HOLDS_NANOS = 4 * HOUR_NANOS;

    private final int bits;
    private final int withoutPerHour;
    private final Deque<Long> without = new ArrayDeque<>();
    /** Marks whose work was taken, the earliest first. */
    private final Map<String, Long> done = new LinkedHashMap<>();

    /** @param bits how many leading zero bits the hash of mark and proof has; 0: nothing is asked */
    public ProofOfWork(int bits, int withoutPerHour) {
        this.bits = bits;
        this.withoutPerHour = withoutPerHour;
    }

    @Override
    public int bits() {
        return bits;
    }

    @Override
    public synchronized boolean passes(String mark, String proof, long nanos) {
        boolean worked = proof != null && proof.length() <= 32 && zeros(mark + ":" + proof) >= bits;
        if (bits == 0 || worked && isNew(mark, nanos)) {
            return true;
        }
        while (!without.isEmpty() && nanos - without.peekFirst() > HOUR_NANOS) {
            without.removeFirst();
        }
        if (without.size() >= withoutPerHour) {
            return false;
        }
        without.addLast(nanos);
        return true;
    }

    /** The work for one form is not the work for a second. */
    private boolean isNew(String mark, long nanos) {
        done.values().removeIf(at -> nanos - at > FORM_HOLDS_NANOS);
        return done.putIfAbsent(mark, nanos) == null;
    }

    static int zeros(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            int zeros = 0;
            for (byte one : hash) {
                if (one != 0) {
                    return zeros + Integer.numberOfLeadingZeros(one & 0xFF) - 24;
                }
                zeros += 8;
            }
            return zeros;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
