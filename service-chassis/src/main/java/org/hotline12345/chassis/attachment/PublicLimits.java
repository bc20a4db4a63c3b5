package org.hotline12345.chassis.attachment;

import java.util.List;

/**
 * What files the public may send.
 *
 * @param most The most that come with one matter.
 * @param maxSize The largest, in bytes.
 * @param types Their types, each known by its content.
 */
public record PublicLimits(int most, long maxSize, List<String> types) {}
