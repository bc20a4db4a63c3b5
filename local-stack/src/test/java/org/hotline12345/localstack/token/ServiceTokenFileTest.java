package org.hotline12345.localstack.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.hotline12345.localstack.home.Home;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTokenFileTest {
    private static final Instant START = Instant.parse("2026-03-04T01:00:00Z");

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @Test
    void it_holds_a_token_of_role_service_that_only_its_owner_reads() throws IOException {
        Path file = file().fresh();
        JsonNode claims = claims(file);
        assertThat(claims.path("groups").toString()).isEqualTo("[\"service\"]");
        assertThat(claims.path("exp").asLong())
                .isEqualTo(START.plus(TokenIssuer.LIFETIME).getEpochSecond());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void it_is_exchanged_long_before_it_ends_and_not_before() throws IOException {
        ServiceTokenFile file = file();
        String first = Files.readString(file.fresh());
        now.set(START.plus(ServiceTokenFile.EXCHANGED_AFTER));
        assertThat(Files.readString(file.fresh())).isEqualTo(first);
        now.set(START.plus(ServiceTokenFile.EXCHANGED_AFTER).plusSeconds(1));
        assertThat(claims(file.fresh()).path("iat").asLong())
                .isEqualTo(now.get().getEpochSecond());
    }

    @Test
    void a_new_start_and_a_file_that_was_deleted_get_a_new_one() throws IOException {
        Path path = file().fresh();
        Files.writeString(path, "of an earlier start");
        ServiceTokenFile file = file();
        assertThat(claims(file.fresh()).path("iss").asText()).isEqualTo(TokenIssuer.ISSUER);
        Files.delete(path);
        assertThat(claims(file.fresh()).path("iss").asText()).isEqualTo(TokenIssuer.ISSUER);
    }

    private ServiceTokenFile file() {
        Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
        return new ServiceTokenFile(Home.at(folder.resolve("home")), clock);
    }

    private static JsonNode claims(Path file) throws IOException {
        String[] parts = Files.readString(file).strip().split("\\.");
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
    }
}
