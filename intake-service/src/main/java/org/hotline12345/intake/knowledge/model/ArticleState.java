package org.hotline12345.intake.knowledge.model;

import org.hotline12345.chassis.language.Text;

/** How far an article of the knowledge base is. */
public enum ArticleState {
    /** Nothing of it is published. */
    DRAFT("草稿", "draft"),
    /** Its latest version is published. */
    PUBLISHED("已发布", "published"),
    /** A version is published, and a newer one is written. */
    REVISED("已发布，修订待发布", "published, revision waits"),
    /** Nobody is to answer with it any more. */
    RETIRED("已停用", "retired");

    private final Text words;

    ArticleState(String chinese, String english) {
        words = new Text(chinese, english);
    }

    /** As people read it. */
    public Text words() {
        return words;
    }
}
