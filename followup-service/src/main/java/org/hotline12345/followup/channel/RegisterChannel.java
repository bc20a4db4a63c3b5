package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.followup.channel.ChannelResource.ChannelInput;
import org.hotline12345.followup.survey.link.SurveyConfig;

/** Registers a channel or changes it. An active one needs its secret, the survey page's address and access to intake. */
@ApplicationScoped
class RegisterChannel {
    private final Channels channels;
    private final ChannelStore store;
    private final Contacts contacts;
    private final SurveyConfig survey;
    private final Clock clock;

    RegisterChannel(Channels channels, ChannelStore store, Contacts contacts, SurveyConfig survey, Clock clock) {
        this.channels = channels;
        this.store = store;
        this.contacts = contacts;
        this.survey = survey;
        this.clock = clock;
    }

    Uni<Registration> register(String code, ChannelInput input, String by) {
        // the name of the address is resolved: not on the event loop
        return Uni.createFrom()
                .item(() -> violations(code, input))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .invoke(violations -> Problem.throwIfAny(violations))
                .chain(() -> store.put(code, input, clock.instant(), by));
    }

    private Violations violations(String code, ChannelInput input) {
        CallbackChannel channel = channels.implementation(input.transport()).orElse(null);
        boolean used = Boolean.TRUE.equals(input.active());
        boolean sends = channel instanceof SendingChannel;
        return new Violations()
                .unless(
                        channel != null,
                        "transport",
                        "violation.channel.transport",
                        String.join(", ", channels.transports()))
                .unless(
                        channel instanceof SendingChannel sending ? sending.accepts(input.url()) : input.url() == null,
                        "url",
                        "violation.channel.url")
                .unless(!used || !sends || channels.secret(code).isPresent(), "active", "violation.channel.secret")
                .unless(!used || survey.page().isPresent(), "active", "violation.channel.page")
                .unless(!used || contacts.available(), "active", "violation.channel.intake");
    }
}
