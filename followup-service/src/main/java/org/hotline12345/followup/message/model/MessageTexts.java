package org.hotline12345.followup.message.model;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.TextBundle;

/** The messages that are in force; a kind that is not among them is not sent. */
public record MessageTexts(Map<MessageKind, MessageTemplate> inForce) {
    /** No message is sent. */
    public static final MessageTexts NONE = new MessageTexts(Map.of());

    private static final TextBundle SHIPPED = TextBundle.of("messages/texts");

    public MessageTexts {
        inForce = inForce.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(inForce));
    }

    /** The text in force; empty where none is. */
    public Optional<MessageTemplate> of(MessageKind kind) {
        return Optional.ofNullable(inForce.get(kind));
    }

    /** The shipped text, to begin with. */
    public static MessageTemplate shipped(MessageKind kind) {
        return new MessageTemplate(kind, 0, SHIPPED.get(kind.name()).in(Language.ZH));
    }
}
