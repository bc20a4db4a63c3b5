package org.hotline12345.endtoend;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.course.CaseCourse;

/**
 * Four services that decide by what they know, tell it to their outboxes, and hear of each other by one stream per case. What
 * is told may lie in an outbox, and what is in the stream may be heard, at any time: only the order of each outbox and
 * of each stream holds.
 */
final class World {
    private static final int CASES = 3;
    private static final Instant START = Instant.parse("2026-03-04T01:00:00Z");

    private final Map<String, Side> sides = new LinkedHashMap<>();
    private final Map<Side, Deque<CaseEvent>> outboxes = new HashMap<>();
    private final Map<UUID, List<CaseEvent>> streams = new LinkedHashMap<>();
    private final Map<Side, Map<UUID, Integer>> heard = new HashMap<>();
    private final List<String> log = new ArrayList<>();
    private Instant now = START;
    private long position;

    World() {
        Stream.of(new IntakeSide(), new DispatchSide(), new FollowupSide(), new AssessmentSide())
                .forEach(side -> {
                    sides.put(side.name(), side);
                    outboxes.put(side, new ArrayDeque<>());
                    heard.put(side, new HashMap<>());
                });
    }

    /** A case by its letter. */
    static UUID theCase(char letter) {
        return new UUID(0, letter - 'A' + 1);
    }

    private static char letter(UUID id) {
        return (char) ('A' + id.getLeastSignificantBits() - 1);
    }

    /** Something happens; which of all that can is a number's choice. */
    void play(int choice) {
        int which = choice / 4;
        switch (choice % 4) {
            case 0, 1 -> {
                if (which % 3 == 0) {
                    relayAll();
                } else {
                    commandOneOfMany(which / 3);
                }
            }
            case 2 -> relayOneOfMany(which);
            default -> hearOneOfMany(which);
        }
    }

    private void commandOneOfMany(int from) {
        record Possible(Side side, String command, UUID id) {}
        var all = new ArrayList<Possible>();
        for (Side side : sides.values()) {
            for (String command : side.commands()) {
                for (int i = 0; i < CASES; i++) {
                    all.add(new Possible(side, command, new UUID(0, i + 1)));
                }
            }
        }
        for (int i = 0; i < all.size(); i++) {
            Possible next = all.get((from + i) % all.size());
            if (command(next.side(), next.command(), next.id())) {
                return;
            }
        }
    }

    private void relayOneOfMany(int which) {
        var full = outboxes.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
        if (!full.isEmpty()) {
            relay(full.get(which % full.size()));
        }
    }

    private void hearOneOfMany(int which) {
        record Waiting(Side side, UUID id) {}
        var all = new ArrayList<Waiting>();
        sides.values()
                .forEach(side -> streams.keySet().stream()
                        .filter(id -> behind(side, id) > 0)
                        .forEach(id -> all.add(new Waiting(side, id))));
        if (!all.isEmpty()) {
            Waiting next = all.get(which % all.size());
            // mostly a service hears all there is, as one poll does
            int some = which % 5 == 0 ? 1 : behind(next.side(), next.id());
            for (int i = 0; i < some; i++) {
                hear(next.side(), next.id());
            }
        }
    }

    /** The next step of a history: somebody does something, {@code "dispatch: sign A"}, or a service {@code tells} or {@code hears}. */
    void does(String step) {
        if (!tries(step)) {
            throw new AssertionError("refused: " + step + "\n" + this);
        }
    }

    /** The same; false if it is refused. */
    boolean tries(String step) {
        if (step.endsWith(" tells")) {
            relays(step.substring(0, step.indexOf(' ')));
            return true;
        }
        if (step.endsWith(" hears")) {
            hears(step.substring(0, step.indexOf(' ')));
            return true;
        }
        if (step.equals("all")) {
            deliverAll();
            return true;
        }
        String side = step.substring(0, step.indexOf(':'));
        String command = step.substring(side.length() + 2, step.length() - 2);
        return command(sides.get(side), command, theCase(step.charAt(step.length() - 1)));
    }

    private boolean command(Side side, String command, UUID id) {
        now = now.plus(Duration.ofMinutes(1));
        List<CaseEvent> told = side.command(command, id, now);
        if (told == null) {
            return false;
        }
        log.add(side.name() + ": " + command + " " + letter(id));
        outboxes.get(side).addAll(told);
        return true;
    }

    /** What the service has told so far comes into the streams. */
    private void relays(String side) {
        while (!outboxes.get(sides.get(side)).isEmpty()) {
            relay(sides.get(side));
        }
    }

    private void relay(Side side) {
        CaseEvent event = outboxes.get(side).remove();
        streams.computeIfAbsent(event.caseId(), id -> new ArrayList<>()).add(event);
        log.add("  " + letter(event.caseId()) + " < " + event.getClass().getSimpleName());
    }

    private void relayAll() {
        sides.keySet().forEach(this::relays);
    }

    /** The service hears all that is in the streams. */
    private void hears(String side) {
        streams.keySet().forEach(id -> {
            while (behind(sides.get(side), id) > 0) {
                hear(sides.get(side), id);
            }
        });
    }

    private int behind(Side side, UUID id) {
        return streams.get(id).size() - heard.get(side).getOrDefault(id, 0);
    }

    private void hear(Side side, UUID id) {
        now = now.plus(Duration.ofSeconds(1));
        int next = heard.get(side).merge(id, 1, Integer::sum) - 1;
        CaseEvent event = streams.get(id).get(next);
        log.add("  " + side.name() + " hears " + event.getClass().getSimpleName() + " of " + letter(id));
        outboxes.get(side).addAll(side.hear(event, position++, now));
    }

    /** Everything told is in the streams, and everything in the streams is heard. */
    void deliverAll() {
        for (int i = 0; i < 200; i++) {
            relayAll();
            sides.keySet().forEach(this::hears);
            if (outboxes.values().stream().allMatch(Deque::isEmpty)) {
                return;
            }
        }
        throw new AssertionError("the services never come to an end of telling each other\n" + this);
    }

    /** What is wrong once everything is delivered. */
    List<String> objections() {
        var wrong = new ArrayList<String>();
        for (UUID id : streams.keySet()) {
            CaseCourse course = course(id);
            for (Side side : sides.values()) {
                Said said = side.says(id);
                if (said.contradicts(course)) {
                    wrong.add(letter(id) + " " + side.name() + " says " + said + ", the stream " + course.encode());
                }
                side.objections(id, course)
                        .forEach(each ->
                                wrong.add(letter(id) + " " + side.name() + " " + each + " (" + course.encode() + ")"));
            }
            var facts = facts(id);
            Facts.contradictions(facts.values())
                    .forEach(each -> wrong.add(letter(id) + " is not of one " + each + ": " + facts));
        }
        return wrong;
    }

    /** What each service takes the case for, by its name. */
    Map<String, Facts> facts(UUID id) {
        var facts = new LinkedHashMap<String, Facts>();
        sides.values().forEach(side -> facts.put(side.name(), side.facts(id)));
        return facts;
    }

    CaseCourse course(UUID id) {
        var course = CaseCourse.UNHEARD;
        for (CaseEvent event : streams.get(id)) {
            course = course.after(event);
        }
        return course;
    }

    /** Everybody does what is left to be done; answers the cases that are not ended then. */
    List<UUID> finish() {
        List<String> work = List.of(
                "dispatch: triage",
                "dispatch: refuse return",
                "dispatch: sign",
                "dispatch: submit",
                "dispatch: sign off",
                "followup: satisfied",
                "followup: explain",
                "followup: decide explained");
        for (int i = 0; i < 60; i++) {
            deliverAll();
            boolean idle = true;
            for (UUID id : streams.keySet()) {
                for (String step : work) {
                    String side = step.substring(0, step.indexOf(':'));
                    idle &= !command(sides.get(side), step.substring(side.length() + 2), id);
                }
            }
            if (idle) {
                break;
            }
        }
        deliverAll();
        return streams.keySet().stream().filter(id -> !course(id).isEnded()).toList();
    }

    @Override
    public String toString() {
        return String.join("\n", log);
    }
}
