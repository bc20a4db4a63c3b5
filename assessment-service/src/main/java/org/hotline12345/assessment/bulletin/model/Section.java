package org.hotline12345.assessment.bulletin.model;

import org.hotline12345.chassis.language.Text;

/** The sections of a bulletin in their order. Staff can add paragraphs to each; two consist of nothing else. */
public enum Section {
    /** Totals and how they changed. */
    OVERVIEW("总体情况", "Overview"),
    /** Channels, types, categories, areas. */
    COMPOSITION("诉求构成", "What citizens asked for"),
    /** On time and overdue, by unit. */
    HANDLING("办理情况", "Handling"),
    /** Informing the citizens, and what they say. */
    FEEDBACK("反馈与满意度", "Informing and satisfaction"),
    /** Many cases about one thing. */
    HOT_ISSUES("热点问题", "Hot issues"),
    /** What stands out in the figures. */
    NOTABLE("值得关注的情况", "What stands out"),
    /** The cases a special report is about. */
    CASES("有关诉求", "The cases"),
    SUPERVISION("督办整改情况", "Supervision and rectification"),
    /** 存在问题, by staff. */
    PROBLEMS("存在问题", "Problems"),
    /** 改进措施, by staff. */
    MEASURES("改进措施", "Measures");

    private final Text heading;

    Section(String chinese, String language) {
        heading = new Text(chinese, language);
    }

    public Text heading() {
        return heading;
    }

    /** Whether staff must write it before the bulletin can be issued. */
    public boolean ofStaff() {
        return this == PROBLEMS || this == MEASURES;
    }
}
