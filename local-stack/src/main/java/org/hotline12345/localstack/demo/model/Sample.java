package org.hotline12345.localstack.demo.model;

/**
 * An invented case.
 *
 * @param type nature of the case
 * @param area area code; null where the citizen named none
 * @param category category code; null where the words of the text decide
 * @param text what the citizen says; {@code <phone>} stands for the telephone
 * @param reply what the unit will answer; {@code <date>} stands for the day. Null for cases that reach no unit
 * @param disposition what the handling comes to
 * @param answer what the agent answers on the spot; null for others
 * @param reason why it is not accepted; null for others
 * @param told what the citizen is told instead; null for others
 */
public record Sample(
        String type,
        String urgency,
        String area,
        String category,
        String title,
        String text,
        String reply,
        String basis,
        String disposition,
        String answer,
        String reason,
        String told) {}
