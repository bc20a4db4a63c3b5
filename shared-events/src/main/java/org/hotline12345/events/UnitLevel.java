package org.hotline12345.events;

/** Level of a unit in the city's network of four levels. */
public enum UnitLevel {
    CITY("市级"),
    DISTRICT("区级"),
    STREET("街道级"),
    COMMUNITY("社区级");

    private final String chinese;

    UnitLevel(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
