package org.hotline12345.chassis.attachment.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTypeTest {
    @TempDir
    Path folder;

    private Path file(byte[] head) throws IOException {
        byte[] whole = java.util.Arrays.copyOf(head, 64);
        return Files.write(folder.resolve("some"), whole);
    }

    private Path zip(List<String> entries) throws IOException {
        Path file = folder.resolve("paper.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write("<x/>".getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "JPEG, ffd8ffe000104a464946",
        "PNG, 89504e470d0a1a0a0000000d49484452",
        "PDF, 255044462d312e37",
        "MP3, 494433040000",
        "MP3, fffb9064",
        "MP3, fff384c4",
        "M4A, 00000020667479704d344120",
        "MP4, 000000186674797069736f6d",
        "MP4, 0000001c667479706d703432",
        "MP4, 0000001466747970717420200000",
        "AMR, 2321414d520a",
        "AMR, 2321414d522d57420a",
        "WAV, 524946462400000057415645"
    })
    void a_file_is_known_by_its_first_bytes(FileType type, String head) throws IOException {
        assertThat(FileType.of(file(HexFormat.of().parseHex(head)))).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "a program, 4d5a9000",
        "another program, 7f454c46020101",
        "a page, 3c68746d6c3e3c7363726970743e",
        "a drawing with scripts, 3c737667",
        "an archive of old papers, d0cf11e0a1b11ae1",
        "a picture of phones that browsers do not show, 00000018667479706865696300000000",
        "a film that is no WAVE, 52494646240000004156492000",
        "no frame of sound, ffff9064",
        "text, 48656c6c6f"
    })
    void what_is_not_on_the_list_is_not_taken(String what, String head) throws IOException {
        assertThat(FileType.of(file(HexFormat.of().parseHex(head)))).as(what).isNull();
    }

    @ParameterizedTest
    @CsvSource({"DOCX, word/document.xml", "XLSX, xl/workbook.xml", "PPTX, ppt/presentation.xml", "OFD, OFD.xml"})
    void a_paper_is_known_by_what_it_holds(FileType type, String part) throws IOException {
        assertThat(FileType.of(zip(List.of("[Content_Types].xml", part)))).isEqualTo(type);
    }

    @Test
    void a_paper_with_macros_is_not_taken() throws IOException {
        assertThat(FileType.of(zip(List.of("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"))))
                .isNull();
    }

    @Test
    void an_archive_of_anything_else_is_not_taken() throws IOException {
        assertThat(FileType.of(zip(List.of("run.exe", "word/document.xml")))).isNull();
    }

    @Test
    void what_only_begins_like_an_archive_is_not_taken() throws IOException {
        assertThat(FileType.of(file(new byte[] {'P', 'K', 3, 4}))).isNull();
    }

    @Test
    void what_is_shorter_than_any_head_is_not_taken() throws IOException {
        assertThat(FileType.of(
                        Files.write(folder.resolve("short"), new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff})))
                .isNull();
    }
}
