package org.hotline12345.localstack.demo.model;

import java.util.List;

/**
 * What will happen to one case.
 *
 * @param number from 0
 * @param sample the case
 * @param course where it goes
 * @param anonymity {@code NAMED}, {@code HIDDEN_FROM_UNIT} or {@code NO_CONTACT}
 * @param answers what the citizen answers after each round of handling; empty where nobody asks
 * @param survey whether the first answer is given on the survey page instead of by telephone
 * @param deniesNotice whether the citizen says that the unit never called
 * @param authorSigns whether the author of the first reply tries to sign it off
 * @param sentBack whether the reviewer sends the first reply back once
 * @param instructed whether the unit's leader writes an instruction first
 * @param supplemented whether the citizen calls again to add something
 * @param pace when it is played
 */
public record Script(
        int number,
        Sample sample,
        Course course,
        String anonymity,
        List<Opinion> answers,
        boolean survey,
        boolean deniesNotice,
        boolean authorSigns,
        boolean sentBack,
        boolean instructed,
        boolean supplemented,
        Pace pace) {
    public Script {
        answers = List.copyOf(answers);
    }

    /** Where a case goes. */
    public enum Course {
        /** 不予受理. */
        REFUSED,
        /** 当场答复. */
        ANSWERED,
        /** 派单办理. */
        HANDLED
    }

    /** When a case is played. What lies in the past is moved in as history: nobody is told or asked any more. */
    public enum Pace {
        /** Now, and answered at once. */
        NOW,
        /** Last week, and answered in time. */
        IN_TIME,
        /** Last week, and answered after its deadline. */
        LATE
    }

    /** What a citizen says when asked. */
    public enum Opinion {
        /** 非常满意. */
        VERY_SATISFIED,
        /** 满意. */
        SATISFIED,
        /** 基本满意. */
        BASICALLY_SATISFIED,
        /** 不满意. */
        DISSATISFIED,
        /** 非常不满意. */
        VERY_DISSATISFIED;

        /** Whether the default rules count it as satisfied. */
        public boolean satisfied() {
            return this != DISSATISFIED && this != VERY_DISSATISFIED;
        }
    }

    /** Whether it lies in the past. */
    public boolean history() {
        return pace != Pace.NOW;
    }

    /** Whether the citizen wants to be told and asked, and still can be. */
    public boolean contactable() {
        return !history() && !anonymity.equals("NO_CONTACT");
    }

    /** Whether the unit may see and call the citizen. */
    public boolean visibleToUnit() {
        return anonymity.equals("NAMED");
    }

    /** The answer after a round, counted from 1. */
    public Opinion answer(int round) {
        return answers.get(round - 1);
    }

    /** How many rounds of handling it takes. */
    public int rounds() {
        return course == Course.HANDLED ? Math.max(1, answers.size()) : 0;
    }

    /** A second dissatisfaction opens supervision, and a supervisor decides on the third round. */
    public boolean supervised() {
        return answers.size() >= 2
                && !answers.get(0).satisfied()
                && !answers.get(1).satisfied();
    }
}
