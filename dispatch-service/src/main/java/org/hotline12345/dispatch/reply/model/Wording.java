package org.hotline12345.dispatch.reply.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.hotline12345.chassis.vocabulary.model.Phrases;

/**
 * The phrases by which the rules read a Chinese reply, as a file names them; what each is for stands there. In the file
 * {@code {clause}} stands for a character of one clause.
 */
public final class Wording {
    private final int version;

    final Phrases stock;
    final Phrases done;
    final Phrases answer;
    final Phrases self;
    final Phrases office;
    final Phrases time;
    final Phrases basis;
    final Phrases vagueBasis;
    final Phrases contact;
    final Phrases open;
    final Phrases finished;
    final Phrases established;
    final Phrases quoted;
    final Phrases notEstablished;
    final Phrases route;
    final Phrases reached;
    final Phrases attempts;
    final Phrases letterDate;
    final Phrases courtesy;
    final Pattern salutation;
    final Pattern acts;
    final Set<String> nobody;
    final String denial;
    final CommonWords common;

    /**
     * The wording of a file.
     *
     * @throws IllegalArgumentException if a section is missing or a phrase cannot be read
     */
    public Wording(Map<String, List<String>> sections) {
        this(sections, 0);
    }

    /** The same of a version of the office's own; 0 is the shipped one. */
    public Wording(Map<String, List<String>> sections, int version) {
        this.version = version;
        stock = phrases(sections, "stock");
        done = phrases(sections, "done");
        answer = phrases(sections, "answer");
        self = phrases(sections, "self");
        office = phrases(sections, "office");
        time = phrases(sections, "time");
        basis = phrases(sections, "basis");
        vagueBasis = phrases(sections, "vague-basis");
        contact = phrases(sections, "contact");
        open = phrases(sections, "open");
        finished = phrases(sections, "finished");
        established = phrases(sections, "established");
        quoted = phrases(sections, "quoted");
        notEstablished = phrases(sections, "not-established");
        route = phrases(sections, "route");
        reached = phrases(sections, "reached");
        attempts = phrases(sections, "attempts");
        letterDate = phrases(sections, "letter-date");
        courtesy = phrases(sections, "courtesy");
        salutation = Pattern.compile(only(sections, "salutation"));
        acts = Pattern.compile(only(sections, "acts"));
        nobody = Set.copyOf(words(sections, "nobody"));
        denial = only(sections, "denial");
        common = new CommonWords(words(sections, "everywhere"), only(sections, "joining"));
    }

    /** The version of the phrases. */
    public int version() {
        return version;
    }

    private static Phrases phrases(Map<String, List<String>> sections, String name) {
        return Phrases.of(lines(sections, name).toArray(String[]::new));
    }

    private static List<String> words(Map<String, List<String>> sections, String name) {
        return lines(sections, name).stream()
                .flatMap(line -> Pattern.compile("\\s+").splitAsStream(line))
                .toList();
    }

    private static String only(Map<String, List<String>> sections, String name) {
        var lines = lines(sections, name);
        if (lines.size() != 1) {
            throw new IllegalArgumentException("[" + name + "] has one line");
        }
        return lines.get(0);
    }

    private static List<String> lines(Map<String, List<String>> sections, String name) {
        var lines = sections.get(name);
        if (lines == null) {
            throw new IllegalArgumentException("there is no [" + name + "]");
        }
        return lines;
    }
}
