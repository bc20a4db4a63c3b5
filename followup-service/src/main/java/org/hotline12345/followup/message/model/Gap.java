package org.hotline12345.followup.message.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is filled into a message when it is sent. */
public enum Gap {
    /** 诉求编号. */
    NUMBER("220102-20260310-0000123"),
    /** 查询码. */
    CODE("12345678"),
    /** 承办单位. */
    UNIT("市公路局"),
    /** 延期后的时限. */
    UNTIL("2026年3月20日"),
    /** 查询或评价的网址. */
    LINK("https://12345.example.gov.cn/citizen");

    private final String example;

    Gap(String example) {
        this.example = example;
    }

    /** As it stands in a text, {@code {number}}. */
    public String inText() {
        return "{" + name().toLowerCase(Locale.ROOT) + "}";
    }

    /** What stands in its place in a preview. */
    public String example() {
        return example;
    }

    static Optional<Gap> of(String name) {
        return Arrays.stream(values())
                .filter(gap -> gap.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
