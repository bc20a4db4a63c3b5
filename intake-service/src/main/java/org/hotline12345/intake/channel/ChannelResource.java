package org.hotline12345.intake.channel;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.page.Page;

/** The code list of channels. */
@Path("/api/v1/channels")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "channels", description = "渠道代码 Channels")
public class ChannelResource {
    private final Channels channels;

    public ChannelResource(Channels channels) {
        this.channels = channels;
    }

    @GET
    @Operation(summary = "渠道代码表 Channels", description = "本市的受理渠道 The channels of this city, with their names")
    public Page<Channels.Channel> list() {
        return new Page<>(List.copyOf(channels.all().values()), null);
    }
}
