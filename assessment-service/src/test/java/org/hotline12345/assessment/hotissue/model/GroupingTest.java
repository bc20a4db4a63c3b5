package org.hotline12345.assessment.hotissue.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupingTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final GroupingRules RULES = GroupingRules.within(Duration.ofDays(90));
    private static final List<String> HEATING = List.of("蔚蓝花园小区供暖不热", "蔚蓝花园暖气不热", "蔚蓝花园小区暖气冰凉供暖不热", "反映蔚蓝花园小区供暖温度低");
    private static final List<String> ROAD = List.of("湖滨大道挖沟封路", "湖滨大道施工封路太久", "湖滨大道封路何时结束", "湖滨大道挖沟施工封路影响商户");
    private static final List<String> OTHERS = List.of("建设街路灯损坏", "咨询新生儿落户手续", "公交三路车间隔太长", "楼上空调外机滴水", "社保卡补办在哪里");

    private final CountedWords words = new CountedWords();
    private final List<UUID> ids = new ArrayList<>();
    private final Grouping grouping = grouping(Places.APART);

    @Test
    void two_matters_are_kept_apart_in_any_order() {
        var all = new ArrayList<String>(HEATING);
        all.addAll(ROAD);
        all.addAll(OTHERS);
        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(all, new Random(seed));
            var fresh = new GroupingTest();
            Map<String, UUID> placed = new HashMap<>();
            all.forEach(title -> placed.put(title, fresh.place(title, "220103", 0)));
            Map<UUID, UUID> merged = fresh.grouping.merged();
            Map<UUID, Set<String>> groups = placed.entrySet().stream()
                    .collect(Collectors.groupingBy(
                            e -> merged.getOrDefault(e.getValue(), e.getValue()),
                            Collectors.mapping(Map.Entry::getKey, Collectors.toSet())));
            assertThat(groups.values())
                    .as("order %d", seed)
                    .contains(Set.copyOf(HEATING), Set.copyOf(ROAD))
                    .hasSize(2 + OTHERS.size());
        }
    }

    @Test
    void the_same_words_in_another_district_are_another_matter() {
        UUID here = place(HEATING.get(0), "220103", 0);
        assertThat(place(HEATING.get(0), "220104", 0)).isNotEqualTo(here);
        assertThat(place(HEATING.get(0), null, 0)).isEqualTo(here);
        assertThat(place(HEATING.get(0), "220103", 0)).isEqualTo(here);
    }

    @Test
    void a_zone_and_a_district_that_share_a_part_may_be_one() {
        var joined = grouping((a, b) -> Set.of("220104", "220173").containsAll(Set.of(a, b)));
        UUID here = joined.place(entry(HEATING.get(0), "220104", 0)).group();
        assertThat(joined.place(entry(HEATING.get(0), "220173", 0)).group()).isEqualTo(here);
    }

    @Test
    void what_comes_after_the_window_is_new() {
        UUID before = place(HEATING.get(0), "220103", 0);
        assertThat(place(HEATING.get(0), "220103", 89)).isEqualTo(before);
        assertThat(place(HEATING.get(0), "220103", 89 + 91)).isNotEqualTo(before);
        // a late message about the time before still finds its place
        assertThat(place(HEATING.get(1), "220103", 40)).isEqualTo(before);
    }

    @Test
    void questions_about_a_subject_are_no_issue() {
        subjectsOfEveryDay();
        UUID first = place("咨询公积金贷款条件", "220100", 0);
        assertThat(place("公积金贷款额度咨询", "220100", 20)).isNotEqualTo(first);
        assertThat(place("公积金贷款要什么材料", "220100", 40)).isNotEqualTo(first);
        // the same subject about one firm is one
        UUID firm = place("翠湖名都开发商拒绝公积金贷款", "220100", 50);
        assertThat(place("投诉翠湖名都不让公积金贷款", "220100", 60)).isEqualTo(firm);
    }

    @Test
    void a_wave_of_one_matter_is_an_issue_while_it_lasts() {
        subjectsOfEveryDay();
        UUID first = place("公积金贷款系统", "220103", 0);
        assertThat(place("公积金贷款系统", "220103", 1)).isEqualTo(first);
        assertThat(place("公积金贷款系统", "220103", 3)).isEqualTo(first);
        assertThat(place("公积金贷款系统", "220103", 7)).isNotEqualTo(first);
    }

    @Test
    void what_was_put_together_by_hand_draws_what_is_like_one_part_of_it() {
        var heating = stored(true, false, HEATING.toArray(String[]::new));
        var road = stored(true, false, ROAD.get(0));
        grouping.put(heating.with(List.of(road)));
        assertThat(place(ROAD.get(2), "220103", 1)).isEqualTo(heating.id());
        assertThat(place(HEATING.get(1), "220103", 1)).isEqualTo(heating.id());
    }

    @Test
    void another_kind_of_matter_at_the_same_place_is_another_thing() {
        UUID heating = grouping.place(entry("蔚蓝花园小区供暖温度低室内只有十四度老人孩子受冻", "220103", 0, "C1"))
                .group();
        assertThat(grouping.place(entry("蔚蓝花园小区停车位被占业主车辆无处停放物业无人管", "220103", 1, "C2"))
                        .group())
                .isNotEqualTo(heating);
        assertThat(grouping.place(entry("蔚蓝花园小区供暖温度低室内只有十四度", "220103", 1, "C2"))
                        .group())
                .isEqualTo(heating);
    }

    private void subjectsOfEveryDay() {
        for (int i = 0; i < 4_000; i++) {
            words.count(Terms.of(i % 50 == 0 ? "公积金贷款系统条件额度材料" : "abc" + i, ""));
        }
    }

    @Test
    void a_dismissed_group_takes_its_like_and_nothing_is_merged_into_it() {
        var dismissed = stored(true, true, HEATING.get(0), HEATING.get(1));
        grouping.put(dismissed);
        assertThat(place(HEATING.get(2), "220103", 1)).isEqualTo(dismissed.id());
        assertThat(grouping.merged()).isEmpty();
    }

    @Test
    void what_staff_decided_about_is_not_merged_away() {
        var held = stored(true, false, HEATING.get(0));
        grouping.put(held);
        var larger = stored(false, false, HEATING.get(1), HEATING.get(2), HEATING.get(3));
        grouping.put(larger);
        place(HEATING.get(0) + HEATING.get(1), "220103", 1);
        assertThat(grouping.merged()).isEqualTo(Map.of(larger.id(), held.id()));
    }

    @Test
    void a_text_that_says_nothing_is_alike_to_nothing() {
        place("您好,请尽快处理", "220103", 0);
        place("请有关部门尽快处理", "220103", 0);
        assertThat(ids).hasSize(2);
    }

    @Test
    void what_is_said_elsewhere_is_matched_and_not_counted() {
        UUID group = place(ROAD.get(0), "220103", 0);
        assertThat(grouping.match(entry(ROAD.get(1), null, 3)).orElseThrow().group())
                .isEqualTo(group);
        assertThat(grouping.match(entry(OTHERS.get(0), null, 3))).isEmpty();
        assertThat(grouping.changed()).extracting(CaseGroup::size).containsExactly(1);
    }

    @Test
    void a_stored_group_is_the_same_group() {
        place(HEATING.get(0), "220103", 0);
        place(HEATING.get(1), "220103", 2);
        CaseGroup group = grouping.changed().get(0);
        var restored = CaseGroup.restored(
                group.id(),
                group.size(),
                group.firstAt(),
                group.lastAt(),
                group.place(),
                group.category(),
                false,
                false,
                group.centre());
        CaseEntry next = entry(HEATING.get(2), "220103", 3);
        assertThat(restored.likeness(next).all()).isCloseTo(group.likeness(next).all(), offset(1e-4));
        assertThat(restored.centre().keys(8)).isEqualTo(group.centre().keys(8));
    }

    @Test
    void a_stored_group_takes_in_what_comes_as_it_would_have_before() {
        var entries = IntStream.range(0, 2)
                .mapToObj(i -> entry(HEATING.get(i), "220103", i))
                .toList();
        CaseGroup group = CaseGroup.of(UUID.randomUUID(), entries);
        CaseGroup stored = stored(group, false, false);
        CaseEntry next = entry(HEATING.get(2), "220103", 3);
        CaseEntry after = entry(HEATING.get(0), "220103", 4);

        group.add(next);
        stored.add(next);

        assertThat(stored.size()).isEqualTo(3);
        assertThat(stored.centre().features())
                .containsExactlyInAnyOrder(group.centre().features());
        assertThat(stored.likeness(after).all()).isCloseTo(group.likeness(after).all(), offset(1e-4));
        assertThat(stored.likeness(group)).isCloseTo(group.likeness(group), offset(1e-4));
    }

    private CaseGroup stored(boolean held, boolean dismissed, String... titles) {
        CaseGroup made = CaseGroup.of(
                UUID.randomUUID(),
                Arrays.stream(titles).map(title -> entry(title, "220103", 0)).toList());
        return stored(made, held, dismissed);
    }

    private static CaseGroup stored(CaseGroup made, boolean held, boolean dismissed) {
        return CaseGroup.restored(
                made.id(),
                made.size(),
                made.firstAt(),
                made.lastAt(),
                made.place(),
                made.category(),
                held,
                dismissed,
                made.centre());
    }

    private Grouping grouping(Places places) {
        return new Grouping(RULES, places, () -> {
            ids.add(new UUID(0, ids.size()));
            return ids.get(ids.size() - 1);
        });
    }

    private UUID place(String title, String place, int day) {
        return grouping.place(entry(title, place, day)).group();
    }

    private CaseEntry entry(String title, String place, int day) {
        return entry(title, place, day, null);
    }

    private CaseEntry entry(String title, String place, int day, String category) {
        Terms terms = Terms.of(title, "");
        Features features = Features.of(terms, words);
        words.count(terms);
        return new CaseEntry(UUID.randomUUID(), START.plus(Duration.ofDays(day)), place, category, features, words);
    }
}
