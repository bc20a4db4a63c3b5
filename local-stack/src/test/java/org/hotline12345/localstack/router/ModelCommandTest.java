package org.hotline12345.localstack.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hotline12345.dispatch.routing.model.classifier.Evaluation;
import org.hotline12345.dispatch.routing.model.classifier.Judged;
import org.hotline12345.localstack.LocalStack;
import org.hotline12345.localstack.language.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {
    @TempDir
    Path folder;

    @Test
    void a_model_is_trained_written_with_its_figures_and_judged() throws IOException {
        var labelled = new StringBuilder("text,category\n");
        for (int i = 0; i < 12; i++) {
            labelled.append("停水 第").append(i).append("天 自来水 没有,供水\n");
            labelled.append("暖气 不热 室温 ").append("低".repeat(i + 1)).append(",供热\n");
        }
        Path train = Files.writeString(folder.resolve("train.csv"), labelled);
        Path judge = Files.writeString(folder.resolve("judge.csv"), "title,text,category\n停水,自来水没有了,供水\n冷,暖气不热,供热\n");
        Path model = folder.resolve("m.model");
        Path json = folder.resolve("figures.json");

        assertThat(run("model", "train", "--file", train, "--out", model)).isZero();
        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("m.model.json").toFile())
                        .at("/evaluation/number")
                        .asInt())
                .isEqualTo(24);
        assertThat(run("model", "evaluate", "--file", judge, "--model", model, "--json", json))
                .isZero();
        var figures = new ObjectMapper().readTree(json.toFile()).get("evaluation");
        assertThat(figures.get("macroF1").asDouble()).isEqualTo(1);
        assertThat(figures.get("coverage").size()).isEqualTo(3);
        assertThat(run("model", "evaluate", "--file", judge, "--train", train)).isZero();

        assertThat(run("model", "evaluate", "--file", judge, "--model", train)).isEqualTo(1);
        assertThat(run("model", "train", "--file", Files.writeString(folder.resolve("bad.csv"), "a,b\n1,2\n")))
                .isEqualTo(1);
        assertThat(run("model")).isEqualTo(2);
    }

    @Test
    void the_tables_speak_both_languages_and_stay_in_line() {
        var evaluation = Evaluation.of(List.of(new Judged("供水", "供水", 0.9), new Judged("x", "供水", 0.4)));
        assertThat(EvaluationTable.of(evaluation, Words.in(Locale.CHINESE))).contains("准确率 50.00 %", "混淆矩阵", "精确率");
        assertThat(EvaluationTable.of(evaluation, Words.in(Locale.ENGLISH)))
                .contains("accuracy 50.00 %", "Confusion", "–");
    }

    @Test
    void of_many_classes_the_most_frequent_mistakes_are_shown() {
        var judged = new ArrayList<Judged>();
        for (int i = 0; i < 25; i++) {
            judged.add(new Judged("c" + i, "c" + i, 0.9));
        }
        judged.add(new Judged("c1", "c2", 0.5));
        judged.add(new Judged("c3", "c4", 0.5));
        judged.add(new Judged("c3", "c4", 0.6));
        String table = EvaluationTable.of(Evaluation.of(judged), Words.in(Locale.ENGLISH));
        assertThat(table).doesNotContain("rows: actual");
        assertThat(table.substring(table.indexOf("Most frequent mistakes")).lines())
                .map(line -> line.replaceAll(" +", " "))
                .endsWith("c3 c4 2", "c1 c2 1")
                .hasSize(4);
    }

    private static int run(Object... args) {
        return LocalStack.commandLine()
                .execute(Arrays.stream(args).map(String::valueOf).toArray(String[]::new));
    }
}
