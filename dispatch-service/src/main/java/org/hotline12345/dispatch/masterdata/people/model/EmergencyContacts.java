package org.hotline12345.dispatch.masterdata.people.model;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Who is called about an emergency, as far as the directory knows: those whom the office filed, who are at work and have a telephone (own
 * rule).
 */
public final class EmergencyContacts {
    private static final int MOST = 10;

    private EmergencyContacts() {}

    /**
     * Those to be called in that order, ten at most.
     *
     * @param unit Code of the unit; null: people of the hotline itself
     * @param roles who is called: first all who have the first of them
     */
    public static List<Person> of(Collection<Person> people, String unit, List<String> roles, LocalDate day) {
        return people.stream()
                .filter(person -> person.filed() && person.phone() != null && person.isValidOn(day))
                .filter(person -> Objects.equals(person.unit(), unit) && turn(person, roles) < roles.size())
                .sorted(Comparator.comparingInt((Person person) -> turn(person, roles))
                        .thenComparing(Person::level, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(Person::subject))
                .limit(MOST)
                .toList();
    }

    private static int turn(Person person, List<String> roles) {
        int turn = 0;
        while (turn < roles.size() && !person.roles().contains(roles.get(turn))) {
            turn++;
        }
        return turn;
    }
}
