package org.hotline12345.assessment.bulletin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.Immutable;
import org.hotline12345.assessment.bulletin.model.BulletinDocument;
import org.hotline12345.assessment.bulletin.model.Content;
import org.hotline12345.assessment.bulletin.model.Section;
import org.hotline12345.assessment.bulletin.model.Subject;
import org.hotline12345.chassis.time.ShanghaiTimeModule;

/** Columns that hold JSON. What an earlier release wrote is read by a later one that no longer knows a field. */
abstract class BulletinJson<T> implements AttributeConverter<T, String> {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .addModule(new ShanghaiTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final TypeReference<T> type;

    BulletinJson(TypeReference<T> type) {
        this.type = type;
    }

    @Override
    public String convertToDatabaseColumn(T value) {
        try {
            return value == null ? null : JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write as JSON", e);
        }
    }

    @Override
    public T convertToEntityAttribute(String column) {
        try {
            return column == null ? null : JSON.readValue(column, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read what was written as JSON", e);
        }
    }

    /** What a special report is about. */
    @Converter
    @Immutable
    public static class OfSubject extends BulletinJson<Subject> {
        public OfSubject() {
            super(new TypeReference<>() {});
        }
    }

    /** Paragraphs of the staff by section. */
    @Converter
    @Immutable
    public static class OfParagraphs extends BulletinJson<Map<Section, List<String>>> {
        public OfParagraphs() {
            super(new TypeReference<>() {});
        }
    }

    /** The figures. */
    @Converter
    @Immutable
    public static class OfContent extends BulletinJson<Content> {
        public OfContent() {
            super(new TypeReference<>() {});
        }
    }

    /** As it was printed. */
    @Converter
    @Immutable
    public static class OfDocument extends BulletinJson<BulletinDocument> {
        public OfDocument() {
            super(new TypeReference<>() {});
        }
    }
}
