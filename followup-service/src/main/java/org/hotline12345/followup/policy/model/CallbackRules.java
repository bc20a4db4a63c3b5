package org.hotline12345.followup.policy.model;

/**
 * How citizens are asked, 回访.
 *
 * @param attempts After so many unanswered attempts it ends as "no answer".
 * @param spacing How long to wait between two attempts.
 * @param surveyDays How many calendar days a survey link lives.
 * @param correctionDays For how many calendar days after the first answer a later one corrects it.
 * @param monthlyPercent How many percent of a month's finished cases are to be called back at least. Null: no such aim.
 */
public record CallbackRules(int attempts, Span spacing, int surveyDays, int correctionDays, Integer monthlyPercent) {}
