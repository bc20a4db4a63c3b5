package org.hotline12345.intake.correction;

import jakarta.validation.Valid;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.problem.Checked;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CorrectedFact;
import org.hotline12345.events.Urgency;
import org.hotline12345.intake.input.KnownCode;
import org.hotline12345.intake.input.Told;
import org.hotline12345.intake.registration.Registration;

/** What of a case was registered wrongly, as it is in truth. What is absent stays as it was registered. */
@Schema(description = "诉求更正，未填的保持不变 A correction; what is absent stays as it is")
public record CorrectionInput(
        @Valid @Schema(description = "诉求人姓名、电话，未填的一项保持不变 The citizen; of name and telephone what is absent stays")
        Registration.Citizen citizen,

        @Told(value = Told.TITLE, oneLine = true) @Schema(description = "标题 Title")
        String title,

        @KnownCode(of = KnownCode.List.CATEGORY) @Schema(description = "事项类别 Category code")
        String category,

        @KnownCode(of = KnownCode.List.AREA) @Schema(description = "属地 Area code")
        String area,

        @Schema(description = "紧急程度 Urgency") Urgency urgency,
        @Schema(description = "保密要求 Protection asked for") Anonymity anonymity,
        @Valid @Schema(description = "被举报单位 Accused unit") Registration.Accused respondent,

        @Schema(description = "应为空的事项：CONTACT、CATEGORY、AREA、RESPONDENT What there should be none of")
        List<CorrectedFact> clear,

        @Told(value = Told.LINE, required = true) @Schema(description = "更正理由 Why", required = true)
        String reason)
        implements Checked {
    /** What a case may be without. */
    private static final Set<CorrectedFact> DISPENSABLE =
            EnumSet.of(CorrectedFact.CONTACT, CorrectedFact.CATEGORY, CorrectedFact.AREA, CorrectedFact.RESPONDENT);

    private static final Map<CorrectedFact, String> FIELDS = new EnumMap<>(Map.of(
            CorrectedFact.CONTACT, "citizen",
            CorrectedFact.TITLE, "title",
            CorrectedFact.CATEGORY, "category",
            CorrectedFact.AREA, "area",
            CorrectedFact.URGENCY, "urgency",
            CorrectedFact.ANONYMITY, "anonymity",
            CorrectedFact.RESPONDENT, "respondent"));

    public CorrectionInput {
        clear = clear == null ? List.of() : clear;
    }

    /** The field that says what the fact is. */
    static String field(CorrectedFact fact) {
        return FIELDS.get(fact);
    }

    @Override
    public void check(Violations violations) {
        for (var fact : DISPENSABLE) {
            violations.unless(!clear.contains(fact) || value(fact) == null, field(fact), "violation.intake.cleared");
        }
        violations
                .unless(DISPENSABLE.containsAll(nonNull()), "clear", "violation.intake.not-cleared")
                .unless(
                        citizen == null || isThere(citizen.name()) || isThere(citizen.phone()),
                        "citizen",
                        "violation.intake.required")
                .unless(
                        respondent == null || respondent.unit() != null || isThere(respondent.name()),
                        "respondent",
                        "violation.intake.required")
                .unless(!asked().isEmpty(), "reason", "violation.intake.nothing-corrected");
    }

    private List<CorrectedFact> nonNull() {
        return clear.stream().filter(fact -> fact != null).toList();
    }

    /** What it is about. */
    Set<CorrectedFact> asked() {
        var asked = EnumSet.noneOf(CorrectedFact.class);
        asked.addAll(nonNull());
        for (var fact : CorrectedFact.values()) {
            if (value(fact) != null) {
                asked.add(fact);
            }
        }
        return asked;
    }

    private Object value(CorrectedFact fact) {
        return switch (fact) {
            case CONTACT -> citizen;
            case TITLE -> title;
            case CATEGORY -> category;
            case AREA -> area;
            case URGENCY -> urgency;
            case ANONYMITY -> anonymity;
            case RESPONDENT -> respondent;
        };
    }

    private static boolean isThere(String text) {
        return text != null && !text.isBlank();
    }
}
