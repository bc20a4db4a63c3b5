package org.hotline12345.followup.cases.model;

import java.util.List;
import org.hotline12345.events.course.CaseCourse;

/** What a file itself told comes back to it in the stream, before anything that another service answers to it. */
final class OwnEvents {
    private CaseFile of;
    private int back;

    void comeBack(CaseFile file, Office office) {
        back = file == of ? back : 0;
        of = file;
        List<Changes.Derived> told = List.copyOf(file.changes().events());
        told.subList(back, told.size()).stream()
                .filter(derived -> CaseCourse.events().contains(derived.event().getClass()))
                .forEach(derived -> file.apply(derived.event(), derived.cause(), office));
        back = told.size();
    }
}
