package org.hotline12345.chassis.event.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.event.CaseEventHandler;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.UnitChanged;
import org.junit.jupiter.api.Test;

class EventRouteTest {
    private static CaseEventHandler handler(
            Set<Class<? extends CaseEvent>> handles, Set<Class<? extends CaseEvent>> ignores) {
        return new CaseEventHandler() {
            @Override
            public Set<Class<? extends CaseEvent>> handles() {
                return handles;
            }

            @Override
            public Set<Class<? extends CaseEvent>> ignores() {
                return ignores;
            }

            @Override
            public Uni<Void> apply(Mutiny.Session session, List<ReceivedEvent> events) {
                return Uni.createFrom().voidItem();
            }
        };
    }

    private static Set<Class<? extends CaseEvent>> allBut(Class<?> type) {
        var all = new LinkedHashSet<Class<? extends CaseEvent>>(EventCatalogue.caseEvents());
        all.removeIf(type::equals);
        return all;
    }

    @Test
    void a_handler_must_say_of_every_type_what_it_does_with_it() {
        assertThatThrownBy(() -> EventRoute.ofCases(List.of(handler(Set.of(), allBut(CaseRegistered.class)))))
                .hasMessageContaining("CaseRegistered");
        assertThatThrownBy(() ->
                        EventRoute.ofCases(List.of(handler(Set.of(CaseClosed.class), EventCatalogue.caseEvents()))))
                .hasMessageContaining("handles and ignores CaseClosed");
        assertThatThrownBy(() -> EventRoute.ofCases(List.of(
                        handler(Set.of(), EventCatalogue.caseEvents()),
                        handler(Set.of(), EventCatalogue.caseEvents()))))
                .hasMessageContaining("one CaseEventHandler");
    }

    @Test
    void types_go_where_they_belong() {
        var cases = EventRoute.ofCases(List.of(handler(Set.of(CaseClosed.class), allBut(CaseClosed.class))));
        assertThat(cases.handles(CaseClosed.class)).isTrue();
        assertThat(cases.ignores(CaseRegistered.class)).isTrue();
        assertThat(cases.handles(UnitChanged.class)).isFalse();
        assertThat(cases.ignores(UnitChanged.class)).isFalse();
        var office = EventRoute.ofOffice(List.of());
        assertThat(office.ignores(UnitChanged.class)).isTrue();
        assertThat(office.ignores(CaseClosed.class)).isFalse();
    }
}
