package org.hotline12345.intake.channel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Map;

/** What a city sets for its intake. */
@ConfigMapping(prefix = "hotline.intake")
public interface IntakeConfig {
    /** Area of the installation, written into the number of a case without an area of its own. */
    @WithDefault("220100")
    String cityCode();

    /** Telephone area code of the city, for numbers told without one. */
    @WithDefault("0431")
    String areaCode();

    /** Channels of the city beside the usual ones, by code. */
    Map<String, Names> channels();

    /** How long a title counts for similarity, in days. */
    @WithDefault("30")
    int duplicateDays();

    /**
     * How long a closed case can be found as alike, in days from its registration; at least as long as {@link
     * #duplicateDays}. A citizen's own answered cases are looked back at for 180 days.
     */
    @WithDefault("200")
    @WithName("likeness-kept-days")
    int similarityKeptDays();

    /** From which similarity on (0 to 1, by trigrams) titles are alike. */
    @WithDefault("0.45")
    double duplicateSimilarity();

    /** How many registrations are written in one transaction at most. */
    @WithDefault("64")
    int registrationsTogether();

    /** How many such transactions are under way at once at most. */
    @WithDefault("2")
    int registrationTransactions();

    /** How many registrations must wait before another transaction begins beside one under way. */
    @WithDefault("6")
    int registrationsWorthwhile();

    /** A name in both languages. */
    interface Names {
        /** 中文名称. */
        String zh();

        /** English name. */
        String en();
    }
}
