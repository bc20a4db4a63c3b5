package org.hotline12345.localstack.demo.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.hotline12345.localstack.demo.model.Script.Course;
import org.hotline12345.localstack.demo.model.Script.Opinion;
import org.hotline12345.localstack.demo.model.Script.Pace;

/**
 * Writes the scripts of a demo: shares are exact, who gets what is by the seed. Eight per cent are not accepted, seventeen
 * answered on the spot; four in ten are confidential, sixteen of them not to be contacted at all; of those that units handle two in
 * ten lie in the past, one of them answered late.
 */
public final class ScriptWriter {
    private final List<Sample> handled;
    private final List<Sample> answered;
    private final List<Sample> refused;

    /** Writes with these samples. */
    public ScriptWriter(List<Sample> handled, List<Sample> answered, List<Sample> refused) {
        this.handled = List.copyOf(handled);
        this.answered = List.copyOf(answered);
        this.refused = List.copyOf(refused);
    }

    /** Scripts for so many cases, at least twenty. */
    public List<Script> write(int cases, long seed) {
        var random = new Random(seed);
        List<Course> courses = dealt(
                cases,
                random,
                List.of(share(cases, 8), share(cases, 17)),
                List.of(Course.REFUSED, Course.ANSWERED, Course.HANDLED));
        List<String> anonymity = dealt(
                cases,
                random,
                List.of(share(cases, 24), share(cases, 16)),
                List.of("HIDDEN_FROM_UNIT", "NO_CONTACT", "NAMED"));
        List<Script> scripts = new ArrayList<>();
        int asked = 0;
        int dissatisfied = 0;
        int taken = 0;
        for (int i = 0; i < cases; i++) {
            boolean handled = courses.get(i) == Course.HANDLED;
            int order = handled ? taken++ : -1;
            Pace pace = order % 10 == 3 ? Pace.IN_TIME : order % 10 == 8 ? Pace.LATE : Pace.NOW;
            boolean now = handled && pace == Pace.NOW;
            List<Opinion> answers = List.of();
            if (now && !anonymity.get(i).equals("NO_CONTACT")) {
                // every seventh citizen asked is dissatisfied, every third of these again
                answers = asked++ % 7 == 3 ? dissatisfied(random, dissatisfied++) : List.of(content(random));
            }
            scripts.add(new Script(
                    i,
                    sample(courses.get(i), i, order, random),
                    courses.get(i),
                    anonymity.get(i),
                    answers,
                    !answers.isEmpty() && asked % 4 == 0,
                    answers.size() == 1 && asked % 13 == 5,
                    now && order % 20 == 1,
                    now && order % 12 == 5,
                    now && order % 9 == 2,
                    now && order % 15 == 4,
                    pace));
        }
        return scripts;
    }

    private Sample sample(Course course, int number, int order, Random random) {
        return switch (course) {
            case REFUSED -> refused.get(number % refused.size());
            case ANSWERED -> answered.get(number % answered.size());
            // now and then the one that nobody but a dispatcher can decide
            case HANDLED -> handled.get(order % 25 == 6 ? handled.size() - 1 : random.nextInt(handled.size()));
        };
    }

    private static List<Opinion> dissatisfied(Random random, int order) {
        var first = random.nextInt(3) == 0 ? Opinion.VERY_DISSATISFIED : Opinion.DISSATISFIED;
        return order % 3 == 1
                ? List.of(first, Opinion.DISSATISFIED, Opinion.BASICALLY_SATISFIED)
                : List.of(first, Opinion.SATISFIED);
    }

    private static Opinion content(Random random) {
        int dice = random.nextInt(10);
        return dice < 4 ? Opinion.VERY_SATISFIED : dice < 8 ? Opinion.SATISFIED : Opinion.BASICALLY_SATISFIED;
    }

    private static int share(int cases, int percent) {
        return Math.round(cases * percent / 100f);
    }

    /** A shuffled list with the first kinds as often as said and the last kind for the rest. */
    private static <T> List<T> dealt(int cases, Random random, List<Integer> numbers, List<T> kinds) {
        List<T> all = new ArrayList<>();
        for (int kind = 0; kind < numbers.size(); kind++) {
            all.addAll(Collections.nCopies(numbers.get(kind), kinds.get(kind)));
        }
        all.addAll(Collections.nCopies(cases - all.size(), kinds.get(kinds.size() - 1)));
        Collections.shuffle(all, random);
        return all;
    }
}
