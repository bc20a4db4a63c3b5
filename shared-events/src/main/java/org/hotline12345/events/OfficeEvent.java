package org.hotline12345.events;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** An event about no single case: master data, calendars, policies, scores; on {@link Topics#OFFICE_EVENTS}. */
public sealed interface OfficeEvent extends HotlineEvent
        permits UnitChanged,
                CategoryChanged,
                AreaChanged,
                CatalogueChanged,
                CalendarChanged,
                PolicyActivated,
                HotIssueDetected,
                BulletinIssued,
                RectificationOrdered,
                RectificationVerified,
                ScoreApproved {
    /** What the event is about; the key of the record. */
    @JsonIgnore
    String key();
}
