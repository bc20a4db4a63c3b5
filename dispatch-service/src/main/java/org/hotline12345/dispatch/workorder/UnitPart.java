package org.hotline12345.dispatch.workorder;

/** Whether a unit leads an order, co-handles it, or handles it for the lead above it. */
public enum UnitPart {
    LEAD,
    CO,
    HANDED_DOWN
}
