package org.hotline12345.chassis.attachment.model;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * What cameras and programs note within an image – where and when it was taken, with which device, by whom, a smaller picture of what was
 * cut off – is left out; the picture itself is copied as it is. Of a photograph one thing stays: which side is up.
 */
public final class ImageNotes {
    private static final int BYTE = 0xff;
    private static final int WORD = 0xffff;
    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int COMMENT = 0xfe;
    private static final int FIRST_RESTART = 0xd0;
    private static final int LAST_RESTART = 0xd7;
    private static final int ORIENTATION = 0x0112;
    private static final int ORIENTATIONS = 8;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private static final int PNG_SIGNATURE = 8;
    /** Chunks that say how a PNG is to be drawn; the others say something about it. */
    private static final Set<String> DRAWN = Set.of(
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "bKGD", "pHYs",
            "acTL", "fcTL", "fdAT");

    private ImageNotes() {}

    /** An image that is not what its first bytes say. */
    public static final class NotAnImage extends IOException {
        private static final long serialVersionUID = 1L;

        NotAnImage(String why) {
            super(why);
        }
    }

    /**
     * Copies the image without the notes.
     *
     * @throws NotAnImage if it cannot be read as what its first bytes say
     */
    public static void leaveOut(FileType type, InputStream from, OutputStream to) throws IOException {
        var in = new DataInputStream(from);
        try {
            if (type == FileType.JPEG) {
                jpeg(in, to);
            } else {
                png(in, to);
            }
        } catch (EOFException e) {
            throw new NotAnImage("ends too early");
        }
    }

    private static void jpeg(DataInputStream in, OutputStream to) throws IOException {
        if (in.readUnsignedShort() != (BYTE << 8 | START)) {
            throw new NotAnImage("no start");
        }
        to.write(BYTE);
        to.write(START);
        int marker = marker(in);
        while (marker != END) {
            if (marker == START || marker >= FIRST_RESTART && marker <= LAST_RESTART || marker < 0xc0) {
                throw new NotAnImage("no segment");
            }
            int length = in.readUnsignedShort() - 2;
            if (length < 0) {
                throw new NotAnImage("no length");
            }
            var segment = new byte[length];
            in.readFully(segment);
            byte[] kept = kept(marker, segment);
            if (kept != null) {
                write(to, marker, kept);
            }
            marker = marker == SCAN ? copyScan(in, to) : marker(in);
        }
        // what comes behind the end is no picture
        to.write(BYTE);
        to.write(END);
    }

    private static int marker(DataInputStream in) throws IOException {
        if (in.readUnsignedByte() != BYTE) {
            throw new NotAnImage("no marker");
        }
        int marker = BYTE;
        while (marker == BYTE) {
            marker = in.readUnsignedByte();
        }
        return marker;
    }

    /** Copies the picture's data up to the next marker, which is answered. */
    private static int copyScan(DataInputStream in, OutputStream to) throws IOException {
        while (true) {
            int next = in.readUnsignedByte();
            if (next != BYTE) {
                to.write(next);
                continue;
            }
            int marker = BYTE;
            while (marker == BYTE) {
                marker = in.readUnsignedByte();
            }
            if (marker != 0 && (marker < FIRST_RESTART || marker > LAST_RESTART)) {
                return marker;
            }
            to.write(BYTE);
            to.write(marker);
        }
    }

    private static byte[] kept(int marker, byte[] segment) {
        if (marker == APP1) {
            int side = sideUp(segment);
            return side > 1 ? exif(side) : null;
        }
        boolean note = marker == COMMENT || marker >= APP0 && marker <= APP15;
        boolean drawn = marker == APP0 && begins(segment, "JFIF")
                || marker == APP2 && begins(segment, "ICC_PROFILE")
                || marker == APP14 && begins(segment, "Adobe");
        return !note || drawn ? marker == APP0 ? withoutThumbnail(segment) : segment : null;
    }

    /** The header of JFIF is fourteen bytes; what follows is a smaller picture. */
    private static byte[] withoutThumbnail(byte[] jfif) {
        final int header = 14;
        if (jfif.length <= header) {
            return jfif;
        }
        byte[] kept = java.util.Arrays.copyOf(jfif, header);
        kept[header - 2] = 0;
        kept[header - 1] = 0;
        return kept;
    }

    private static boolean begins(byte[] segment, String with) {
        return segment.length >= with.length()
                && new String(segment, 0, with.length(), StandardCharsets.ISO_8859_1).equals(with);
    }

    private static void write(OutputStream to, int marker, byte[] segment) throws IOException {
        to.write(BYTE);
        to.write(marker);
        to.write(segment.length + 2 >> 8);
        to.write(segment.length + 2 & BYTE);
        to.write(segment);
    }

    /** The orientation that the segment names, 1 if it names none. */
    private static int sideUp(byte[] segment) {
        if (segment.length < EXIF.length + 8 || !begins(segment, "Exif")) {
            return 1;
        }
        var tiff = ByteBuffer.wrap(segment, EXIF.length, segment.length - EXIF.length)
                .slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return 1;
        }
        int entries = tiff.getShort(directory) & WORD;
        for (int i = 0; i < entries; i++) {
            int at = directory + 2 + i * 12;
            if (at > tiff.limit() - 12) {
                return 1;
            }
            if ((tiff.getShort(at) & WORD) == ORIENTATION) {
                int side = tiff.getShort(at + 8) & WORD;
                return side <= ORIENTATIONS ? side : 1;
            }
        }
        return 1;
    }

    /** A segment that names the orientation and nothing else. */
    private static byte[] exif(int side) {
        return ByteBuffer.allocate(32)
                .put(EXIF)
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) ORIENTATION)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) side)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    private static void png(DataInputStream in, OutputStream to) throws IOException {
        var signature = new byte[PNG_SIGNATURE];
        in.readFully(signature);
        to.write(signature);
        String name = "";
        while (!name.equals("IEND")) {
            int length = in.readInt();
            var type = new byte[4];
            in.readFully(type);
            name = new String(type, StandardCharsets.ISO_8859_1);
            if (length < 0 || !name.chars().allMatch(Character::isLetter)) {
                throw new NotAnImage("no chunk");
            }
            boolean drawn = DRAWN.contains(name);
            if (drawn) {
                to.write(ByteBuffer.allocate(8).putInt(length).put(type).array());
            }
            copy(in, drawn ? to : OutputStream.nullOutputStream(), (long) length + 4);
        }
    }

    private static void copy(DataInputStream in, OutputStream to, long length) throws IOException {
        var buffer = new byte[8192];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException();
            }
            to.write(buffer, 0, read);
            left -= read;
        }
    }
}
