package org.hotline12345.assessment.bulletin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * The office program of the machine, which turns office documents into PDF. Where it is absent the test is skipped, unless
 * {@code HOTLINE_REQUIRE_OFFICE=1} says that it must not be.
 */
final class LibreOffice {
    private static final int PATIENCE_SECONDS = 180;

    private LibreOffice() {}

    /** The text of the document as it is printed, page by page, each ended by a form feed. */
    static String printed(byte[] docx, Path folder) throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("bulletin.docx"), docx);
        run(
                folder,
                program("soffice"),
                "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                folder.toString(),
                file.toString());
        Path text = folder.resolve("bulletin.txt");
        run(
                folder,
                program("pdftotext"),
                "-layout",
                "-enc",
                "UTF-8",
                folder.resolve("bulletin.pdf").toString(),
                text.toString());
        return Files.readString(text);
    }

    private static String program(String name) {
        var found = Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty() && !"1".equals(System.getenv("HOTLINE_REQUIRE_OFFICE"))) {
            Assumptions.abort(
                    name + " is not installed (Debian: libreoffice-writer-nogui, poppler-utils); bulletins are not"
                            + " turned into PDF here");
        }
        return found.orElseThrow(() -> new AssertionError(name + " is required by HOTLINE_REQUIRE_OFFICE=1"))
                .toString();
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("no end: " + List.of(command));
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(List.of(command) + " failed: " + Files.readString(log));
        }
    }
}
