package org.hotline12345.dispatch.reply.model;

/**
 * What can be wrong with a reply. The article asks for replies 具体详实, without 答非所问 and 空话套话; the elements are those a
 * citizen can check: what was done, by whom, when, on what basis, and whom to ask.
 */
public enum ReplyFlag {
    /** 答非所问: the reply and the citizen's words have no matter in common. */
    NOT_ABOUT_THE_QUESTION,
    /** 空话套话: nothing but courtesy, attention, forwarding and promises. */
    EMPTY_PHRASES,
    /** 过于简短. */
    TOO_SHORT,
    /** Neither what was done nor what applies to the matter is said. */
    NO_ACTION,
    /** It is not said who did it. */
    NO_WHO,
    /** It is not said when. */
    NO_WHEN,
    /** No law, policy, plan or document is named. */
    NO_BASIS,
    /** Nobody to ask is named. */
    NO_CONTACT,
    /** 套用其他答复: nearly the same words as the unit's reply to another case. */
    COPIED,
    /** RESOLVED, but the text says that it is still under way. */
    STILL_OPEN,
    /** RESOLVED, but the text says that what was reported is not so. */
    SAYS_NOT_ESTABLISHED,
    /** NOT_ESTABLISHED, but the text says that it is so. */
    SAYS_ESTABLISHED,
    /** PLANNED, but the text names no date. */
    NO_DATE_OF_PLAN,
    /** PLANNED without the date when the matter is looked at again. */
    NO_REVIEW_DATE,
    /** LEGAL_ROUTE, but the text names no route. */
    NO_LEGAL_ROUTE,
    /** UNREACHABLE, but the citizen was spoken to. */
    SAYS_REACHED,
    /** UNREACHABLE, but the text does not say how often or when it was tried. */
    NO_ATTEMPTS
}
