package org.hotline12345.intake.contact;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;

/** Rotation of the keys of citizens' data. */
@Path("/api/v1/keyring")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
@Tag(name = "keyring", description = "密钥环 Key ring")
public class KeyRingResource {
    private final KeyRings rings;
    private final ReencryptContacts reencrypt;

    public KeyRingResource(KeyRings rings, ReencryptContacts reencrypt) {
        this.rings = rings;
        this.reencrypt = reencrypt;
    }

    /**
     * Keys for a purpose; no secrets.
     *
     * @param keys Number of keys.
     * @param primary Id of the key used for what is new.
     */
    public record Keys(String purpose, int keys, String primary) {}

    /** What the ring in use holds. */
    @GET
    @Operation(summary = "密钥数量 Keys", description = "在用密钥环的密钥数量，不含密钥 Number of keys in use; no secrets")
    public Page<Keys> show() {
        KeyRing ring = rings.current();
        List<Keys> keys = Arrays.stream(KeyRing.Purpose.values())
                .map(purpose ->
                        new Keys(purpose.field(), ring.size(purpose), Integer.toUnsignedString(ring.primary(purpose))))
                .toList();
        return new Page<>(keys, null);
    }

    /** Brings stored contact data under the primary keys. */
    @POST
    @Path("/reencryption")
    @Operation(
            summary = "重新加密 Re-encrypt",
            description = "读取新的密钥环并用主密钥重新加密，重复调用直至 remaining 为 0 Takes up the changed key ring and brings contact"
                    + " data under its primary keys; call again until remaining is 0")
    public Uni<ReencryptContacts.Result> reencrypt() {
        return reencrypt.run();
    }
}
