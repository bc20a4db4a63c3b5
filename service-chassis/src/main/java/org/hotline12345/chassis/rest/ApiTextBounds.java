package org.hotline12345.chassis.rest;

import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.hotline12345.chassis.problem.TextBound;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;

/** Writes into a description how long a text may be where a constraint of our own says it, {@link TextBound}. */
class ApiTextBounds {
    private static final DotName NAMED =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.media.Schema.class);

    private final IndexView index;

    ApiTextBounds(IndexView index) {
        this.index = index;
    }

    void describe(Map<String, Schema> schemas) {
        index.getAnnotations(DotName.createSimple(TextBound.class))
                .forEach(bound -> index.getAnnotations(bound.target().asClass().name()).stream()
                        .filter(found -> found.target().kind() == AnnotationTarget.Kind.FIELD)
                        .forEach(found -> describe(
                                schemas,
                                found.target().asField(),
                                found.value(bound.value().asString()).asInt())));
    }

    private static void describe(Map<String, Schema> schemas, FieldInfo field, int most) {
        ClassInfo type = field.declaringClass();
        AnnotationInstance named = type.declaredAnnotation(NAMED);
        String name = named == null || named.value("name") == null
                ? type.simpleName()
                : named.value("name").asString();
        Set<String> fields = type.fields().stream()
                .filter(each -> !Modifier.isStatic(each.flags()))
                .map(FieldInfo::name)
                .collect(Collectors.toSet());
        // types of the same simple name are numbered: it is the one with these fields
        schemas.entrySet().stream()
                .filter(schema -> schema.getKey().replaceFirst("\\d+$", "").equals(name))
                .map(Map.Entry::getValue)
                .filter(schema -> schema.getProperties() != null
                        && schema.getProperties().keySet().equals(fields))
                .map(schema -> schema.getProperties().get(field.name()))
                .filter(property -> property.getMaxLength() == null && property.getRef() == null)
                .forEach(property -> property.setMaxLength(most));
    }
}
