package org.hotline12345.intake.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
    private static final UUID CASE = UUID.fromString("018f0000-0000-7000-8000-000000000001");
    private static final byte[] PLAIN = "王小明 13812345678".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void what_is_sealed_opens_for_its_case_only() throws Exception {
        KeyRing ring = KeyRing.create();
        byte[] sealed = ring.seal(CASE, PLAIN);

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("13812345678");
        assertThat(ring.open(CASE, sealed)).isEqualTo(PLAIN);
        assertThat(ring.seal(CASE, PLAIN)).as("never the same twice").isNotEqualTo(sealed);
        assertThatThrownBy(() -> ring.open(UUID.randomUUID(), sealed)).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> KeyRing.create().open(CASE, sealed)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void a_ring_survives_its_file() throws Exception {
        KeyRing ring = KeyRing.create();
        Path file = folder.resolve("keys").resolve("ring.json");
        ring.writeNew(file);

        KeyRing again = KeyRing.read(file);

        assertThat(again.open(CASE, ring.seal(CASE, PLAIN))).isEqualTo(PLAIN);
        assertThat(again.phoneIndex("+8613812345678").value())
                .isEqualTo(ring.phoneIndex("+8613812345678").value());
        assertThat(again.queryCode(CASE, 0)).isEqualTo(ring.queryCode(CASE, 0)).matches("\\d{8}");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThatThrownBy(() -> ring.writeNew(file)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void after_a_rotation_the_new_key_is_used_and_the_old_one_still_opens() throws Exception {
        KeyRing before = KeyRing.create();
        byte[] sealed = before.seal(CASE, PLAIN);

        KeyRing after = before.rotated(KeyRing.Purpose.CONTACT);

        assertThat(after.size(KeyRing.Purpose.CONTACT)).isEqualTo(2);
        assertThat(after.primary(KeyRing.Purpose.CONTACT)).isNotEqualTo(before.primary(KeyRing.Purpose.CONTACT));
        assertThat(after.open(CASE, sealed)).isEqualTo(PLAIN);
        assertThatThrownBy(() -> before.open(CASE, after.seal(CASE, PLAIN)))
                .isInstanceOf(GeneralSecurityException.class);
        KeyRing pruned = after.withoutOldKeys(KeyRing.Purpose.CONTACT);
        assertThat(pruned.size(KeyRing.Purpose.CONTACT)).isEqualTo(1);
        assertThat(pruned.open(CASE, after.seal(CASE, PLAIN))).isEqualTo(PLAIN);
        assertThatThrownBy(() -> pruned.open(CASE, sealed)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void a_telephone_is_found_by_the_keys_before_and_after_a_rotation() {
        KeyRing before = KeyRing.create();
        KeyRing after = before.rotated(KeyRing.Purpose.PHONE_INDEX);
        var old = before.phoneIndex("+8613812345678");
        var fresh = after.phoneIndex("+8613812345678");

        assertThat(fresh.value()).hasSize(32).isNotEqualTo(old.value());
        assertThat(fresh.keyId())
                .isEqualTo(after.primary(KeyRing.Purpose.PHONE_INDEX))
                .isNotEqualTo(old.keyId());
        assertThat(after.phoneIndexes("+8613812345678")).hasSize(2).contains(old.value(), fresh.value());
        assertThat(before.phoneIndexes("+8613812345679")).doesNotContain(old.value());
        assertThat(after.withoutOldKeys(KeyRing.Purpose.PHONE_INDEX).phoneIndexes("+8613812345678"))
                .containsExactly(fresh.value());
    }

    @Test
    void codes_told_before_a_rotation_still_hold() {
        KeyRing before = KeyRing.create();
        KeyRing after = before.rotated(KeyRing.Purpose.QUERY_CODE);

        assertThat(after.isQueryCode(CASE, 0, before.queryCode(CASE, 0))).isTrue();
        assertThat(after.isQueryCode(CASE, 0, after.queryCode(CASE, 0))).isTrue();
        assertThat(after.isQueryCode(UUID.randomUUID(), 0, after.queryCode(CASE, 0)))
                .isFalse();
        assertThat(after.isQueryCode(CASE, 0, "")).isFalse();
        assertThat(after.isQueryCode(CASE, 1, after.queryCode(CASE, 1))).isTrue();
        assertThat(after.isQueryCode(CASE, 1, after.queryCode(CASE, 0))).isFalse();
        assertThat(after.withoutOldKeys(KeyRing.Purpose.QUERY_CODE).size(KeyRing.Purpose.QUERY_CODE))
                .isEqualTo(1);
    }

    @Test
    void a_file_that_is_no_ring_is_named() throws Exception {
        Path file = folder.resolve("not-a-ring.json");
        for (String content : new String[] {"", "{}", "[]", "nonsense", "{\"contact\": {}}"}) {
            Files.writeString(file, content);
            assertThatThrownBy(() -> KeyRing.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not-a-ring.json");
        }
    }

    @Test
    void the_command_makes_rotates_and_prunes_a_file() throws Exception {
        String file = folder.resolve("ring.json").toString();

        assertThat(run("create", file)).isZero();
        assertThat(run("create", file)).isEqualTo(1);
        assertThat(run("rotate", file)).isZero();
        assertThat(run("rotate", file, "phoneIndex")).isZero();
        assertThat(run("rotate", file, "queryCode")).isZero();
        KeyRing ring = KeyRing.read(Path.of(file));
        for (KeyRing.Purpose purpose : KeyRing.Purpose.values()) {
            assertThat(ring.size(purpose)).isEqualTo(2);
        }
        assertThat(run("prune", file)).isZero();
        assertThat(run("prune", file, "queryCode")).isEqualTo(1);
        assertThat(KeyRing.read(Path.of(file)).size(KeyRing.Purpose.CONTACT)).isEqualTo(1);
        assertThat(run("show", file)).isZero();
        assertThat(run("show", file + ".none")).isEqualTo(1);
        assertThat(run("rotate", file, "nothing")).isEqualTo(2);
        assertThat(run("melt", file)).isEqualTo(2);
        assertThat(run("create")).isEqualTo(2);
    }

    private static int run(String... args) {
        return KeyRingCommand.run(new PrintWriter(new StringWriter(), true), args);
    }
}
