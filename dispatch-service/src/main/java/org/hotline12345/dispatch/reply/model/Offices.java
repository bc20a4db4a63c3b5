package org.hotline12345.dispatch.reply.model;

import java.util.ArrayList;
import java.util.List;

/** Offices that a text names. */
final class Offices {
    private Offices() {}

    /**
     * Names of offices in the text, with two characters before their ends. 有关部门 and the like name nobody; firms and schools
     * that the question speaks of are its object, unless the text says what they did.
     */
    static List<int[]> named(Wording wording, String text, String question) {
        var found = new ArrayList<int[]>();
        for (int[] end : wording.office.find(text)) {
            int start = end[0];
            while (start > 0 && end[0] - start < 2 && isNamePart(text.charAt(start - 1))) {
                start--;
            }
            boolean standsAlone = end[1] - end[0] >= 3;
            if (start == end[0] && !standsAlone || namesNobody(wording, text, start, end[0])) {
                continue;
            }
            String name = text.substring(start, end[1]);
            boolean business = name.endsWith("公司") || name.endsWith("集团") || name.endsWith("学校");
            if (!business || question == null || !question.contains(name) || acts(wording, text, end[1])) {
                found.add(new int[] {start, end[1]});
            }
        }
        return found;
    }

    private static boolean acts(Wording wording, String text, int from) {
        return wording.acts.matcher(text).region(from, text.length()).lookingAt();
    }

    private static boolean isNamePart(char c) {
        return Matter.isHan(c) || Character.isLetterOrDigit(c);
    }

    private static boolean namesNobody(Wording wording, String text, int start, int end) {
        String before = text.substring(start, end);
        return wording.nobody.stream().anyMatch(before::endsWith);
    }
}
