package org.hotline12345.dispatch.routing.model.classifier;

/**
 * What a citizen wrote.
 *
 * @param title Title; empty where there is none, then the opening of the text counts as title.
 */
public record Message(String title, String text) {
    private static final int OPENING = 20;

    public Message {
        title = title == null ? "" : title.strip();
        text = text == null ? "" : text.strip();
        if (title.isEmpty()) {
            title = text.substring(0, Math.min(OPENING, text.length()));
        } else {
            text = title + "\n" + text;
        }
    }
}
