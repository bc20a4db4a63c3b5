package org.hotline12345.chassis.event.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import org.hotline12345.chassis.event.CaseEventHandler;
import org.hotline12345.chassis.event.OfficeEventHandler;
import org.hotline12345.events.Topics;

/** Where events go in this service. */
@ApplicationScoped
class EventRoutes {
    private final EventRoute cases;
    private final EventRoute office;

    EventRoutes(@Any Instance<CaseEventHandler> caseHandlers, @Any Instance<OfficeEventHandler> officeHandlers) {
        this.cases = EventRoute.ofCases(caseHandlers.stream().toList());
        this.office = EventRoute.ofOffice(officeHandlers.stream().toList());
    }

    EventRoute cases() {
        return cases;
    }

    EventRoute office() {
        return office;
    }

    EventRoute of(String topic) {
        return Topics.CASE_EVENTS.equals(topic) ? cases : office;
    }
}
