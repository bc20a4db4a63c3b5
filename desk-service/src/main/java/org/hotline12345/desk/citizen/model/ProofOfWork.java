package org.hotline12345.desk.citizen.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A little work for each form, so that forms by the thousand cost somebody something. A browser without script cannot do it: so many forms an hour are
 * taken without, and who comes after those is told to try again later or to call.
 *
 * @see HumanCheck
 */
public final class ProofOfWork implements HumanCheck {
    private static final long HOUR_NANOS = 3_600_000_000_000L;

    private final int bits;
    private final int withoutPerHour;
    private final Deque<Long> without = new ArrayDeque<>();

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
        if (bits == 0 || proof != null && proof.length() <= 32 && zeros(mark + ":" + proof) >= bits) {
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
