package org.hotline12345.followup.survey.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hotline12345.events.SurveyInstrument;

/**
 * How a city asks its citizens, 回访方案: data, not code. Its document is YAML, checked by
 * {@code surveys/survey-plan.schema.json}.
 *
 * @param title Title by language, {@code zh} and {@code en}.
 * @param source Where its rules come from.
 * @param correctionDays For how many calendar days after the first answer a later one corrects it.
 * @param objectionDays For how many calendar days after closing a citizen may object.
 * @param reasons Reasons for being dissatisfied that can be chosen.
 * @param onTheSpot How many answers on the spot are surveyed.
 * @param monthlyPercent How many percent of the rounds finished in a month are to be surveyed at least. Null: no such aim.
 */
public record SurveyPlan(
        String id,
        Map<String, String> title,
        String source,
        int correctionDays,
        int objectionDays,
        List<Reason> reasons,
        OnTheSpot onTheSpot,
        Integer monthlyPercent,
        Map<SurveyInstrument, Instrument> instruments) {
    public SurveyPlan {
        title = Map.copyOf(title);
        reasons = List.copyOf(reasons);
        Objects.requireNonNull(onTheSpot, "onTheSpot");
        instruments = Map.copyOf(instruments);
    }

    public Instrument instrument(SurveyInstrument instrument) {
        return instruments.get(instrument);
    }

    /** A reason of the list. */
    public Optional<Reason> reason(String code) {
        return reasons.stream().filter(reason -> reason.code().equals(code)).findFirst();
    }

    /**
     * Why a citizen is dissatisfied, in Chinese words: the reasons chosen and what was said.
     *
     * @param codes codes of the reasons chosen
     * @param said in the citizen's words. May be null.
     * @return null if nothing was said
     */
    public String why(List<String> codes, String said) {
        var parts = new ArrayList<String>();
        codes.forEach(code ->
                parts.add(reason(code).map(reason -> reason.text().get("zh")).orElse(code)));
        if (said != null && !said.isBlank()) {
            parts.add(said);
        }
        return parts.isEmpty() ? null : String.join("；", parts);
    }

    /**
     * Whether the reasons lie with what the unit cannot change.
     *
     * @param codes codes of the reasons chosen
     * @return null where they do not say
     */
    public Boolean objective(List<String> codes) {
        List<Reason.Fault> faults = codes.stream()
                .flatMap(code -> reason(code).map(Reason::fault).stream())
                .toList();
        return faults.isEmpty() ? null : faults.stream().allMatch(fault -> fault == Reason.Fault.OBJECTIVE);
    }
}
