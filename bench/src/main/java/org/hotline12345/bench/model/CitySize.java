package org.hotline12345.bench.model;

/** Places for which a plan is printed when nobody names a number of cases. */
public enum CitySize {
    TOWN(500),
    DISTRICT(2_000),
    CITY(10_000),
    LARGE_CITY(30_000),
    METROPOLIS(80_000),
    PROVINCE(200_000);

    private final int cases;

    CitySize(int cases) {
        this.cases = cases;
    }

    /** Cases a day. */
    public int cases() {
        return cases;
    }
}
