package org.hotline12345.chassis.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hotline12345.chassis.problem.Problem;

/**
 * Who may give which command in which state. What {@code allowed} shows and what is refused are both read here, so that nobody is
 * offered what would be refused. The states come from the rules in {@code model}, the roles from here; the annotations of the
 * operations, which cannot read a table, are compared with it by a test.
 *
 * @param <S> The states.
 */
public final class CommandTable<C extends Enum<C>, S extends Enum<S>> {
    private final Function<S, ? extends Collection<C>> inState;
    private final Function<C, String> word;
    private final Map<C, Set<String>> roles;

    /**
     * A table.
     *
     * @param word the name of a command in the interface
     * @param inState which commands a state allows, by the rules
     * @param roles for every command those who may give it, nobody for what happens by itself
     */
    public CommandTable(
            Class<C> commands,
            Function<C, String> word,
            Function<S, ? extends Collection<C>> inState,
            Map<C, Set<String>> roles) {
        List<C> without = Arrays.stream(commands.getEnumConstants())
                .filter(command -> !roles.containsKey(command))
                .toList();
        if (!without.isEmpty()) {
            throw new IllegalArgumentException("nobody is named for " + without);
        }
        this.word = word;
        this.inState = inState;
        this.roles = new EnumMap<>(roles);
    }

    /** Those who may give the command. */
    public Set<String> roles(C command) {
        return roles.get(command);
    }

    /** Words of the commands that the state allows and one of the roles gives, in the order of the commands. */
    public List<String> allowed(S state, Caller caller) {
        return allowed(state, caller::has);
    }

    /** The same of roles that count here. */
    public List<String> allowed(S state, Predicate<String> hasRole) {
        return words(inState.apply(state).stream()
                .filter(command -> roles.get(command).stream().anyMatch(hasRole))
                .toList());
    }

    /** Words of all commands that the state allows, whoever gives them. */
    public List<String> allowed(S state) {
        return words(inState.apply(state));
    }

    /** 409 with what is allowed instead, unless the state allows the command. */
    public void require(C command, S state) {
        if (!inState.apply(state).contains(command)) {
            throw wrongState(state);
        }
    }

    /** 409 with what the state allows to the caller. */
    public Problem wrongState(S state) {
        var givenBy = new LinkedHashMap<String, Set<String>>();
        inState.apply(state).stream().sorted().forEach(command -> givenBy.put(word.apply(command), roles.get(command)));
        return Problem.wrongState(state.name(), givenBy);
    }

    /** Roles by the word of the command, for the test that compares the annotations. */
    public Map<String, Set<String>> byWord() {
        var byWord = new java.util.TreeMap<String, Set<String>>();
        roles.forEach((command, who) -> byWord.put(word.apply(command), who));
        return byWord;
    }

    private List<String> words(Collection<C> commands) {
        var sorted = new ArrayList<>(commands);
        sorted.sort(null);
        return sorted.stream().map(word).toList();
    }
}
