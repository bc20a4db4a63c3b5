package org.hotline12345.followup.message.model;

import java.util.List;
import org.hotline12345.chassis.language.Text;

/** What citizens are written to about, and what such a message can and must name. */
public enum MessageKind {
    REGISTERED(new Text("受理登记", "Registered"), List.of(Gap.NUMBER, Gap.CODE), List.of(Gap.LINK)),
    TRANSFERRED(new Text("交办", "Given to a unit"), List.of(Gap.NUMBER), List.of(Gap.UNIT, Gap.LINK)),
    EXTENDED(new Text("延期", "More time"), List.of(Gap.NUMBER, Gap.UNTIL), List.of(Gap.UNIT, Gap.LINK)),
    RESULT(new Text("办理结果", "Result"), List.of(Gap.NUMBER), List.of(Gap.LINK)),
    CORRECTED_RESULT(new Text("更正答复", "Corrected result"), List.of(Gap.NUMBER), List.of(Gap.LINK)),
    CLOSED(new Text("归档", "Closed"), List.of(Gap.NUMBER), List.of(Gap.LINK)),
    /** 满意度调查: the words of the channel's asking; sent by the callback plan. */
    SURVEY(new Text("满意度调查", "Survey"), List.of(Gap.NUMBER, Gap.LINK), List.of()),
    CODE(new Text("查询码重发", "Query code again"), List.of(Gap.NUMBER, Gap.CODE), List.of(Gap.LINK));

    private final Text words;
    private final List<Gap> required;
    private final List<Gap> possible;

    MessageKind(Text words, List<Gap> required, List<Gap> possible) {
        this.words = words;
        this.required = required;
        this.possible = possible;
    }

    public Text words() {
        return words;
    }

    /** What a text of it must name. */
    public List<Gap> required() {
        return required;
    }

    /** What it may name besides. */
    public List<Gap> possible() {
        return possible;
    }

    public boolean knows(Gap gap) {
        return required.contains(gap) || possible.contains(gap);
    }

    /** Whether it answers what the citizen does at that moment: it goes out at any hour. */
    public boolean answersAtOnce() {
        return this == REGISTERED || this == CODE;
    }

    /** Whether it is sent to who wants no messages: it was asked for. */
    public boolean wasAskedFor() {
        return this == CODE;
    }

    /** Whether it tells the result. */
    public boolean tellsResult() {
        return this == RESULT || this == CORRECTED_RESULT;
    }

    /** Whether one message can be about several cases of a citizen: nothing but their numbers tells them apart. */
    public boolean canBeJoined() {
        return this == RESULT || this == CLOSED;
    }
}
