package org.hotline12345.chassis.attachment.model;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.ZipFile;

/** The types of files that are taken, each known by its content: what a name or a sender says of a file counts for nothing. */
public enum FileType {
    JPEG("image/jpeg"),
    PNG("image/png"),
    PDF("application/pdf"),
    MP3("audio/mpeg"),
    M4A("audio/mp4"),
    AMR("audio/amr"),
    WAV("audio/wav"),
    MP4("video/mp4"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    /** 版式文档, GB/T 33190. */
    OFD("application/ofd");

    private static final int HEAD = 16;
    private static final int BYTE = 0xff;
    /** A central directory is read into memory: of papers it is small. */
    private static final int LARGEST_DIRECTORY = 4 << 20;

    private static final int END_OF_DIRECTORY = 22;
    private static final int LONGEST_COMMENT = 1 << 16;
    private static final Set<String> SOUND_BRANDS = Set.of("M4A ", "M4B ");
    private static final Set<String> FILM_BRANDS = Set.of(
            "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "3gp4", "3gp5", "3gp6", "qt  ");

    private final String mediaType;

    FileType(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Whether what was noted about an image within it is taken out. */
    public boolean isImage() {
        return this == JPEG || this == PNG;
    }

    /** The type of a file by its content; null for one that is not taken. */
    public static FileType of(Path file) throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            var head = new byte[HEAD];
            int read = Math.max(0, in.read(head));
            if (read < HEAD) {
                return null;
            }
            if (isZip(head)) {
                return hasSmallDirectory(in) ? paper(file) : null;
            }
            return plain(head);
        }
    }

    private static FileType plain(byte[] head) {
        if (starts(head, BYTE, 0xd8, BYTE)) {
            return JPEG;
        }
        if (starts(head, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return PNG;
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("%PDF-")) {
            return PDF;
        }
        if (text.startsWith("RIFF") && text.startsWith("WAVE", 8)) {
            return WAV;
        }
        if (text.startsWith("#!AMR\n") || text.startsWith("#!AMR-WB\n")) {
            return AMR;
        }
        if (text.startsWith("ID3") || isSoundFrame(head)) {
            return MP3;
        }
        return text.startsWith("ftyp", 4) ? boxed(text.substring(8, 12)) : null;
    }

    private static FileType boxed(String brand) {
        return SOUND_BRANDS.contains(brand) ? M4A : FILM_BRANDS.contains(brand) ? MP4 : null;
    }

    /** The header of a frame of MPEG audio, layer III. */
    private static boolean isSoundFrame(byte[] head) {
        int second = head[1] & BYTE;
        int third = head[2] & BYTE;
        return (head[0] & BYTE) == BYTE
                && (second & 0xe6) == 0xe2
                && (second & 0x18) != 0x08
                && third >> 4 != 0
                && third >> 4 != 15
                && (third & 0x0c) != 0x0c;
    }

    private static boolean isZip(byte[] head) {
        return starts(head, 'P', 'K', 3, 4);
    }

    /** Papers with macros are not taken: a macro is a program. */
    private static FileType paper(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.getEntry("OFD.xml") != null) {
                return OFD;
            }
            boolean programmed = zip.stream().anyMatch(entry -> entry.getName().endsWith("vbaProject.bin"));
            if (zip.getEntry("[Content_Types].xml") == null || programmed) {
                return null;
            }
            return zip.getEntry("word/document.xml") != null
                    ? DOCX
                    : zip.getEntry("xl/workbook.xml") != null
                            ? XLSX
                            : zip.getEntry("ppt/presentation.xml") != null ? PPTX : null;
        } catch (java.util.zip.ZipException | IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean hasSmallDirectory(RandomAccessFile in) throws IOException {
        int length = (int) Math.min(in.length(), END_OF_DIRECTORY + LONGEST_COMMENT);
        var tail = new byte[length];
        in.seek(in.length() - length);
        in.readFully(tail);
        for (int at = length - END_OF_DIRECTORY; at >= 0; at--) {
            if (tail[at] == 'P' && tail[at + 1] == 'K' && tail[at + 2] == 5 && tail[at + 3] == 6) {
                long size = 0;
                for (int i = 15; i >= 12; i--) {
                    size = size << 8 | tail[at + i] & BYTE;
                }
                return size <= LARGEST_DIRECTORY;
            }
        }
        return false;
    }

    private static boolean starts(byte[] head, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & BYTE) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
