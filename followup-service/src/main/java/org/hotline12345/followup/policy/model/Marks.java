package org.hotline12345.followup.policy.model;

/**
 * What is done around a deadline that is still open. Each may be null: then it is not done.
 *
 * @param yellow When it turns yellow, 黄牌.
 * @param red When it turns red, 红牌.
 * @param urge When the handlers are urged, 催办承办人.
 * @param urgeLeaders When the unit's leaders are urged, 催办分管领导.
 * @param urgeParent When the unit above is urged, 催办上级单位.
 * @param circular When it is named in a circular, 通报.
 * @param raise When supervision opens, or goes up a level if it is open already, 提级督办.
 */
public record Marks(
        Offset yellow, Offset red, Offset urge, Offset urgeLeaders, Offset urgeParent, Offset circular, Offset raise) {
    /** Nothing is done. */
    public static Marks none() {
        return new Marks(null, null, null, null, null, null, null);
    }
}
