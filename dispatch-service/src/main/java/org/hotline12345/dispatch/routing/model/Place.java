package org.hotline12345.dispatch.routing.model;

import java.util.List;

/**
 * Where a case belongs, and how that is known.
 *
 * @param area The area. Null where none or several are named.
 * @param how How it is known, in words; empty where the agent gave it.
 * @param possible The areas where several are named.
 */
record Place(String area, String how, List<String> possible) {
    static final Place NOWHERE = new Place(null, "");

    Place(String area, String how) {
        this(area, how, List.of());
    }

    /** The area the agent gave, else what the address names, else the text. */
    static Place of(RoutingBook book, CaseToRoute wanted) {
        if (book.area(wanted.area()).isPresent()) {
            return new Place(wanted.area(), "");
        }
        String message = wanted.title() + "\n" + wanted.text();
        var byAddress = book.areaFinder().look(wanted.address());
        if (byAddress.size() > 1) {
            // the text may say which of the places of one name is meant
            var byBoth = book.areaFinder().look(wanted.address() + "\n" + message);
            return byBoth.size() == 1
                    ? new Place(byBoth.get(0), "（由地址和诉求文字识别）")
                    : new Place(null, "（由地址识别）", byAddress);
        }
        if (byAddress.size() == 1) {
            return new Place(byAddress.get(0), "（由地址识别）");
        }
        var byText = book.areaFinder().look(message);
        return switch (byText.size()) {
            case 0 -> Place.NOWHERE;
            case 1 -> new Place(byText.get(0), "（由诉求文字识别）");
            default -> new Place(null, "（由诉求文字识别）", byText);
        };
    }
}
