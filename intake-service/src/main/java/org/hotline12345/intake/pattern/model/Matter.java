package org.hotline12345.intake.pattern.model;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One matter at one place: the category, and the compound, the house number of a road or, without an address, the street.
 * A whole district is no place: something is always the matter there.
 *
 * @param key Category, district and place in one.
 */
public record Matter(String key) {
    private static final int DISTRICT = 6;
    private static final int LONGEST = 200;
    /** Where an address stops naming the place and goes into the house; nothing is tried twice, however long a number is. */
    private static final Pattern INSIDE =
            Pattern.compile("(?<![0-9a-z一二三四五六七八九十])(?:第?[0-9a-z一二三四五六七八九十]++-?+)++(?:号楼|栋|幢|单元|室|楼|层|门).*$");

    /** The matter; empty when category or place is not known. */
    public static Optional<Matter> of(String category, String area, String address) {
        if (category == null || area == null) {
            return Optional.empty();
        }
        String place = place(address);
        if (place.isEmpty()) {
            if (area.length() <= DISTRICT) {
                return Optional.empty();
            }
            place = area;
        }
        String district = area.substring(0, Math.min(DISTRICT, area.length()));
        String key = category + "|" + district + "|" + place;
        return Optional.of(new Matter(key.length() > LONGEST ? key.substring(0, LONGEST) : key));
    }

    private static String place(String address) {
        if (address == null) {
            return "";
        }
        String plain = Normalizer.normalize(address, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}-]", "");
        String outside = INSIDE.matcher(plain).replaceFirst("");
        return outside.isEmpty() ? plain : outside;
    }
}
