package org.hotline12345.followup.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.followup.calendar.model.CalendarYear;

/**
 * The holiday notices that the service ships: data of holiday-cn (MIT, Copyright 2019 NateScarlet, licence beside the
 * files), one file a year.
 */
@ApplicationScoped
public class ShippedHolidays {
    private static final int FIRST_YEAR = 2007;

    private final EventJson json;

    public ShippedHolidays(EventJson json) {
        this.json = json;
    }

    /** All years shipped, in order. */
    public List<CalendarYear> years() {
        var years = new ArrayList<CalendarYear>();
        for (int year = FIRST_YEAR; ; year++) {
            String name = "/cn-holidays/" + year + ".json";
            try (InputStream file = ShippedHolidays.class.getResourceAsStream(name)) {
                if (file == null) {
                    return years;
                }
                years.add(read(json.mapper().readTree(file)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + name, e);
            }
        }
    }

    private static CalendarYear read(JsonNode file) {
        HolidayFile holidays = HolidayFile.of(file);
        return new CalendarYear(holidays.year(), holidays.source(), holidays.days(), List.of());
    }
}
