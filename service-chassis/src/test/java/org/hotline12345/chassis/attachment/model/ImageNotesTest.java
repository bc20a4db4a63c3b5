package org.hotline12345.chassis.attachment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNotesTest {
    private static final String PLACE = "GPS 43.88N 125.32E";

    private static byte[] picture(String format) throws IOException {
        var image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 40; x++) {
            for (int y = 0; y < 30; y++) {
                image.setRGB(x, y, x * 6 << 16 | y * 8 << 8 | x * y % 256);
            }
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    private static byte[] clean(FileType type, byte[] image) throws IOException {
        var to = new ByteArrayOutputStream();
        ImageNotes.leaveOut(type, new ByteArrayInputStream(image), to);
        return to.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] segment(int marker, byte[] data) {
        return ByteBuffer.allocate(data.length + 4)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (data.length + 2))
                .put(data)
                .array();
    }

    /** The notes of a camera: which side is up, and the place. */
    private static byte[] exif(int side, ByteOrder order) {
        var tiff = ByteBuffer.allocate(26 + PLACE.length()).order(order);
        tiff.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) side)
                .putShort((short) 0)
                .putInt(0);
        tiff.put(PLACE.getBytes(StandardCharsets.US_ASCII));
        byte[] head = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + tiff.capacity())
                .put(head)
                .put(tiff.array())
                .array();
    }

    /** A photograph with notes behind its start and a second one behind its end. */
    private static byte[] photograph(byte[]... segments) throws IOException {
        byte[] plain = picture("jpg");
        var bytes = new ByteArrayOutputStream();
        bytes.write(plain, 0, 2);
        for (byte[] segment : segments) {
            bytes.write(segment);
        }
        bytes.write(plain, 2, plain.length - 2);
        bytes.write(("behind the end " + PLACE).getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }

    private static int[] pixels(byte[] image) throws IOException {
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(image));
        return read.getRGB(0, 0, read.getWidth(), read.getHeight(), null, 0, read.getWidth());
    }

    @Test
    void the_place_goes_out_of_a_photograph_and_the_picture_stays_as_it_is() throws IOException {
        byte[] photograph = photograph(
                segment(0xe1, exif(1, ByteOrder.LITTLE_ENDIAN)),
                segment(0xe1, ("http://ns.adobe.com/xap/1.0/\0" + PLACE).getBytes(StandardCharsets.US_ASCII)),
                segment(0xed, ("Photoshop 3.0\0" + PLACE).getBytes(StandardCharsets.US_ASCII)),
                segment(0xfe, PLACE.getBytes(StandardCharsets.US_ASCII)));
        byte[] clean = clean(FileType.JPEG, photograph);
        assertThat(text(photograph)).contains(PLACE);
        assertThat(text(clean)).doesNotContain(PLACE).doesNotContain("Exif").doesNotContain("Photoshop");
        assertThat(pixels(clean)).isEqualTo(pixels(photograph));
        assertThat(clean).isEqualTo(picture("jpg"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
    void which_side_is_up_stays(String order) throws IOException {
        var byteOrder = order.startsWith("L") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        byte[] clean = clean(FileType.JPEG, photograph(segment(0xe1, exif(6, byteOrder))));
        assertThat(text(clean)).contains("Exif").doesNotContain(PLACE);
        int at = text(clean).indexOf("Exif");
        assertThat(ByteBuffer.wrap(clean).getShort(at + 6 + 18)).isEqualTo((short) 6);
    }

    @Test
    void the_colours_of_a_photograph_stay() throws IOException {
        byte[] colours = segment(0xe2, "ICC_PROFILE\0\1\1colours".getBytes(StandardCharsets.US_ASCII));
        byte[] more = segment(0xe2, ("MPF\0" + PLACE).getBytes(StandardCharsets.US_ASCII));
        assertThat(text(clean(FileType.JPEG, photograph(colours, more))))
                .contains("ICC_PROFILE")
                .doesNotContain("MPF")
                .doesNotContain(PLACE);
    }

    @Test
    void notes_that_are_cut_off_are_notes() throws IOException {
        byte[] cut = Arrays.copyOf(exif(6, ByteOrder.BIG_ENDIAN), 15);
        assertThat(text(clean(FileType.JPEG, photograph(segment(0xe1, cut))))).doesNotContain("Exif");
    }

    private static byte[] chunk(String type, String data) {
        byte[] body = (type + data).getBytes(StandardCharsets.ISO_8859_1);
        var crc = new CRC32();
        crc.update(body);
        return ByteBuffer.allocate(body.length + 8)
                .putInt(data.length())
                .put(body)
                .putInt((int) crc.getValue())
                .array();
    }

    @Test
    void texts_and_notes_go_out_of_a_drawing_and_the_picture_stays_as_it_is() throws IOException {
        byte[] plain = picture("png");
        var noted = new ByteArrayOutputStream();
        int behindHeader = 8 + 25;
        noted.write(plain, 0, behindHeader);
        for (String type : new String[] {"tEXt", "zTXt", "iTXt", "eXIf", "tIME", "prVt"}) {
            noted.write(chunk(type, PLACE));
        }
        noted.write(plain, behindHeader, plain.length - behindHeader);
        noted.write(PLACE.getBytes(StandardCharsets.US_ASCII));
        assertThat(clean(FileType.PNG, noted.toByteArray())).isEqualTo(plain);
    }

    @Test
    void what_only_begins_like_an_image_is_none() throws IOException {
        byte[] photograph = picture("jpg");
        assertThatThrownBy(() -> clean(FileType.JPEG, Arrays.copyOf(photograph, photograph.length / 2)))
                .isInstanceOf(ImageNotes.NotAnImage.class);
        byte[] page = "\u00ff\u00d8\u00ff<html><script>alert(1)</script>".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> clean(FileType.JPEG, page)).isInstanceOf(ImageNotes.NotAnImage.class);
        byte[] drawing = picture("png");
        assertThatThrownBy(() -> clean(FileType.PNG, Arrays.copyOf(drawing, drawing.length - 12)))
                .isInstanceOf(ImageNotes.NotAnImage.class);
    }
}
