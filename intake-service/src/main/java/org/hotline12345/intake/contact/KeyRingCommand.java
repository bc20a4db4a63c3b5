package org.hotline12345.intake.contact;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Makes and changes the file of the key ring, before the service runs:
 *
 * <pre>
 * java -cp 'quarkus-app/app/*:quarkus-app/lib/main/*' org.hotline12345.intake.contact.KeyRingCommand create FILE
 * … rotate FILE [contact|phoneIndex|queryCode]   adds a key, which becomes the primary one (contact if none is named)
 * … prune FILE [contact|phoneIndex]              takes out the keys that are not primary, after POST /keyring/reencryption
 * … show FILE                                    number of keys and primary key of each purpose; no secrets
 * </pre>
 *
 * Exit status 0 when it was done, 1 when not, 2 for a wrong command line.
 */
public final class KeyRingCommand {
    private static final String USAGE = """
            用法 usage:
              create FILE                                    新建密钥环 make a key ring
              rotate FILE [contact|phoneIndex|queryCode]     增加主密钥 add a key and make it primary
              prune FILE [contact|phoneIndex]                移除旧密钥 take out the keys that are not primary
              show FILE                                      查看密钥数量 number of keys; no secrets
            """;

    private KeyRingCommand() {}

    /** Runs the command and ends the process. */
    public static void main(String[] args) {
        var out = new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8), true);
        Runtime.getRuntime().exit(run(out, args));
    }

    /** Runs the command and answers its exit status. */
    public static int run(PrintWriter out, String... args) {
        if (args.length < 2 || args.length > 3) {
            out.print(USAGE);
            out.flush();
            return 2;
        }
        Path file = Path.of(args[1]);
        Optional<KeyRing.Purpose> purpose = purpose(args.length == 3 ? args[2] : KeyRing.Purpose.CONTACT.field());
        if (purpose.isEmpty()) {
            out.print(USAGE);
            out.flush();
            return 2;
        }
        try {
            switch (args[0]) {
                case "create" -> KeyRing.create().writeNew(file);
                case "rotate" -> KeyRing.read(file).rotated(purpose.get()).write(file);
                case "prune" -> prune(file, purpose.get());
                case "show" -> {}
                default -> {
                    out.print(USAGE);
                    out.flush();
                    return 2;
                }
            }
            show(out, file);
            return 0;
        } catch (FileAlreadyExistsException e) {
            out.println("文件已存在，未改动 the file exists already and was left as it is: " + file);
        } catch (IOException | IllegalArgumentException e) {
            out.println("未完成 not done: " + e.getMessage());
        }
        return 1;
    }

    private static void prune(Path file, KeyRing.Purpose purpose) throws IOException {
        if (purpose == KeyRing.Purpose.QUERY_CODE) {
            throw new IllegalArgumentException(
                    "已告知群众的查询码将失效 the codes told to citizens would no longer hold; keys of queryCode stay");
        }
        KeyRing.read(file).withoutOldKeys(purpose).write(file);
    }

    private static void show(PrintWriter out, Path file) throws IOException {
        KeyRing ring = KeyRing.read(file);
        for (KeyRing.Purpose each : KeyRing.Purpose.values()) {
            out.println(each.field() + ": " + ring.size(each) + ", primary "
                    + Integer.toUnsignedString(ring.primary(each)));
        }
    }

    private static Optional<KeyRing.Purpose> purpose(String field) {
        return Arrays.stream(KeyRing.Purpose.values())
                .filter(purpose -> purpose.field().equals(field))
                .findFirst();
    }
}
