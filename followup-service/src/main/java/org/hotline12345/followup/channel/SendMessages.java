package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.callback.AnswerCallback;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.OfficeBook;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.channel.model.Medium;
import org.hotline12345.followup.survey.link.SurveyConfig;
import org.hotline12345.followup.survey.link.SurveyTokens;
import org.hotline12345.followup.survey.model.Instrument;
import org.hotline12345.followup.survey.model.SurveyPlan;

/**
 * Sends what waits: takes a message on lease, reads the telephone number from intake, sends it, writes down what came of it. An
 * instance that dies between leaves the lease to run out, and the message is sent again under the same id.
 */
@ApplicationScoped
public class SendMessages {
    private static final int BATCH = 50;
    private static final int AT_ONCE = 4;
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final String TAKE = """
            with due as (
              select r.id
              from survey_request r
              join survey_channel c on c.code = r.channel
              where r.state = 'WAITING'
                and r.next_try_at <= $1
                and c.active
                and c.transport = any($2)
              order by r.next_try_at
              limit $3
              for update of r skip locked)
            update survey_request r
            set next_try_at = $4,
                tries = r.tries + 1
            from due, callback cb, case_file f
            where r.id = due.id
              and cb.id = r.callback_id
              and f.case_id = cb.case_id
            returning r.id, r.callback_id, r.channel, r.tries, cb.case_id, cb.state, cb.reply_text, f.case_number, f.title
            """;

    private static final String TAKE_BATCH = """
            with due as (
              select r.id
              from survey_request r
              where r.channel = $1
                and (r.batch_id = $2 or r.batch_id is null and r.state = 'WAITING' and r.next_try_at <= $3)
              order by r.batch_id, r.next_try_at, r.id
              limit $4
              for update of r skip locked)
            update survey_request r
            set batch_id = $2,
                next_try_at = null,
                sent_at = coalesce(r.sent_at, $3),
                state = case when r.state = 'WAITING' then 'SENT' else r.state end,
                tries = r.tries + 1
            from due, callback cb, case_file f
            where r.id = due.id
              and cb.id = r.callback_id
              and f.case_id = cb.case_id
            returning r.id, r.callback_id, r.channel, r.tries, cb.case_id, cb.state, cb.reply_text, f.case_number, f.title
            """;

    private final Transactions transactions;
    private final Channels channels;
    private final ChannelStore store;
    private final Contacts contacts;
    private final SurveyTokens tokens;
    private final SurveyConfig survey;
    private final CaseCommands commands;
    private final AnswerCallback answer;
    private final OfficeBook book;
    private final ChannelConfig config;

    public SendMessages(
            Transactions transactions,
            Channels channels,
            ChannelStore store,
            Contacts contacts,
            SurveyTokens tokens,
            SurveyConfig survey,
            CaseCommands commands,
            AnswerCallback answer,
            OfficeBook book,
            ChannelConfig config) {
        this.transactions = transactions;
        this.channels = channels;
        this.store = store;
        this.contacts = contacts;
        this.tokens = tokens;
        this.survey = survey;
        this.commands = commands;
        this.answer = answer;
        this.book = book;
        this.config = config;
    }

    /** Sends what is due by the sending channels; answers how many messages it tried. */
    public Uni<Integer> send(Instant now) {
        List<String> transports = channels.transports().stream()
                .filter(transport -> channels.implementation(transport).orElseThrow() instanceof SendingChannel)
                .toList();
        return transactions
                .inTransaction(session ->
                        Sql.on(session).select(TAKE, now, transports.toArray(String[]::new), BATCH, now.plus(LEASE)))
                .call(rows -> Multi.createFrom()
                        .iterable(rows)
                        .onItem()
                        .transformToUni(row -> one(row, now))
                        .merge(AT_ONCE)
                        .collect()
                        .last())
                .map(List::size);
    }

    /**
     * The messages of a batch of a collected channel. The same batch collected again holds the same askings.
     *
     * @param max at most so many in a new batch
     */
    public Uni<List<Message>> collect(Registration channel, UUID batch, int max, Instant now) {
        return transactions
                .inTransaction(session -> Sql.on(session).select(TAKE_BATCH, channel.code(), batch, now, max))
                .chain(rows -> Multi.createFrom()
                        .iterable(rows)
                        .filter(row -> row.getString("state").equals("OPEN"))
                        .onItem()
                        .transformToUni(row -> message(row, channel, now).map(Optional::ofNullable))
                        .merge(AT_ONCE)
                        .filter(Optional::isPresent)
                        .map(Optional::get)
                        .collect()
                        .asList());
    }

    private Uni<Void> one(Row row, Instant now) {
        if (!row.getString("state").equals("OPEN")) {
            return ended(row, "CANCELLED", "the callback is " + row.getString("state"), now);
        }
        return transactions
                .inTransaction(session -> store.find(Sql.on(session), row.getString("channel")))
                .chain(channel -> message(row, channel, now)
                        .chain(message -> message == null
                                ? failed(row, "no telephone number", now)
                                : ((SendingChannel) channels.implementation(channel.transport())
                                                .orElseThrow())
                                        .send(channel, message)
                                        .chain(sent -> after(row, sent, now))))
                .onFailure()
                .recoverWithUni(failure -> tryAgain(row, failure.getClass().getSimpleName(), now));
    }

    private Uni<Void> after(Row row, SendingChannel.Sent sent, Instant now) {
        return switch (sent.outcome()) {
            case ACCEPTED ->
                // a report may have come before the answer to the sending
                write("""
                        update survey_request
                        set state = 'SENT',
                            sent_at = $2,
                            next_try_at = null,
                            last_error = null
                        where id = $1
                          and state = 'WAITING'
                        """, row.getUUID("id"), now);
            case TRY_AGAIN -> tryAgain(row, sent.detail(), now);
            case REFUSED -> failed(row, sent.detail(), now);
        };
    }

    private Uni<Void> tryAgain(Row row, String why, Instant now) {
        int tries = row.getInteger("tries");
        if (tries > config.retryAfter().size()) {
            return failed(row, why, now);
        }
        return write("""
                update survey_request
                set next_try_at = $2,
                    last_error = $3
                where id = $1
                  and state = 'WAITING'
                """, row.getUUID("id"), now.plus(config.retryAfter().get(tries - 1)), why);
    }

    /** The channel does not take it: the next one, or an agent, asks. */
    private Uni<Void> failed(Row row, String why, Instant now) {
        return transactions.inTransaction(session -> commands.onCallback(
                session,
                row.getUUID("case_id"),
                row.getUUID("callback_id"),
                (file, callback, office) -> Sql.on(session)
                        .update("""
                                update survey_request
                                set state = 'FAILED',
                                    ended_at = $2,
                                    next_try_at = null,
                                    last_error = $3
                                where id = $1
                                  and state = 'WAITING'
                                """, row.getUUID("id"), now, why)
                        .invoke(changed -> {
                            if (changed > 0) {
                                Instrument instrument = office.surveys().instrument(SurveyInstrument.AUTOMATIC);
                                Instant next = instrument.hours().next(now, office.calendar());
                                answer.notReachedByChannel(callback, file, next, Cause.at(now, null), office);
                            }
                        })
                        .replaceWithVoid()));
    }

    private Uni<Void> ended(Row row, String state, String why, Instant now) {
        return write("""
                update survey_request
                set state = $2,
                    ended_at = $3,
                    next_try_at = null,
                    last_error = $4
                where id = $1
                  and state = 'WAITING'
                """, row.getUUID("id"), state, now, why);
    }

    private Uni<Void> write(String sql, Object... values) {
        return transactions
                .inTransaction(session -> Sql.on(session).update(sql, values))
                .replaceWithVoid();
    }

    /** The message of an asking; null where intake has no telephone number. */
    private Uni<Message> message(Row row, Registration channel, Instant now) {
        String purpose = "智能回访 " + channel.title();
        return contacts.of(row.getUUID("case_id"), purpose)
                .chain(contact -> contact.phone() == null
                        ? Uni.createFrom().nullItem()
                        : transactions.inTransaction(session -> book.now(session).chain(office -> {
                                SurveyPlan plan = office.surveys();
                                UUID callbackId = row.getUUID("callback_id");
                                Instant until = now.plus(Duration.ofDays(plan.instrument(SurveyInstrument.AUTOMATIC)
                                        .linkDays()));
                                return tokens.issue(Sql.on(session), List.of(callbackId), until)
                                        .map(issued -> message(row, channel, contact, plan, issued));
                        })));
    }

    private Message message(Row row, Registration channel, Contact contact, SurveyPlan plan, Map<UUID, String> issued) {
        String number = row.getString("case_number");
        String link = survey.page().orElseThrow() + issued.get(row.getUUID("callback_id"));
        String text = channel.medium() == Medium.VOICE
                ? "您好，这里是12345热线。您反映的“" + row.getString("title") + "”已有办理结果：" + row.getString("reply_text")
                : "您反映的诉求（编号" + number + "）已有办理结果，请点击查看并评价：" + link;
        return new Message(
                row.getUUID("id"),
                channel.medium(),
                contact.phone(),
                number,
                text,
                link,
                plan.instrument(SurveyInstrument.AUTOMATIC).questions(),
                plan.reasons());
    }
}
