package org.hotline12345.chassis.attachment.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "漏水照片.jpg|漏水照片.jpg",
                "../../etc/passwd|passwd",
                "C:\\用户\\我\\合同.pdf|合同.pdf",
                "a<script>.png|a_script_.png",
                "..hidden.pdf|hidden.pdf",
                "两  处\t空格.jpg|两 处 空格.jpg",
                "quote\"s;x.pdf|quote_s_x.pdf"
            })
    void a_name_is_shown_without_what_could_be_taken_for_something_else(String sent, String shown) {
        assertThat(FileName.cleaned(sent)).isEqualTo(shown);
    }

    /** 0x202E turns what follows around: photo‮gpj.exe would be read as photoexe.jpg. */
    @Test
    void characters_that_turn_a_name_around_go() {
        assertThat(FileName.cleaned("photo\u202egpj.exe")).isEqualTo("photo gpj.exe");
    }

    @Test
    void a_long_name_keeps_its_ending() {
        assertThat(FileName.cleaned("长".repeat(300) + ".docx")).hasSize(120).endsWith("长.docx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "folder/", "...", "\u0000\u0007"})
    void what_leaves_nothing_is_no_name(String sent) {
        assertThat(FileName.cleaned(sent)).isNull();
    }
}
